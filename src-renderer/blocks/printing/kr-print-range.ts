// <kr-print-range>: prints the shown months («выписка») and shows the progress in a dialog.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import type { Span } from '../periods/periods.ts';
import './kr-print-waiting.ts';
import { PrintRun } from './print-run.ts';

/** `<kr-print-range slot="action" what="history" .span=${span}>`, for the current account. */
@customElement('kr-print-range')
export class KrPrintRange extends KrElement {
  static override styles = [
    css`
      :host {
        display: block;
      }
    `,
  ];

  @property() what: 'history' | 'payments' = 'history';
  @property({ attribute: false }) span: Span | null = null;
  private readonly run = new PrintRun(this, transport);

  private print(): void {
    const account = visitState.current;
    const { span, what } = this;
    if (account === null || span === null) return;
    this.run.startWith(job => transport.call('statement.print', { account, what, ...span, job }));
  }

  private close(): void {
    this.run.reset();
    this.requestUpdate();
  }

  override render() {
    if (!this.span) return nothing;
    const { phase } = this.run;
    const over = phase === 'done' || phase === 'failed';
    return html`<kr-button
        variant="primary"
        icon="printer"
        ?disabled=${phase !== 'idle'}
        data-testid="print-range"
        @click=${this.print}
        >${t('document.print')}</kr-button
      >
      <kr-dialog heading=${t(`range.print.${this.what}`)} ?open=${phase !== 'idle'} data-testid="print-range-dialog">
        ${this.outcome()}
        ${
          phase === 'failed'
            ? html`<kr-button slot="action" icon="refresh" data-testid="print-again" @click=${() => this.run.retry()}
                >${t('common.retry')}</kr-button
              >`
            : nothing
        }
        ${
          over || this.run.slow || this.run.trouble
            ? html`<kr-button slot="action" variant="primary" data-testid="print-range-close" @click=${this.close}
                >${t('common.close')}</kr-button
              >`
            : nothing
        }
      </kr-dialog>`;
  }

  private outcome() {
    const { phase, failure, note, slow } = this.run;
    if (phase === 'done') {
      return html`<kr-message kind="good" data-testid="print-range-done">${t('range.print.done')} ${note}</kr-message>`;
    }
    if (phase === 'failed') {
      const why = failure ? failureText(failure) : note || failureText({ code: 'print.failed', message: '' });
      return html`<kr-message kind="error" text=${why} data-testid="print-range-failed"></kr-message>`;
    }
    if (this.run.trouble) {
      return html`<kr-print-waiting .run=${this.run} .note=${note} .others=${this.run.others}></kr-print-waiting>`;
    }
    return html`<kr-state kind="loading" text=${slow ? t('print.slow') : t('print.queued')}></kr-state>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-print-range': KrPrintRange;
  }
}
