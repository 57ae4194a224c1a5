// A small drawing of a receipt that shows where the date or the sum of a payment is.
import { css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { picture } from '../../blocks/picture.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';

@customElement('kr-cheque-picture')
export class KrChequePicture extends KrElement {
  static override styles = [
    picture,
    css`
      svg {
        font-family: var(--kr-font);
      }

      text {
        fill: var(--kr-ink-quiet);
        font-size: 17px;
      }

      .found {
        fill: var(--kr-ink);
        font-weight: 700;
      }

      .title {
        font-weight: 600;
      }
    `,
  ];

  @property() mark: 'date' | 'sum' = 'date';

  override render() {
    const date = this.mark === 'date';
    return html`<svg viewBox="0 0 230 250" role="img" aria-label=${t('proof.chequePicture')}>
      <path
        class="paper"
        d="M14 6H216V240L199 228 182 240 165 228 148 240 131 228 115 240 98 228 81 240 64 228 47 240 30 228 14 240Z"
      ></path>
      <text class="title" x="115" y="36" text-anchor="middle">${t('proof.chequeTitle')}</text>
      <rect class="line" x="34" y="52" width="162" height="7" rx="3"></rect>
      <rect class="line" x="34" y="68" width="120" height="7" rx="3"></rect>
      <text x="34" y="118">${t('proof.chequeDate')}</text>
      <text class=${date ? 'found' : ''} x="196" y="118" text-anchor="end">02.11.2026</text>
      <rect class="line" x="34" y="139" width="162" height="7" rx="3"></rect>
      <text x="34" y="187">${t('proof.chequeSum')}</text>
      <text class=${date ? '' : 'found'} x="196" y="187" text-anchor="end">345,67</text>
      <rect class="line" x="34" y="207" width="90" height="7" rx="3"></rect>
      ${svg`<rect class="mark" x="24" y=${date ? 95 : 164} width="182" height="34" rx="8"></rect>`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-cheque-picture': KrChequePicture;
  }
}
