// <kr-month-figures>: how a month's balance came about, one line per step: opening, charged, paid, closing.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Kopecks, PeriodRow } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

@customElement('kr-month-figures')
export class KrMonthFigures extends KrElement {
  static override styles = [
    css`
      :host {
        display: block;
        font-size: var(--kr-text-m);
        line-height: 1.35;
      }

      div {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 1.5rem;
        padding-block: 0.6rem;
        border-bottom: 1px solid var(--kr-line);
      }

      dd {
        margin-inline-start: auto;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .closing {
        margin-top: -1px;
        border-top: var(--kr-line-width) solid var(--kr-ink);
        border-bottom: 0;
        font-weight: 700;
        font-size: var(--kr-text-l);
      }

      .note {
        display: block;
        font-size: var(--kr-text-s);
        font-weight: 400;
        color: var(--kr-ink-quiet);
      }
    `,
  ];

  @property({ attribute: false }) row: PeriodRow | null = null;

  override render() {
    const { row } = this;
    if (!row) return nothing;
    const line = (key: 'opening' | 'contribution' | 'recalculation' | 'privilege' | 'penalty' | 'paid', sum: Kopecks) =>
      html`<div data-testid=${key}>
        <dt>
          ${t(`statement.${key}`)}${
            key === 'opening' && sum < 0 ? html`<span class="note">${t('statement.closingAdvance')}</span>` : nothing
          }
        </dt>
        <dd>${rubles(key === 'opening' ? Math.abs(sum) : sum)}</dd>
      </div>`;
    return html`<dl>
      ${line('opening', row.opening)} ${line('contribution', row.charged)}
      ${row.recalculation === 0 ? nothing : line('recalculation', row.recalculation)}
      ${row.privilege === 0 ? nothing : line('privilege', -row.privilege)}
      ${row.penalty === 0 ? nothing : line('penalty', row.penalty)} ${line('paid', row.paid)}
      <div class="closing" data-testid="closing">
        <dt>
          ${t('statement.closing')}${
            row.closing < 0 ? html`<span class="note">${t('statement.closingAdvance')}</span>` : nothing
          }
        </dt>
        <dd>${rubles(Math.abs(row.closing))}</dd>
      </div>
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-month-figures': KrMonthFigures;
  }
}
