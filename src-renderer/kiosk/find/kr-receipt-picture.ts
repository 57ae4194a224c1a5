// A small drawing of the A4 payment document this program prints, with a mark on the account number or on the QR code.
import { css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { picture } from '../../blocks/picture.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';

const lines: readonly (readonly [x: number, y: number, width: number, height: number])[] = [
  // the fund, and the number of the document at the right
  [18, 16, 96, 6],
  [18, 27, 70, 4],
  [176, 16, 48, 4],
  [186, 24, 38, 4],
  // the month, the owner, the address; the sum
  [18, 46, 84, 9],
  [18, 64, 76, 6],
  [18, 76, 104, 6],
  [166, 54, 30, 4],
  [166, 64, 50, 9],
  [166, 80, 40, 5],
  // where the sum comes from
  ...[132, 148, 164, 180, 196].flatMap(y => [[18, y, 84, 5] as const, [122, y, 26, 5] as const]),
  // the last year's columns
  ...[20, 26, 18, 30, 22, 34].map((height, i) => [164 + i * 10, 186 - height, 6, height] as const),
  // the bank's part
  [92, 234, 90, 5],
  ...[246, 256, 266, 276].map(y => [92, y, 128, 4] as const),
  [92, 290, 60, 14],
];

// Not a real code: only its look from a distance.
const modules = ['1110111', '1010101', '1110111', '0101010', '1110101', '1010011', '1110110'];

@customElement('kr-receipt-picture')
export class KrReceiptPicture extends KrElement {
  static override styles = [
    picture,
    css`
      svg {
        max-height: var(--kr-picture-height, min(16rem, 26vh));
      }

      svg {
        font-family: var(--kr-font);
      }

      .code {
        fill: var(--kr-ink-quiet);
      }

      .sum {
        fill: var(--kr-page);
      }

      .tear {
        stroke: var(--kr-ink-quiet);
        stroke-dasharray: 4 4;
      }

      text {
        fill: var(--kr-ink-quiet);
      }

      .label {
        font-size: 13px;
      }

      .number {
        font-size: 15px;
        font-weight: 700;
      }

      .found {
        fill: var(--kr-ink);
      }
    `,
  ];

  @property() mark: 'number' | 'code' = 'number';

  /** The printed lines, as parts of the sheet: [x, y, width, height]. */
  private lines() {
    return lines.map(
      ([x, y, width, height]) =>
        svg`<rect class="line" x=${x} y=${y} width=${width} height=${height} rx=${Math.min(width, height) / 2}></rect>`,
    );
  }

  private code() {
    return modules.flatMap((row, y) =>
      [...row].map((module, x) =>
        module === '1'
          ? svg`<rect class=${this.mark === 'code' ? 'found' : 'code'} x=${20 + x * 8} y=${236 + y * 8} width="8" height="8"></rect>`
          : '',
      ),
    );
  }

  override render() {
    const isNumber = this.mark === 'number';
    return html`<svg
      viewBox="0 0 240 330"
      role="img"
      aria-label=${isNumber ? t('find.receiptNumber') : t('find.receiptCode')}
    >
      <rect class="paper" x="4" y="4" width="232" height="322" rx="6"></rect>
      <rect class="sum" x="158" y="46" width="66" height="46" rx="4"></rect>
      ${this.lines()}
      <text class=${isNumber ? 'label found' : 'label'} x="18" y="110">${t('find.receiptLabel')}</text>
      <text class=${isNumber ? 'number found' : 'number'} x="112" y="110">123456</text>
      <line class="tear" x1="14" y1="222" x2="226" y2="222"></line>
      ${this.code()}
      ${
        isNumber
          ? svg`<rect class="mark" x="10" y="91" width="166" height="28" rx="8"></rect>`
          : svg`<rect class="mark" x="12" y="228" width="72" height="72" rx="8"></rect>`
      }
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-receipt-picture': KrReceiptPicture;
  }
}
