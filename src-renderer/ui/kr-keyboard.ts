// The on-screen keyboard: ЙЦУКЕН with Ё, digits, Latin by a switch; mixed case for names, e-mail and passwords. Types into the last focused field.
import { css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { t } from '../i18n/index.ts';
import { keepFocus, key, keyStyles } from './keys.ts';
import { typing } from './typing.ts';

export type KeyboardLayout = 'ru' | 'latin' | 'digits';

const rows: Record<'ru' | 'latin', [string, string, string]> = {
  ru: ['ЙЦУКЕНГШЩЗХЪ', 'ФЫВАПРОЛДЖЭЁ', 'ЯЧСМИТЬБЮ'],
  latin: ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'],
};

/** The kind of input: `text` in capitals as on a receipt; the others in lower case, with a shift key and the characters they need. */
export type KeyboardKind = 'text' | 'login' | 'email' | 'emails' | 'password' | 'address';

/** The two keys after the digits, and the bottom row. */
const signs: Record<Exclude<KeyboardKind, 'text'>, { top: readonly string[]; bottom: readonly string[] }> = {
  login: { top: ['-', '_'], bottom: ['.', '@'] },
  email: { top: ['-', '_'], bottom: ['@', '.', '@mail.ru', '@yandex.ru', '@gmail.com'] },
  emails: { top: ['-', '_'], bottom: ['@', '.', ',', '@mail.ru', '@yandex.ru'] },
  address: { top: ['-', '/'], bottom: [',', '.', ' '] },
  password: { top: ['-', '_'], bottom: ['.', ',', '!', '?', '@', '#', '*'] },
};

/** The key `@mail.ru` inserts only `mail.ru` when the address already has an `@`. */
function pressEnding(ending: string): void {
  const typed = typing.field?.value.split(',').at(-1) ?? '';
  typing.press(typed.includes('@') ? ending.slice(1) : ending);
}

/** `<kr-keyboard layout="ru|latin|digits" kind="email">`. It never takes the focus from the field. */
@customElement('kr-keyboard')
export class KrKeyboard extends KrElement {
  static override styles = [
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

      .cased {
        grid-template-columns: repeat(2, minmax(0, 1.4fr)) repeat(var(--letters), minmax(0, 1fr)) minmax(0, 1.4fr);
      }

      .side[aria-pressed='true'] {
        background: var(--kr-accent);
        color: var(--kr-on-accent);
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
  @property() kind: KeyboardKind = 'text';
  @state() private capital = false;

  private switchTo(layout: KeyboardLayout, cap: string, label: string): TemplateResult {
    return html`<button
      type="button"
      tabindex="-1"
      class="side"
      data-switch=${layout}
      aria-label=${`${cap}: ${label}`}
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

  private other(layout: 'ru' | 'latin') {
    return layout === 'ru'
      ? this.switchTo('latin', 'ABC', t('common.keyLatin'))
      : this.switchTo('ru', 'АБВ', t('common.keyRussian'));
  }

  /** One capital, as on a phone: after the next letter the keys return to lower case. */
  private shift() {
    return html`<button
      type="button"
      tabindex="-1"
      class="side"
      data-key="Shift"
      aria-label=${t('common.keyShift')}
      aria-pressed=${this.capital ? 'true' : 'false'}
      @click=${() => (this.capital = !this.capital)}
    >
      <kr-icon name="shift"></kr-icon>
    </button>`;
  }

  private onKey(event: Event): void {
    const typed = (event.target as Element).closest('button')?.dataset['key'];
    if (typed !== 'Shift') this.capital = false;
  }

  private cased(layout: 'ru' | 'latin', kind: Exclude<KeyboardKind, 'text'>) {
    const letters = rows[layout].map(row => [...(this.capital ? row : row.toLowerCase())]);
    const [upper = [], middle = [], lower = []] = letters;
    const letter = (each: string) => key(each);
    const sign = (each: string) =>
      each.length === 1
        ? key(each, each === ' ' ? t('common.keySpace') : each, each === ' ' ? t('common.keySpace') : each)
        : html`<button type="button" tabindex="-1" class="side" data-ending=${each} @click=${() => pressEnding(each)}>
            ${each}
          </button>`;
    return html`
      <div class="row">${Array.from('1234567890').map(letter)} ${signs[kind].top.map(letter)}</div>
      <div class="row">${upper.map(letter)}</div>
      <div class="row">${middle.map(letter)}</div>
      <div class="row letters cased ${layout}">
        ${this.other(layout)} ${this.shift()} ${lower.map(letter)} ${this.erase()}
      </div>
      <div class="row">
        ${key('Clear', t('common.clear'), t('common.clear'), 'side')} ${signs[kind].bottom.map(sign)}
      </div>
    `;
  }

  private letters(layout: 'ru' | 'latin') {
    const [upper, middle, lower] = rows[layout];
    return html`
      <div class="row">
        ${Array.from('1234567890').map(digit => key(digit))} ${key('-', '-', t('common.keyHyphen'))}
        ${key('/', '/', t('common.keySlash'))}
      </div>
      <div class="row">${[...upper].map(letter => key(letter))}</div>
      <div class="row">${[...middle].map(letter => key(letter))}</div>
      <div class="row letters ${layout}">
        ${this.other(layout)} ${[...lower].map(letter => key(letter))} ${this.erase()}
      </div>
      <div class="row last">
        ${key('Clear', t('common.clear'), t('common.clear'), 'side')}
        ${key(' ', t('common.keySpace'), t('common.keySpace'))} ${key('.', '.', t('common.keyPoint'))}
      </div>
    `;
  }

  override render() {
    return html`<div
      class="keys"
      role="group"
      aria-label=${t('common.keyboard')}
      @pointerdown=${keepFocus}
      @mousedown=${keepFocus}
      @click=${this.onKey}
    >
      ${this.layout === 'digits' ? this.digits() : this.kind === 'text' ? this.letters(this.layout) : this.cased(this.layout, this.kind)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-keyboard': KrKeyboard;
  }
}
