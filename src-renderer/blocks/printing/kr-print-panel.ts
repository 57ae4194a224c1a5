// <kr-print-panel>: the state of a print job in plain words — in progress, done with where the paper is, or failed with what to do.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Failure, Period } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { month } from '../../i18n/format.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/kr-outcome.ts';
import './kr-print-waiting.ts';
import type { PrintPhase, PrintRun } from './print-run.ts';

@customElement('kr-print-panel')
export class KrPrintPanel extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        flex: 1;
        display: grid;
        --kr-outcome-mark: 3.2rem;
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
    switch (this.phase) {
      case 'idle':
        return nothing;
      case 'printing':
        return this.printing();
      case 'done':
        return this.done();
      case 'failed':
        return this.failed();
    }
  }

  private printing() {
    const text = this.slow ? t('print.slow') : t('print.queuedHint', { month: month(this.period) });
    return html`<kr-outcome
      level="2"
      kind=${this.trouble ? 'warn' : 'busy'}
      icon="printer"
      heading=${t(this.trouble ? 'print.paused' : 'print.queued')}
      text=${this.trouble ? '' : text}
      data-testid="print-printing"
    >
      ${
        this.trouble
          ? html`<kr-print-waiting .run=${this.run} .note=${this.note} .others=${this.others}></kr-print-waiting>`
          : nothing
      }
      <slot></slot>
    </kr-outcome>`;
  }

  private done() {
    return html`<kr-outcome
      level="2"
      kind="good"
      heading=${t('print.done')}
      text=${t('print.doneFor', { month: month(this.period) })}
      data-testid="print-done"
    >
      ${this.note ? html`<p class="lead" data-testid="print-note">${this.note}</p>` : nothing}
      <slot></slot>
    </kr-outcome>`;
  }

  private failed() {
    const why = this.failure
      ? failureText(this.failure)
      : this.note || failureText({ code: 'print.failed', message: '' });
    return html`<kr-outcome level="2" kind="bad" icon="warning" heading=${t('print.failed')} data-testid="print-failed">
      <p class="lead" data-testid="print-note">${why}</p>
      <slot></slot>
    </kr-outcome>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-print-panel': KrPrintPanel;
  }
}
