// The outcome of a payment and what to do next; after a successful one also the printing of its slip.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PaymentAttempt, PaymentState } from '#contract';
import type { PrintPhase } from '../../blocks/printing/print-run.ts';
import { KrElement } from '../../core/kr-element.ts';
import { rubles, timeOf } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/index.ts';

const kinds = { succeeded: 'good', declined: 'bad', expired: 'warn', cancelled: 'warn', refunded: 'warn' } as const;
type Ended = keyof typeof kinds;

const isEnded = (state: PaymentState): state is Ended => state in kinds;

@customElement('kr-pay-outcome')
export class KrPayOutcome extends KrElement {
  static override styles = [
    css`
      :host {
        flex: 1;
        display: grid;
      }
    `,
  ];

  @property({ attribute: false }) attempt: PaymentAttempt | null = null;
  @property({ attribute: false }) slip: PrintPhase = 'idle';
  /** Main's text: where the slip comes out, or what is wrong. */
  @property() note = '';

  private slipMessage() {
    if (this.slip === 'done') {
      return html`<kr-message
        kind="good"
        text="${t('pay.slipDone')} ${this.note}"
        data-testid="slip-done"
      ></kr-message>`;
    }
    if (this.slip !== 'failed') return nothing;
    return html`<kr-message
      kind="error"
      text=${this.note || t('print.failed')}
      data-testid="slip-failed"
    ></kr-message>`;
  }

  override render() {
    const { attempt } = this;
    if (!attempt || !isEnded(attempt.state)) return nothing;
    const words = attempt.state === 'cancelled' && attempt.expiresAt !== null ? 'stopped' : attempt.state;
    const until = attempt.expiresAt === null ? '' : timeOf(attempt.expiresAt);
    return html`<kr-outcome
      kind=${kinds[attempt.state]}
      heading=${t(`pay.${words}`)}
      text=${t(`pay.${words}Text`, { sum: rubles(attempt.amount), until })}
      data-testid="pay-outcome"
    >
      ${this.slipMessage()}<slot></slot>
    </kr-outcome>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-pay-outcome': KrPayOutcome;
  }
}
