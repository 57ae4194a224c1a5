// <kr-print-views>: prints who looked at an account of the cabinet, and shows the progress in a dialog.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccountId } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import { printDialog } from './print-dialog.ts';
import { PrintRun } from './print-run.ts';

/** `<kr-print-views .account=${id}>`: the account is one of the signed-in user's. */
@customElement('kr-print-views')
export class KrPrintViews extends KrElement {
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
    if (account !== null) this.run.startWith(job => transport.call('cabinet.printViews', { account, job }));
  }

  private close(): void {
    this.run.reset();
    this.requestUpdate();
  }

  override render() {
    const words = { heading: t('home.viewsPrinting'), done: t('home.viewsDone') };
    return html`<kr-button
        icon="eye"
        align="start"
        ?disabled=${this.run.phase !== 'idle'}
        data-testid="print-views"
        @click=${this.print}
        ><span>${t('home.views')}</span></kr-button
      >
      ${printDialog(this.run, words, () => this.close())}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-print-views': KrPrintViews;
  }
}
