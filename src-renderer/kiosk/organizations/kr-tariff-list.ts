// The tariff per square metre: now and before.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TariffRow } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { day, rubles } from '../../i18n/format.ts';
import { fundTime } from '../../i18n/fund-time.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';

@customElement('kr-tariff-list')
export class KrTariffList extends KrElement {
  static override styles = [
    blocks,
    css`
      .card {
        display: grid;
        gap: var(--kr-gap-s);
      }

      li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 2rem;
        padding-block: 0.7rem;
        border-bottom: 1px solid var(--kr-line);
        font-variant-numeric: tabular-nums;
      }

      li:last-child {
        border-bottom: 0;
      }

      .current {
        font-size: var(--kr-text-l);
        font-weight: 600;
      }

      .note {
        display: block;
        font-size: var(--kr-text-s);
        font-weight: 600;
        color: var(--kr-good);
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly TariffRow[] = [];

  override render() {
    const today = fundTime(new Date()).day;
    const rows = this.rows.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
    return html`<section class="card" data-testid="tariff-list">
      <h2>${t('organizations.tariffs')}</h2>
      ${
        rows.length === 0
          ? html`<p class="quiet">${t('organizations.noTariffs')}</p>`
          : html`<ul>
              ${rows.map(row => this.row(row, today))}
            </ul>`
      }
    </section>`;
  }

  private row({ validFrom, validTo, tariff }: TariffRow, today: string) {
    const future = validFrom > today;
    const current = !future && (validTo === null || validTo >= today);
    const span =
      validTo === null
        ? t('tariffs.from', { day: day(validFrom) })
        : t('tariffs.range', { from: day(validFrom), to: day(validTo) });
    return html`<li class=${current ? 'current' : ''}>
      <span
        >${span}${
          current || future ? html`<span class="note">${t(future ? 'tariffs.future' : 'tariffs.now')}</span>` : nothing
        }</span
      >
      <span class="sum">${t('tariffs.perMetre', { sum: rubles(tariff) })}</span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-tariff-list': KrTariffList;
  }
}
