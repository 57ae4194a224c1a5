// Payments that are not in the fund's ledger yet: «принята, будет зачислена», unfinished ones, those with an unknown outcome, cancelled ones that can
// still be paid, and those paid back.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PaymentAttempt, AccountId } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { go } from '../../core/navigation.ts';
import { moment, rubles, timeOf } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-message.ts';

interface Told {
  is: string;
  kind: 'good' | 'info' | 'warn';
  text: string;
}

/** What is said of an attempt and how; null when nothing is. */
function wordsOf({ state, amount, refunded, createdAt, expiresAt }: PaymentAttempt): Told | null {
  const words = { sum: rubles(amount), when: moment(createdAt) };
  switch (state) {
    case 'succeeded':
      if (refunded === 0) return { is: 'succeeded', kind: 'good', text: t('pending.succeeded', words) };
      return {
        is: 'part-refunded',
        kind: 'info',
        text: t('pending.partRefunded', { ...words, refunded: rubles(refunded), rest: rubles(amount - refunded) }),
      };
    case 'refunded':
      return { is: 'refunded', kind: 'info', text: t('pending.refunded', words) };
    case 'unknown':
      return { is: 'unknown', kind: 'warn', text: t('pending.unknown', words) };
    case 'waiting':
    case 'creating':
      return { is: 'going', kind: 'info', text: t('pending.going', words) };
    case 'cancelled':
      if (expiresAt === null) return null;
      return { is: 'live', kind: 'warn', text: t('pending.live', { ...words, until: timeOf(expiresAt) }) };
    default:
      return null;
  }
}

/** `<kr-pending-payments .account=${id}>`: takes no space when there are none. */
@customElement('kr-pending-payments')
export class KrPendingPayments extends KrElement {
  static override styles = [
    css`
      :host {
        display: grid;
        gap: var(--kr-gap-xs);
      }
    `,
  ];

  @property({ attribute: false }) account: AccountId | null = null;
  private readonly load = new Load(this, {
    ask: () => transport.call('payments.pending', { account: this.account ?? 0 }),
    key: () => this.account,
    changes: changed =>
      transport.on('statement.changed', ({ account }) => {
        if (account === this.account) changed();
      }),
    waits: true,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.hidden = true;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('account')) {
      this.load.forget();
      if (this.account !== null) void this.load.run();
    }
    this.hidden = this.attempts.length === 0;
  }

  /** A failure is not shown: the figures beside it are complete without this. */
  private get attempts(): readonly PaymentAttempt[] {
    return this.load.value?.attempts ?? [];
  }

  override render() {
    return this.attempts.map(attempt => {
      const told = wordsOf(attempt);
      if (!told) return nothing;
      return html`<kr-message kind=${told.kind} text=${told.text} data-testid="pending-${told.is}"></kr-message> ${
          told.is === 'going'
            ? html`<div>
                <kr-button icon="card" data-testid="pending-return" @click=${() => go('/pay')}
                  >${t('pending.return')}</kr-button
                >
              </div>`
            : nothing
        }`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-pending-payments': KrPendingPayments;
  }
}
