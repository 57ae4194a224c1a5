// <kr-payments-table>: one payment per row — day paid, day credited, where, sum; refunds marked; the total when given.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Kopecks, PaymentRow } from '#contract';
import { cardsBelow, longTable, tables } from '../../blocks/tables.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { day, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

@customElement('kr-payments-table')
export class KrPaymentsTable extends KrElement {
  static override styles = [
    tables,
    longTable,
    cardsBelow(33),
    css`
      td.day {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      td.where {
        overflow-wrap: anywhere;
      }

      .refund {
        display: inline-block;
        padding: 0 0.5em;
        border: var(--kr-line-width) solid currentColor;
        border-radius: 1em;
        color: var(--kr-warn);
        background: var(--kr-warn-soft);
        font-size: var(--kr-text-s);
        font-weight: 600;
      }

      @container (min-width: 33.01rem) {
        td.where {
          width: 40%;
        }

        :host([roomy]) tbody td {
          padding-block: 1.05rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly PaymentRow[] = [];
  @property({ attribute: false }) total: Kopecks | null = null;
  @property({ type: Boolean, reflect: true }) roomy = false;

  override render() {
    return html`<table class=${this.roomy ? 'long' : ''} data-testid="payments">
      <thead>
        <tr>
          <th scope="col">${t('payments.paidOn')}</th>
          <th scope="col">${t('payments.postedOn')}</th>
          <th scope="col">${t('payments.channel')}</th>
          <th scope="col" class="sum">${t('payments.amount')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.rows.map(row => this.row(row))}
      </tbody>
      ${
        this.total === null
          ? nothing
          : html`<tfoot>
              <tr>
                <th scope="row" colspan="3">${t('payments.total')}</th>
                <td class="sum" data-testid="payments-total">${rubles(this.total)}</td>
              </tr>
            </tfoot>`
      }
    </table>`;
  }

  private row(row: PaymentRow) {
    return html`<tr>
      <td class="day" data-label=${t('payments.paidOn')}>${day(row.paidOn)}</td>
      <td class="day" data-label=${t('payments.postedOn')}>${day(row.postedOn)}</td>
      <td class="where ${row.channel || row.amount < 0 ? '' : 'none'}" data-label=${t('payments.channel')}>
        <span
          >${row.amount < 0 ? html`<span class="refund">${t('payments.refund')}</span> ` : nothing}${row.channel}</span
        >
      </td>
      <td class="sum" data-label=${t('payments.amount')}>${rubles(row.amount)}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-payments-table': KrPaymentsTable;
  }
}
