// <kr-print-waiting>: the document waits because the printer needs something — what it needs, whom to call, and to the staff on shift other printers.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { shiftState } from '../../core/shift.ts';
import { systemInfo } from '../../core/system-info.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import type { PrintRun } from './print-run.ts';

/** `<kr-print-waiting .run=${run} .note=${run.note} .others=${run.others}>`; draws nothing when `note` is empty. */
@customElement('kr-print-waiting')
export class KrPrintWaiting extends KrElement {
  static override watched = [systemInfo, shiftState];

  static override styles = [
    blocks,
    css`
      :host {
        display: grid;
        gap: var(--kr-gap-m);
        justify-items: center;
        text-align: center;
      }

      .others {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--kr-gap-s);
      }
    `,
  ];

  @property({ attribute: false }) run: PrintRun | null = null;
  @property() note = '';
  @property({ attribute: false }) others: readonly string[] = [];

  override render() {
    const staff = !systemInfo.kiosk && shiftState.staff !== null && this.others.length > 0;
    return html`<kr-message kind="warn" data-testid="print-waiting">
        <strong>${t('print.waiting')}</strong> ${this.note}
      </kr-message>
      ${
        staff
          ? html`<p>${t('print.elsewhere')}</p>
              <div class="others">
                ${this.others.map(
                  name =>
                    html`<kr-button icon="printer" data-testid="print-on" @click=${() => void this.run?.redirect(name)}
                      >${name}</kr-button
                    >`,
                )}
              </div>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-print-waiting': KrPrintWaiting;
  }
}
