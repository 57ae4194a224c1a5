// Payments the fund's ledger does not have yet: «принята, будет зачислена», begun and not finished, still being looked for.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import type { PaymentAttempt, AccountId } from '#contract';
import { go } from '../../core/navigation.ts';
import { moment, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-message.ts';

/** `<kr-pending-payments .account=${id}>`: takes no room while there is nothing to tell. */
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
  @state() private attempts: readonly PaymentAttempt[] = [];
  private stop = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.hidden = true;
    this.stop = transport.on('statement.changed', ({ account }) => {
      if (account === this.account) void this.load();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('account')) void this.load();
    this.hidden = this.attempts.length === 0;
  }

  /** A failure is not told: the figures beside it stand without this. */
  private async load(): Promise<void> {
    const { account } = this;
    this.attempts = [];
    if (account === null) return;
    const answer = await transport.call('payments.pending', { account });
    if (account === this.account && answer.ok) this.attempts = answer.value.attempts;
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
