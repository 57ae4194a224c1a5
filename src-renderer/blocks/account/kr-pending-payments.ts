// Payments that are not in the fund's ledger yet: «принята, будет зачислена», unfinished ones, and those with an unknown outcome.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PaymentAttempt, AccountId } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { go } from '../../core/navigation.ts';
import { moment, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-message.ts';

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
      const words = { sum: rubles(attempt.amount), when: moment(attempt.createdAt) };
      if (attempt.state === 'succeeded') {
        return html`<kr-message
          kind="good"
          text=${t('pending.succeeded', words)}
          data-testid="pending-succeeded"
        ></kr-message>`;
      }
      if (attempt.state === 'unknown') {
        return html`<kr-message
          kind="warn"
          text=${t('pending.unknown', words)}
          data-testid="pending-unknown"
        ></kr-message>`;
      }
      if (attempt.state !== 'waiting' && attempt.state !== 'creating') return nothing;
      return html`<kr-message kind="info" text=${t('pending.going', words)} data-testid="pending-going"></kr-message>
        <div>
          <kr-button icon="card" data-testid="pending-return" @click=${() => go('/pay')}
            >${t('pending.return')}</kr-button
          >
        </div>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-pending-payments': KrPendingPayments;
  }
}
