// <kr-print-panel>: a printing in plain words — going on, done with where the paper is, or failed with what to do.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import type { Failure, Period } from '#contract';
import { failureText, t } from '../../i18n/index.ts';
import { month } from '../../i18n/format.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/kr-icon.ts';
import type { PrintPhase, PrintRun } from './print-run.ts';
import './kr-print-waiting.ts';

@customElement('kr-print-panel')
export class KrPrintPanel extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        flex: 1;
        display: grid;
        place-items: center;
      }

      .panel {
        display: grid;
        justify-items: center;
        gap: var(--kr-gap-m);
        max-width: 38rem;
        padding: var(--kr-gap-l) 0;
        text-align: center;
      }

      h2 {
        font-size: var(--kr-text-h1);
        text-wrap: balance;
      }

      .icon {
        display: grid;
        place-items: center;
        width: 2em;
        height: 2em;
        border: var(--kr-line-width) solid currentColor;
        border-radius: 50%;
        font-size: 3.2rem;
        color: var(--kr-accent);
        background: var(--kr-accent-soft);
      }

      .done .icon {
        color: var(--kr-good);
        background: var(--kr-good-soft);
      }

      .failed .icon {
        color: var(--kr-danger);
        background: var(--kr-danger-soft);
      }

      .bar {
        position: relative;
        overflow: hidden;
        width: min(20rem, 100%);
        height: 0.5rem;
        border-radius: 0.25rem;
        background: var(--kr-line);
      }

      .bar::after {
        content: '';
        position: absolute;
        inset-block: 0;
        width: 35%;
        border-radius: inherit;
        background: var(--kr-accent);
        animation: run 1.4s ease-in-out infinite alternate;
      }

      @keyframes run {
        from {
          left: 0;
        }
        to {
          left: 65%;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .bar::after {
          animation: none;
          left: 32%;
        }
      }

      .lead {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property() phase: PrintPhase = 'idle';
  @property() period: Period = '';
  @property() note = '';
  @property({ attribute: false }) failure: Failure | null = null;
  @property({ type: Boolean }) slow = false;
  @property({ attribute: false }) run: PrintRun | null = null;
  @property({ type: Boolean }) trouble = false;
  @property({ attribute: false }) others: readonly string[] = [];

  override render() {
    if (this.phase === 'idle') return nothing;
    return html`<div class="panel ${this.phase}" role="status" data-testid="print-${this.phase}">
      ${this.phase === 'printing' ? this.printing() : this.phase === 'done' ? this.done() : this.failed()}
      <slot></slot>
    </div>`;
  }

  private printing() {
    if (this.trouble) {
      return html`<span class="icon"><kr-icon name="printer"></kr-icon></span>
        <h2>${t('print.paused')}</h2>
        <kr-print-waiting .run=${this.run} .note=${this.note} .others=${this.others}></kr-print-waiting>`;
    }
    return html`<span class="icon"><kr-icon name="printer"></kr-icon></span>
      <h2>${t('print.queued')}</h2>
      <p class="lead">${this.slow ? t('print.slow') : t('print.queuedHint', { month: month(this.period) })}</p>
      <div class="bar" aria-hidden="true"></div>`;
  }

  private done() {
    return html`<span class="icon"><kr-icon name="check"></kr-icon></span>
      <h2>${t('print.done')}</h2>
      <p class="lead">${t('print.doneFor', { month: month(this.period) })}</p>
      ${this.note ? html`<p class="lead" data-testid="print-note">${this.note}</p>` : nothing}`;
  }

  private failed() {
    const why = this.failure
      ? failureText(this.failure)
      : this.note || failureText({ code: 'print.failed', message: '' });
    return html`<span class="icon"><kr-icon name="warning"></kr-icon></span>
      <h2>${t('print.failed')}</h2>
      <p class="lead" data-testid="print-note">${why}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-print-panel': KrPrintPanel;
  }
}
