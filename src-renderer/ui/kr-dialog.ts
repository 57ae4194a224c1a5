// A dialog over the screen: Web Awesome's dialog with our sizes and touch-sized buttons.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { KrElement } from '../core/kr-element.ts';
import { t } from '../i18n/index.ts';
import './kr-button.ts';
import { tell } from './typing.ts';

/**
 * `<kr-dialog heading="…" ?open=${x} @kr-close=${…}>content <kr-button slot="action">…</kr-button></kr-dialog>`.
 * `closable` adds a cross, Escape and a tap outside; without it only an action closes the dialog. The screen resets `open`.
 */
@customElement('kr-dialog')
export class KrDialog extends KrElement {
  static override styles = [
    css`
      wa-dialog {
        --width: min(var(--kr-dialog-width, 40rem), 94vw);
        --spacing: var(--kr-gap-l);
        --show-duration: var(--kr-motion);
        --hide-duration: var(--kr-motion);
      }

      wa-dialog::part(dialog) {
        border: var(--kr-line-width) solid var(--kr-line);
        border-radius: var(--kr-radius);
      }

      .frame {
        display: grid;
        gap: var(--kr-gap-l);
      }

      .top {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--kr-gap-m);
      }

      h2 {
        font-size: var(--kr-text-xl);
        line-height: 1.25;
        font-weight: 700;
        align-self: center;
      }

      .content {
        display: grid;
        gap: var(--kr-gap-s);
        font-size: var(--kr-text-m);
        line-height: 1.45;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--kr-gap-s);
      }

      ::slotted([slot='action'][big]) {
        flex: 1;
      }
    `,
  ];

  declare readonly events: { 'kr-close': null };

  @property() heading = '';
  @property({ type: Boolean, reflect: true }) open = false;
  @property({ type: Boolean }) closable = false;

  private onHide(event: Event): void {
    if (event.target !== event.currentTarget || !this.open) return;
    event.preventDefault();
    if (this.closable) tell(this, 'kr-close', null);
  }

  override render() {
    return html`<wa-dialog
      without-header
      label=${this.heading}
      ?open=${this.open}
      ?light-dismiss=${this.closable}
      @wa-hide=${this.onHide}
    >
      <div class="frame">
        <div class="top">
          <h2>${this.heading}</h2>
          ${
            this.closable
              ? html`<kr-button
                  variant="quiet"
                  icon="xmark"
                  label=${t('common.close')}
                  data-testid="dialog-close"
                  @click=${() => tell(this, 'kr-close', null)}
                ></kr-button>`
              : nothing
          }
        </div>
        <div class="content"><slot></slot></div>
        <div class="actions"><slot name="action"></slot></div>
      </div>
    </wa-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-dialog': KrDialog;
  }
}
