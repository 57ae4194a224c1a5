// «Тарифы»: the tariff per square metre over time, newest first, with the current one marked.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Output, TariffRow } from '#contract';
import { unreadNote } from '../../blocks/account/unread.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import '../../blocks/kr-page-foot.ts';
import { ofCurrentAccount } from '../../core/account-question.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { backOf } from '../../core/navigation.ts';
import { day, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-screen.ts';
import '../../ui/kr-state.ts';
import './kr-update-note.ts';
import { screens } from './screens.css.ts';

/** The terminal's own calendar day: precise enough for a tariff that changes once a year. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

@customElement('kr-tariffs-screen')
export class KrTariffsScreen extends KrElement {
  static override styles = [
    blocks,
    screens,
    css`
      .measure {
        max-width: 48rem;
      }

      li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 2rem;
        min-height: var(--kr-target);
        padding-block: 0.9rem;
        border-bottom: 1px solid var(--kr-line);
      }

      li:last-child {
        border-bottom: 0;
      }

      .card {
        padding-block: var(--kr-gap-xs);
      }

      .when {
        font-variant-numeric: tabular-nums;
      }

      .sum {
        margin-inline-start: auto;
        font-weight: 600;
      }

      .now {
        font-size: var(--kr-text-l);
      }

      .note {
        display: block;
        font-size: var(--kr-text-s);
        color: var(--kr-ink-quiet);
      }

      .now .note {
        color: var(--kr-good);
        font-weight: 600;
      }
    `,
  ];

  private readonly load = new Load(
    this,
    ofCurrentAccount(account => transport.call('statement.tariffs', { account })),
  );

  override render() {
    return html`<kr-screen heading=${t('tariffs.title')} .back=${backOf('/statement/tariffs', '/statement')}>
      <kr-cabinet-nav slot="nav"></kr-cabinet-nav>
      <kr-update-note .notice=${this.load.notice} .count=${this.load.noticeCount}></kr-update-note>
      ${drawn(this.load, shown => this.content(shown))}
      <kr-page-foot></kr-page-foot>
    </kr-screen>`;
  }

  private content({ rows, incomplete }: Output<'statement.tariffs'>) {
    const note = incomplete ? unreadNote(t('unread.list')) : nothing;
    if (rows.length === 0 && incomplete) return html`${note}`;
    if (rows.length === 0) return html`<kr-state kind="empty" text=${t('tariffs.empty')}></kr-state>`;
    const now = today();
    return html`<div class="measure">
      ${note}
      <p class="lead">${t('tariffs.lead')}</p>
      <ul class="card" data-testid="tariffs">
        ${rows.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom)).map(row => this.row(row, now))}
      </ul>
    </div>`;
  }

  private row(row: TariffRow, now: string) {
    const future = row.validFrom > now;
    const current = !future && (row.validTo === null || row.validTo >= now);
    return html`<li class=${current ? 'now' : ''}>
      <span class="when"
        >${
          row.validTo === null
            ? t('tariffs.from', { day: day(row.validFrom) })
            : t('tariffs.range', { from: day(row.validFrom), to: day(row.validTo) })
        }${
          current || future ? html`<span class="note">${t(future ? 'tariffs.future' : 'tariffs.now')}</span>` : nothing
        }</span
      >
      <span class="sum">${t('tariffs.perMetre', { sum: rubles(row.tariff) })}</span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-tariffs-screen': KrTariffsScreen;
  }
}
