// <kr-history-table>: months, newest first; each row is a touch target that expands to its charge lines and has a print mark; totals below.
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Output, Period, PeriodRow } from '#contract';
import { chargedInAll, chargedInTotal } from '../../blocks/account/figures.ts';
import '../../blocks/account/kr-charge-lines.ts';
import { cardsBelow, longTable, tables } from '../../blocks/tables.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { month, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-icon.ts';
import { tell } from '../../ui/typing.ts';
import { historyTable } from './history-table.css.ts';

type History = Output<'statement.history'>;

/** Fires `kr-print` with the month whose document is to be printed. */
@customElement('kr-history-table')
export class KrHistoryTable extends KrElement {
  static override styles = [tables, longTable, cardsBelow(41), historyTable];

  declare readonly events: { 'kr-print': Period };

  @property({ attribute: false }) history: History | null = null;
  @state() private open: ReadonlySet<Period> = new Set();

  override render() {
    if (!this.history) return nothing;
    const { rows, totals } = this.history;
    return html`<table class="long" data-testid="history">
      <thead>
        <tr>
          <th scope="col">${t('history.period')}</th>
          <th scope="col" class="sum">${t('statement.opening')}</th>
          <th scope="col" class="sum">${t('statement.charged')}</th>
          <th scope="col" class="sum">${t('statement.paid')}</th>
          <th scope="col" class="sum">${t('history.due')}</th>
          <th scope="col" class="mark">${t('history.document')}</th>
        </tr>
      </thead>
      ${repeat(
        rows,
        row => row.period,
        row => this.row(row),
      )}
      <tfoot>
        <tr data-testid="history-total">
          <th scope="row" colspan="2">${t('history.total')}</th>
          ${
            totals
              ? html`<td class="sum" data-label=${t('statement.charged')}>${rubles(chargedInTotal(totals))}</td>
                  <td class="sum" data-label=${t('statement.paid')}>${rubles(totals.paid)}</td>
                  <td class="filler" colspan="2"></td>`
              : html`<td colspan="4">${t('unread.noTotals')}</td>`
          }
        </tr>
      </tfoot>
    </table>`;
  }

  private row(row: PeriodRow) {
    const open = this.open.has(row.period);
    return html`<tbody data-testid="history-${row.period}">
      <tr class=${open ? 'row open' : 'row'}>
        <th scope="row">
          <button
            type="button"
            aria-expanded=${open}
            aria-controls=${open ? `lines-${row.period}` : nothing}
            @click=${() => this.toggle(row.period)}
          >
            <kr-icon name=${open ? 'chevron-up' : 'chevron-down'}></kr-icon>
            <span
              >${month(row.period)}${
                row.flawed ? html`<span class="note">${t('statement.flawedShort')}</span>` : nothing
              }</span
            >
          </button>
        </th>
        <td class="sum" data-label=${t('statement.opening')}>${rubles(row.opening)}</td>
        <td class="sum" data-label=${t('statement.charged')}>${rubles(chargedInAll(row))}</td>
        <td class="sum" data-label=${t('statement.paid')}>${rubles(row.paid)}</td>
        <td class="sum due" data-label=${t('history.due')}>
          ${
            row.closing < 0
              ? html`<span>${rubles(-row.closing)}<span class="note">${t('statement.closingAdvance')}</span></span>`
              : rubles(row.closing)
          }
        </td>
        <td class="mark">${row.documented ? this.mark(row.period) : nothing}</td>
      </tr>
      ${
        open
          ? html`<tr class="detail" id="lines-${row.period}">
              <td colspan="6"><kr-charge-lines .row=${row}></kr-charge-lines></td>
            </tr>`
          : nothing
      }
    </tbody>`;
  }

  private mark(period: Period) {
    return html`<kr-button
      icon="printer"
      variant="quiet"
      label=${t('history.print', { month: month(period) })}
      data-testid="print-${period}"
      @click=${() => tell(this, 'kr-print', period)}
      ><span class="words">${t('history.printDocument')}</span></kr-button
    >`;
  }

  private toggle(period: Period): void {
    const open = new Set(this.open);
    if (!open.delete(period)) open.add(period);
    this.open = open;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-history-table': KrHistoryTable;
  }
}
