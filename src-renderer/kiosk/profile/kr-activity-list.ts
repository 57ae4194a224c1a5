// The user's own recent sign-ins and prints, so that use by somebody else is noticed.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Output } from '#contract';
import { drawn } from '../../blocks/drawn.ts';
import { cardsBelow, tables } from '../../blocks/tables.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

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

  private readonly load = new Load(this, { ask: () => transport.call('cabinet.activity', {}) });

  override render() {
    return drawn(this.load, ({ rows }) => this.table(rows));
  }

  private table(rows: Rows) {
    if (rows.length === 0) return html`<p class="quiet">${t('profile.activityEmpty')}</p>`;
    return html`<table data-testid="activity">
      <thead>
        <tr>
          <th scope="col">${t('profile.when')}</th>
          <th scope="col">${t('profile.what')}</th>
          <th scope="col">${t('profile.where')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
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
