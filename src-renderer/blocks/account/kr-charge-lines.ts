// <kr-charge-lines>: the lines of a month's charge with the reference's columns; a recalculation has its reason below it.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChargeLine, Kopecks, PeriodRow } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { area, rubles } from '../../i18n/format.ts';
import { t, type MessageKey } from '../../i18n/index.ts';
import { cardsBelow, tables } from '../tables.css.ts';
import { chargedInAll, lineAmount } from './figures.ts';

const sums: readonly MessageKey[] = ['lines.amount', 'lines.recalculation', 'lines.total'];
const columns: readonly MessageKey[] = ['lines.unit', 'lines.area', 'lines.tariff', ...sums];

/** A figure in kopecks, a text, or a dash for what a line does not have: a card leaves that out. */
const cells = (names: readonly MessageKey[], values: readonly (string | Kopecks | null)[]) =>
  names.map((name, i) => {
    const value = values[i] ?? null;
    return html`<td class="sum ${value === null ? 'none' : ''}" data-label=${t(name)}>
      ${value === null ? '–' : typeof value === 'number' ? rubles(value) : value}
    </td>`;
  });

@customElement('kr-charge-lines')
export class KrChargeLines extends KrElement {
  static override styles = [
    tables,
    cardsBelow(46),
    css`
      .empty {
        color: var(--kr-ink-quiet);
      }

      th[scope='row'] {
        min-width: 8rem;
        overflow-wrap: anywhere;
      }

      @container (min-width: 46.01rem) {
        thead .sum {
          white-space: normal;
        }

        :is(th, td) {
          padding-inline: 0.45rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) row: PeriodRow | null = null;

  override render() {
    const { row } = this;
    if (!row) return nothing;
    if (row.lines === null) return html`<p class="empty" data-testid="unread-lines">${t('unread.lines')}</p>`;
    if (row.lines.length === 0) return html`<p class="empty">${t('lines.none')}</p>`;
    const all = chargedInAll(row);
    return html`<table data-testid="charge-lines">
      <thead>
        <tr>
          <th scope="col">${t('lines.service')}</th>
          ${columns.map(column => html`<th scope="col" class="sum">${t(column)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${row.lines.map(line => this.line(line))}
      </tbody>
      <tfoot>
        <tr data-testid="lines-total">
          <th scope="row" colspan="4">${t('lines.all')}</th>
          ${cells(sums, [all - row.recalculation, row.recalculation, all])}
        </tr>
      </tfoot>
    </table>`;
  }

  private line(line: ChargeLine) {
    const amount = lineAmount(line);
    const corrects = line.kind === 'recalculation';
    return html`<tr>
      <th scope="row">
        ${line.service}${
          line.reason ? html`<span class="note">${t('lines.reason', { reason: line.reason })}</span>` : nothing
        }
      </th>
      ${cells(columns, [
        line.unit || null,
        line.area === null ? null : area(line.area),
        line.tariff,
        corrects ? null : amount,
        corrects ? amount : null,
        amount,
      ])}
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-charge-lines': KrChargeLines;
  }
}
