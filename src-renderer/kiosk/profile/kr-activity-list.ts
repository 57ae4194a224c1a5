// The user's own recent sign-ins and prints: so that a stranger's would be seen.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import type { Failure, Output } from '#contract';
import { moment } from '../../i18n/format.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { cardsBelow, tables } from '../../blocks/tables.css.ts';

type Rows = Output<'cabinet.activity'>['rows'];

@customElement('kr-activity-list')
export class KrActivityList extends KrElement {
  static override styles = [
    blocks,
    tables,
    cardsBelow(33),
    css`
      .when {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .where {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private rows: Rows | null = null;
  @state() private failure: Failure | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    this.failure = null;
    const answer = await transport.call('cabinet.activity', {});
    if (!this.isConnected) return;
    if (answer.ok) this.rows = answer.value.rows;
    else this.failure = answer.error;
  }

  override render() {
    if (this.failure) {
      return html`<kr-state
        kind="error"
        text=${failureText(this.failure)}
        action-label=${t('common.retry')}
        @kr-action=${() => void this.load()}
      ></kr-state>`;
    }
    if (!this.rows) return nothing;
    if (this.rows.length === 0) return html`<p class="quiet">${t('profile.activityEmpty')}</p>`;
    return html`<table data-testid="activity">
      <thead>
        <tr>
          <th scope="col">${t('profile.when')}</th>
          <th scope="col">${t('profile.what')}</th>
          <th scope="col">${t('profile.where')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.rows.map(
          ({ at, what, terminal }) =>
            html`<tr>
              <td class="when" data-label=${t('profile.when')}>${moment(at)}</td>
              <td data-label=${t('profile.what')}>${t(`profile.did.${what}`)}</td>
              <td class="where" data-label=${t('profile.where')}>${terminal}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-activity-list': KrActivityList;
  }
}
