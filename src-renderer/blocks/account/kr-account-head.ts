// <kr-account-head>: the account and its debt, in the largest type of the program.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccountHeader, TodayBalance } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { area, day, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/kr-message.ts';
import { lastDay } from '../periods/periods.ts';
import { balanceWords } from './figures.ts';
import { latenessWords } from './lateness.ts';
import { addressText, drawUnreadAccount } from './unread.ts';

/** More payments than these stand as one sum. */
const MOST_LISTED = 3;

@customElement('kr-account-head')
export class KrAccountHead extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      .card {
        display: grid;
        gap: var(--kr-gap-l) var(--kr-gap-xl);
      }

      @container (min-width: 48rem) {
        .card {
          grid-template-columns: minmax(0, 1fr) auto;
        }

        .card > .closed {
          grid-column: 1 / -1;
        }

        .balance {
          text-align: end;
          max-width: 24rem;
        }
      }

      h2 {
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }

      .owner {
        margin-top: 0.3rem;
        font-size: var(--kr-text-l);
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 2rem;
        margin-top: var(--kr-gap-m);
      }

      dt {
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-s);
        line-height: 1.3;
      }

      dd {
        font-size: var(--kr-text-m);
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      .balance b,
      .balance strong {
        display: block;
        line-height: 1.1;
      }

      .balance b {
        font-size: var(--kr-text-l);
        font-weight: 600;
        line-height: 1.3;
      }

      .balance strong {
        font-size: clamp(2.2rem, 11cqi, 3.4rem);
        font-weight: 700;
        letter-spacing: -0.01em;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .balance:is(.zero, .unknown) strong {
        white-space: normal;
      }

      .balance.unknown strong {
        font-size: var(--kr-text-xl);
        line-height: 1.3;
      }

      .balance:is(.advance, .zero) strong {
        color: var(--kr-good);
      }

      .balance .quiet,
      .balance .late {
        display: block;
        margin-top: 0.3rem;
        font-size: var(--kr-text-s);
        font-weight: 400;
      }

      .balance .late {
        color: var(--kr-danger);
      }

      .unread {
        grid-column: 1 / -1;
        display: grid;
        gap: var(--kr-gap-s);
      }

      .unread:not(:has(kr-message)) {
        display: none;
      }

      .derivation {
        grid-column: 1 / -1;
        border-top: 1px solid var(--kr-line);
        padding-top: var(--kr-gap-s);
        margin-top: var(--kr-gap-s);
      }

      .derivation h3 {
        font-size: var(--kr-text-m);
        font-weight: 600;
      }

      .derivation li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--kr-gap-m);
        padding: 0.2rem 0;
      }

      .derivation li:last-child {
        border-top: 1px solid var(--kr-line);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) header: AccountHeader | null = null;
  /** What is owed today and how it came about; null where it is not asked for. */
  @property({ attribute: false }) today: TodayBalance | null = null;

  /** «из них просрочено 113 388,08 ₽», or the day to pay by, or whom to ask for it; nothing when nothing is owed. */
  private lateness() {
    const { today } = this;
    if (!today || today.amount <= 0) return nothing;
    const words = latenessWords({ ...today, today: today.day });
    const asked = today.dueOn === null && today.overdue < today.amount;
    return html`${
      words === ''
        ? nothing
        : html`<span class=${today.overdue > 0 ? 'late' : 'quiet'} data-testid="lateness">${words}</span>`
    }${asked ? html`<span class="quiet">${t('document.untilUnknown')}</span>` : nothing}`;
  }

  /** The last document's balance and what came after it; nothing where nothing came. */
  private derivation() {
    const from = this.today?.from;
    if (!from || (from.payments.length === 0 && [from.charged, from.otherPaid, from.costs].every(sum => sum === 0)))
      return nothing;
    const row = (label: string, sum: number) => html`<li><span>${label}</span> <b class="sum">${rubles(sum)}</b></li>`;
    const balance = (label: string, sum: number) =>
      row(sum < 0 ? `${label}, ${t('statement.closingAdvance')}` : label, Math.abs(sum));
    const came = from.payments.reduce((sum, { amount }) => sum + amount, 0);
    return html`<section class="derivation" data-testid="derivation">
      <h3>${t('statement.howCameAbout')}</h3>
      <ul>
        ${balance(t('statement.balanceOn', { day: day(lastDay(from.period)) }), from.closing)}
        ${from.costs === 0 ? nothing : row(t('statement.costs'), from.costs)}
        ${from.charged === 0 ? nothing : row(t('statement.chargedSince'), from.charged)}
        ${
          from.payments.length > MOST_LISTED
            ? row(t('statement.cameSince'), came + from.otherPaid)
            : html`${from.payments.map(({ paidOn, amount }) =>
                row(
                  t(amount < 0 ? 'statement.refundedOn' : 'statement.cameOn', { day: day(paidOn) }),
                  Math.abs(amount),
                ),
              )}${from.otherPaid === 0 ? nothing : row(t('statement.cameSince'), from.otherPaid)}`
        }
        ${balance(t('statement.left'), this.today?.amount ?? 0)}
      </ul>
    </section>`;
  }

  override render() {
    const { header } = this;
    if (!header) return nothing;
    const balance = balanceWords(header.balance);
    const fact = (name: string, value: string) =>
      value
        ? html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`
        : nothing;
    return html`<section class="card" data-testid="account">
      <div>
        <h2 data-testid="address">${addressText(header.address)}</h2>
        <p class="owner" data-testid="owner">${header.owner ?? t('unread.owner')}</p>
        <dl>
          ${fact(t('statement.account'), header.number)} ${fact(t('statement.unified'), header.unifiedNumber)}
          ${fact(t('statement.area'), header.area === null ? '' : area(header.area))}
          ${fact(t('statement.share'), header.share ?? '')}
        </dl>
        ${header.residential !== false ? nothing : html`<p class="quiet">${t('statement.nonResidential')}</p>`}
      </div>
      <p class="balance ${balance.kind}" data-testid="balance">
        ${
          balance.sum === null
            ? html`<strong>${balance.label}</strong>`
            : html`<b>${balance.label}</b> <strong>${balance.sum}</strong>`
        }
        ${this.today ? html`<span class="quiet">${t('statement.onDay', { day: day(this.today.day) })}</span>` : nothing}
        ${
          this.today?.penalty && this.today.amount > 0
            ? html`<span class="quiet" data-testid="penalty-part"
                >${t('statement.ofItPenalty', { sum: rubles(this.today.penalty) })}</span
              >`
            : nothing
        }
        ${this.lateness()}
      </p>
      ${this.derivation()}
      <div class="unread">${drawUnreadAccount(header)}</div>
      ${
        header.closedOn
          ? html`<kr-message
              class="closed"
              kind="info"
              data-testid="closed"
              text=${t('statement.closed', { day: day(header.closedOn) })}
            ></kr-message>`
          : nothing
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-account-head': KrAccountHead;
  }
}
