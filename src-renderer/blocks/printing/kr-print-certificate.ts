// <kr-print-certificate>: prints the certificate of debt of an account and shows the progress in a dialog.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccountId } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import { printDialog } from './print-dialog.ts';
import { PrintRun } from './print-run.ts';

/** `<kr-print-certificate .account=${id}>`: the account is one of the visit's. */
@customElement('kr-print-certificate')
export class KrPrintCertificate extends KrElement {
  static override styles = [
    css`
      :host {
        display: grid;
      }

      span {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) account: AccountId | null = null;
  private readonly run = new PrintRun(this, transport);

  private print(): void {
    const { account } = this;
    if (account !== null) this.run.startWith(job => transport.call('documents.certificate', { account, job }));
  }

  private close(): void {
    this.run.reset();
    this.requestUpdate();
  }

  override render() {
    const words = { heading: t('certificate.printing'), done: t('certificate.done') };
    return html`<kr-button
        icon="printer"
        align="start"
        ?disabled=${this.run.phase !== 'idle'}
        data-testid="print-certificate"
        @click=${this.print}
        ><span>${t('certificate.print')}</span></kr-button
      >
      ${printDialog(this.run, words, () => this.close())}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-print-certificate': KrPrintCertificate;
  }
}
