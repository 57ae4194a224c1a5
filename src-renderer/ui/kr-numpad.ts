// A number pad: digits, a comma for money, erase. Types into the last focused field.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { t } from '../i18n/index.ts';
import { keepFocus, key, keyStyles } from './keys.ts';

/** `<kr-numpad comma>`: with a comma key; without it «Очистить» is in its place. */
@customElement('kr-numpad')
export class KrNumpad extends KrElement {
  static override styles = [
    keyStyles,
    css`
      .keys {
        grid-template-columns: repeat(3, minmax(64px, 1fr));
        max-width: 26rem;
        margin-inline: auto;
      }

      :host {
        max-width: 24rem;
      }
    `,
  ];

  @property({ type: Boolean }) comma = false;

  override render() {
    return html`<div
      class="keys"
      role="group"
      aria-label=${t('common.numpad')}
      @pointerdown=${keepFocus}
      @mousedown=${keepFocus}
    >
      ${['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(digit => key(digit))}
      ${this.comma ? key(',', ',', t('common.keyComma')) : key('Clear', t('common.clear'), t('common.clear'), 'side')}
      ${key('0')} ${key('Backspace', html`<kr-icon name="backspace"></kr-icon>`, t('common.keyErase'), 'side')}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-numpad': KrNumpad;
  }
}
