// The on-screen keyboard: ЙЦУКЕН with Ё, digits, hyphen and slash, Latin by a switch, or digits first. Writes into the field focused last.
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t, Words } from '../i18n/index.ts';
import { base } from '../styles/shared.ts';
import { keepFocus, key, keyStyles } from './keys.ts';

export type KeyboardLayout = 'ru' | 'latin' | 'digits';

const rows: Record<'ru' | 'latin', [string, string, string]> = {
  ru: ['ЙЦУКЕНГШЩЗХЪ', 'ФЫВАПРОЛДЖЭЁ', 'ЯЧСМИТЬБЮ'],
  latin: ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'],
};

/** `<kr-keyboard layout="ru|latin|digits">`. It never takes the focus from the field. */
@customElement('kr-keyboard')
export class KrKeyboard extends LitElement {
  static override styles = [
    base,
    keyStyles,
    css`
      .row {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 8px;
      }

      .last {
        grid-template-columns: minmax(0, 3fr) minmax(0, 7fr) minmax(0, 3fr);
        grid-auto-flow: row;
      }

      .letters {
        grid-template-columns: minmax(0, 1.5fr) repeat(var(--letters), minmax(0, 1fr)) minmax(0, 1.5fr);
        grid-auto-flow: row;
      }

      .ru {
        --letters: 9;
      }

      .latin {
        --letters: 7;
      }

      .digits {
        display: grid;
        grid-template-columns: repeat(4, minmax(64px, 1fr));
        gap: 8px;
        width: 100%;
        max-width: 32rem;
        margin-inline: auto;
      }
    `,
  ];

  @property() layout: KeyboardLayout = 'ru';
  private readonly words = new Words(this);

  private switchTo(layout: KeyboardLayout, cap: string, label: string): TemplateResult {
    return html`<button
      type="button"
      tabindex="-1"
      class="side"
      data-switch=${layout}
      aria-label=${label}
      @click=${() => (this.layout = layout)}
    >
      ${cap}
    </button>`;
  }

  private erase = () => key('Backspace', html`<kr-icon name="backspace"></kr-icon>`, t('common.keyErase'), 'side');

  private digits() {
    return html`<div class="digits">
      ${key('1')} ${key('2')} ${key('3')} ${this.erase()} ${key('4')} ${key('5')} ${key('6')}
      ${key('Clear', t('common.clear'), t('common.clear'), 'side')} ${key('7')} ${key('8')} ${key('9')}
      ${this.switchTo('ru', 'АБВ', t('common.keyRussian'))} ${key('-', '-', t('common.keyHyphen'))} ${key('0')}
      ${key('/', '/', t('common.keySlash'))} ${this.switchTo('latin', 'ABC', t('common.keyLatin'))}
    </div>`;
  }

  private letters(layout: 'ru' | 'latin') {
    const [upper, middle, lower] = rows[layout];
    const other =
      layout === 'ru'
        ? this.switchTo('latin', 'ABC', t('common.keyLatin'))
        : this.switchTo('ru', 'АБВ', t('common.keyRussian'));
    return html`
      <div class="row">
        ${[...'1234567890'].map(digit => key(digit))} ${key('-', '-', t('common.keyHyphen'))}
        ${key('/', '/', t('common.keySlash'))}
      </div>
      <div class="row">${[...upper].map(letter => key(letter))}</div>
      <div class="row">${[...middle].map(letter => key(letter))}</div>
      <div class="row letters ${layout}">${other} ${[...lower].map(letter => key(letter))} ${this.erase()}</div>
      <div class="row last">
        ${key('Clear', t('common.clear'), t('common.clear'), 'side')}
        ${key(' ', t('common.keySpace'), t('common.keySpace'))} ${key('.', '.', t('common.keyPoint'))}
      </div>
    `;
  }

  override render() {
    void this.words;
    return html`<div
      class="keys"
      role="group"
      aria-label=${t('common.keyboard')}
      @pointerdown=${keepFocus}
      @mousedown=${keepFocus}
    >
      ${this.layout === 'digits' ? this.digits() : this.letters(this.layout)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-keyboard': KrKeyboard;
  }
}
