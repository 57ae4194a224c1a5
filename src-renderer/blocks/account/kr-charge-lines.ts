// <kr-charge-lines>: the lines of a month's charge — service, rate, area, sum; a recalculation with its reason.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChargeLine, PeriodRow } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { area, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { cardsBelow, tables } from '../tables.css.ts';
import { chargedInAll, lineAmount } from './figures.ts';

@customElement('kr-charge-lines')
export class KrChargeLines extends KrElement {
  static override styles = [
    tables,
    cardsBelow(33),
    css`
      .empty {
        color: var(--kr-ink-quiet);
      }

      tbody th {
        min-width: 9rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) row: PeriodRow | null = null;

  override render() {
    const { row } = this;
    if (!row) return nothing;
    if (row.lines === null) return html`<p class="empty" data-testid="unread-lines">${t('unread.lines')}</p>`;
    if (row.lines.length === 0) return html`<p class="empty">${t('lines.none')}</p>`;
    return html`<table data-testid="charge-lines">
      <thead>
        <tr>
          <th scope="col">${t('lines.service')}</th>
          <th scope="col" class="sum">${t('lines.tariff')}</th>
          <th scope="col" class="sum">${t('lines.area')}</th>
          <th scope="col" class="sum">${t('lines.amount')}</th>
        </tr>
      </thead>
      <tbody>
        ${row.lines.map(line => this.line(line))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="3">${t('lines.total')}</th>
          <td class="sum">${rubles(chargedInAll(row))}</td>
        </tr>
      </tfoot>
    </table>`;
  }

  private line(line: ChargeLine) {
    const cell = (label: string, text: string | null) =>
      html`<td class="sum ${text === null ? 'none' : ''}" data-label=${label}>${text ?? ''}</td>`;
    // a line with only a sum has room for a long reason
    const alone = line.tariff === null && line.area === null;
    return html`<tr>
      <th scope="row" colspan=${alone ? 3 : 1}>
        ${line.service}${
          line.reason ? html`<span class="note">${t('lines.reason', { reason: line.reason })}</span>` : nothing
        }
      </th>
      ${
        alone
          ? nothing
          : html`${cell(
              t('lines.tariff'),
              line.tariff === null ? null : t('lines.perMetre', { sum: rubles(line.tariff) }),
            )}${cell(t('lines.area'), line.area === null ? null : area(line.area))}`
      }
      ${cell(t('lines.amount'), rubles(lineAmount(line)))}
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-charge-lines': KrChargeLines;
  }
}
