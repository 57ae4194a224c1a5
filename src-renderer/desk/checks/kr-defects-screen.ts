// Faulty rows of the fund: rows that could not be read, and months whose figures do not add up.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Defect, Output } from '#contract';
import { drawn } from '../../blocks/drawn.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { moment, month, rubles } from '../../i18n/format.ts';
import { t, type MessageKey } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { ChecksScreen } from './checks-screen.ts';
import { checksTable } from './checks-table.ts';

const kinds = {
  row: 'desk.defectRow',
  figures: 'desk.defectFigures',
  bank: 'desk.defectBank',
} as const satisfies Record<Defect['kind'], MessageKey>;

@customElement('kr-defects-screen')
export class KrDefectsScreen extends ChecksScreen {
  protected override readonly load = new Load(this, {
    ask: () => transport.call('staff.defects', { offset: 0 }),
    handled: isShiftOver,
  });

  private async more(shown: readonly Defect[]): Promise<void> {
    const next = await this.operate(transport.call('staff.defects', { offset: shown.length }));
    if (next) this.load.put({ rows: [...shown, ...next.rows], total: next.total });
  }

  private row(defect: Defect) {
    const figures = defect.kind === 'figures';
    const seen = defect.seenAt ? html`<br /><span class="quiet">${moment(defect.seenAt)}</span>` : nothing;
    const period = defect.key.split('/')[1] ?? '';
    return html`<tr>
      <td>${t(kinds[defect.kind])}</td>
      <td class="number">
        ${figures ? html`${defect.accountNumber}<br /><span class="quiet">${month(period)}</span>` : html`${defect.entity}<br /><span class="quiet">${defect.key}</span>`}
      </td>
      <td>
        ${
          figures
            ? t('desk.defectSums', { closing: rubles(defect.closing ?? 0), expected: rubles(defect.expected ?? 0) })
            : html`${defect.kind === 'bank' ? this.bank(defect) : defect.reason}${seen}`
        }
      </td>
    </tr>`;
  }

  private bank({ doubts, inUse }: Defect) {
    return html`${doubts.map(doubt => t(`desk.bank.${doubt}`)).join('; ')}<br />${inUse ? t('desk.bankKept', { account: inUse }) : t('desk.bankNone')}`;
  }

  private content({ rows, total }: Output<'staff.defects'>) {
    if (total === 0) return html`<p class="lead" data-testid="no-defects">${t('desk.noDefects')}</p>`;
    return html`<p role="status" data-testid="defects-total">${t('desk.defectsTotal', { total })}</p>
      ${checksTable(
        ['desk.defectKind', 'desk.defectWhere', 'desk.defectWhat'],
        rows.map(row => this.row(row)),
        { actions: false },
      )}
      ${
        rows.length < total
          ? html`<kr-button data-testid="more-defects" @click=${() => void this.more(rows)}
              >${t('desk.more')}</kr-button
            >`
          : nothing
      }`;
  }

  override render() {
    return html`<kr-screen heading=${t('desk.defects')} .back=${'/desk'} data-testid="defects">
      <p slot="lead" class="quiet">${t('desk.defectsLead')}</p>
      ${this.troubles()} ${drawn(this.load, shown => this.content(shown))}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-defects-screen': KrDefectsScreen;
  }
}
