// Rows of the fund that do not hold: what could not be read, and months whose figures do not add up.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import type { Defect, Failure } from '#contract';
import { moment, month, rubles } from '../../i18n/format.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { isShiftOver } from '../../core/shift.ts';
import { dense } from '../../blocks/dense.css.ts';

@customElement('kr-defects-screen')
export class KrDefectsScreen extends KrElement {
  static override styles = [blocks, dense];

  @state() private rows: readonly Defect[] = [];
  @state() private total: number | null = null;
  @state() private failure: Failure | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.more();
  }

  private async more(): Promise<void> {
    const answer = await transport.call('staff.defects', { offset: this.rows.length });
    if (answer.ok) {
      this.rows = [...this.rows, ...answer.value.rows];
      this.total = answer.value.total;
    } else if (!isShiftOver(answer.error)) this.failure = answer.error;
  }

  private row(defect: Defect) {
    const figures = defect.kind === 'figures';
    const period = defect.key.split('/')[1] ?? '';
    return html`<tr>
      <td>${t(figures ? 'desk.defectFigures' : 'desk.defectRow')}</td>
      <td class="number">
        ${figures ? html`${defect.accountNumber}<br /><span class="quiet">${month(period)}</span>` : html`${defect.entity}<br /><span class="quiet">${defect.key}</span>`}
      </td>
      <td>
        ${
          figures
            ? t('desk.defectSums', { closing: rubles(defect.closing ?? 0), expected: rubles(defect.expected ?? 0) })
            : html`${defect.reason}${defect.seenAt ? html`<br /><span class="quiet">${moment(defect.seenAt)}</span>` : nothing}`
        }
      </td>
    </tr>`;
  }

  private content() {
    if (this.total === null) return html`<kr-state kind="loading"></kr-state>`;
    if (this.total === 0) return html`<p class="lead" data-testid="no-defects">${t('desk.noDefects')}</p>`;
    return html`<p role="status" data-testid="defects-total">${t('desk.defectsTotal', { total: this.total })}</p>
      <div class="card scrolled stacks">
        <table>
          <thead>
            <tr>
              <th scope="col">${t('desk.defectKind')}</th>
              <th scope="col">${t('desk.defectWhere')}</th>
              <th scope="col">${t('desk.defectWhat')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.rows.map(row => this.row(row))}
          </tbody>
        </table>
      </div>
      ${
        this.rows.length < this.total
          ? html`<kr-button data-testid="more-defects" @click=${() => void this.more()}>${t('desk.more')}</kr-button>`
          : nothing
      }`;
  }

  override render() {
    return html`<kr-screen heading=${t('desk.defects')} .back=${'/desk'} data-testid="defects">
      <p slot="lead" class="quiet">${t('desk.defectsLead')}</p>
      ${this.failure ? html`<kr-message kind="error" text=${failureText(this.failure)}></kr-message>` : this.content()}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-defects-screen': KrDefectsScreen;
  }
}
