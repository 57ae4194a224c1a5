// The acquirer's code on the screen: its purpose, the sum, what to do with the phone, the time left.
import { css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PaymentAttempt } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';

/** Modules of quiet zone around a QR. */
const QUIET = 4;

/** «12 мин»; in the last minute «45 с» */
const timeLeft = (seconds: number): string =>
  seconds > 60 ? t('pay.minutes', { count: Math.ceil(seconds / 60) }) : t('pay.seconds', { count: seconds });

@customElement('kr-pay-code')
export class KrPayCode extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      .sheet {
        display: grid;
        gap: var(--kr-gap-l);
        justify-items: center;
      }

      svg {
        display: block;
        width: min(24rem, 44vh, 90cqi);
        aspect-ratio: 1;
        background: #ffffff;
        border: 1px solid var(--kr-line);
        border-radius: var(--kr-radius-s);
      }

      .empty {
        width: min(24rem, 44vh, 90cqi);
        aspect-ratio: 1;
        display: grid;
      }

      figure {
        display: grid;
        gap: var(--kr-gap-s);
        justify-items: center;
      }

      .left {
        font-size: var(--kr-text-l);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        text-align: center;
      }

      .words {
        display: grid;
        align-content: start;
        gap: var(--kr-gap-m);
        min-width: 0;
      }

      .total {
        font-size: var(--kr-text-huge);
        font-weight: 700;
        line-height: 1.15;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      ol {
        display: grid;
        gap: var(--kr-gap-s);
        counter-reset: step;
      }

      li {
        display: grid;
        grid-template-columns: 2.4rem minmax(0, 1fr);
        gap: 0 0.8rem;
        align-items: start;
        font-size: var(--kr-text-l);
        line-height: 1.4;
        counter-increment: step;
      }

      li::before {
        content: counter(step);
        display: grid;
        place-items: center;
        width: 2.4rem;
        height: 2.4rem;
        margin-top: -0.2rem;
        border-radius: 50%;
        background: var(--kr-accent);
        color: var(--kr-on-accent);
        font-weight: 700;
      }

      /* on a low screen all steps must be visible beside the code */
      @media (max-height: 1100px) {
        .words p {
          font-size: min(var(--kr-text-m), 28px);
        }

        .left {
          font-size: min(var(--kr-text-l), 32px);
        }

        li {
          font-size: min(var(--kr-text-l), 30px);
        }

        li::before {
          width: 48px;
          height: 48px;
        }

        li {
          grid-template-columns: 48px minmax(0, 1fr);
          text-wrap: pretty;
        }
      }

      @container (min-width: 44rem) {
        .sheet {
          grid-template-columns: auto minmax(0, 1fr);
          align-items: safe center;
        }
      }

      @media (max-height: 1100px) {
        svg,
        .empty {
          width: min(24rem, 40vh, 90cqi);
        }

        @container (min-width: 1000px) {
          .sheet {
            grid-template-columns: auto minmax(0, 1fr);
            align-items: safe center;
          }
        }
      }
    `,
  ];

  @property({ attribute: false }) attempt: PaymentAttempt | null = null;
  @state() private now = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => (this.now = Date.now()), 500);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private left(expiresAt: string | null) {
    if (expiresAt === null) return nothing;
    const seconds = Math.ceil((Date.parse(expiresAt) - this.now) / 1000);
    const text = seconds > 0 ? t('pay.left', { time: timeLeft(seconds) }) : t('pay.leftEnding');
    return html`<p class="left" role="timer" data-testid="pay-left">${text}</p>`;
  }

  private code({ qr, amount }: PaymentAttempt) {
    if (!qr) return html`<div class="empty"><kr-state kind="loading"></kr-state></div>`;
    const side = qr.size + 2 * QUIET;
    return html`<svg
      role="img"
      aria-label=${t('pay.qrLabel', { sum: rubles(amount) })}
      data-testid="pay-qr"
      viewBox="${-QUIET} ${-QUIET} ${side} ${side}"
      shape-rendering="crispEdges"
    >
      ${svg`<rect x=${-QUIET} y=${-QUIET} width=${side} height=${side} fill="#ffffff" /><path d=${qr.path} fill="#000000" />`}
    </svg>`;
  }

  override render() {
    const { attempt } = this;
    if (!attempt) return nothing;
    return html`<section class="card sheet">
      <figure>
        <p class="total" data-testid="pay-sum">${rubles(attempt.amount)}</p>
        ${this.code(attempt)} ${this.left(attempt.expiresAt)}
      </figure>
      <div class="words">
        <ol>
          <li>${t('pay.step1')}</li>
          <li>${t('pay.step2')}</li>
          <li>${t('pay.step3')}</li>
        </ol>
        <p>${t('pay.watching')}</p>
        <p class="quiet">${t('pay.notPaper')}</p>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-pay-code': KrPayCode;
  }
}
