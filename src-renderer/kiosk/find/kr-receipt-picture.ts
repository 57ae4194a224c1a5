// A small drawing of a payment document that shows where to look: the account number or the QR code.
import { css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { picture } from '../../blocks/picture.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';

// Not a real code: only its look from a distance.
const modules = ['1110111', '1010101', '1110111', '0101010', '1110101', '1010011', '1110110'];

@customElement('kr-receipt-picture')
export class KrReceiptPicture extends KrElement {
  static override styles = [
    picture,
    css`
      svg {
        max-height: var(--kr-picture-height, 16rem);
      }

      .code {
        fill: var(--kr-ink-quiet);
      }
    `,
  ];

  @property() mark: 'number' | 'code' = 'number';

  override render() {
    const label = this.mark === 'number' ? t('find.receiptNumber') : t('find.receiptCode');
    return html`<svg viewBox="0 0 240 250" role="img" aria-label=${label}>
      <rect class="paper" x="12" y="6" width="216" height="238" rx="6"></rect>
      <rect class="line" x="28" y="24" width="76" height="9" rx="4"></rect>
      <rect class="line" x="28" y="42" width="56" height="7" rx="3"></rect>
      <rect class=${this.mark === 'number' ? 'found' : 'line'} x="142" y="24" width="68" height="10" rx="4"></rect>
      ${[76, 92, 108, 124, 140].map(
        y => svg`<rect class="line" x="28" y=${y} width=${y === 108 ? 120 : 150} height="7" rx="3"></rect>
          <rect class="line" x="190" y=${y} width="20" height="7" rx="3"></rect>`,
      )}
      <rect class="line" x="28" y="172" width="90" height="9" rx="4"></rect>
      <rect class="line" x="28" y="192" width="70" height="7" rx="3"></rect>
      ${modules.flatMap((row, y) =>
        [...row].map((module, x) =>
          module === '1'
            ? svg`<rect class=${this.mark === 'code' ? 'found' : 'code'} x=${154 + x * 8} y=${172 + y * 8} width="8" height="8"></rect>`
            : '',
        ),
      )}
      ${
        this.mark === 'number'
          ? svg`<rect class="mark" x="132" y="14" width="88" height="30" rx="8"></rect>`
          : svg`<rect class="mark" x="144" y="162" width="76" height="76" rx="8"></rect>`
      }
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-receipt-picture': KrReceiptPicture;
  }
}
