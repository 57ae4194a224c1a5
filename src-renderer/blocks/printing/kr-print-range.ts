// <kr-print-range>: prints the shown months («выписка») and shows the progress in a dialog.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import type { Span } from '../periods/periods.ts';
import { printDialog } from './print-dialog.ts';
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
    return html`<kr-button
        variant="primary"
        icon="printer"
        ?disabled=${this.run.phase !== 'idle'}
        data-testid="print-range"
        @click=${this.print}
        >${t('document.print')}</kr-button
      >
      ${printDialog(this.run, { heading: t(`range.print.${this.what}`), done: t('range.print.done') }, () => this.close())}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-print-range': KrPrintRange;
  }
}
