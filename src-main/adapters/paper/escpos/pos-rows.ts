// Receipt lines as electron-pos-printer's rows. Values are plain text: the page that draws them (receipt-preload) never treats them as HTML.
import { code128 } from '../codes/code128.ts';
import { gostMatrix, quietZone } from '../codes/gost-qr.ts';
import type { ReceiptLine, ReceiptSize } from '../receipt/lines.ts';
import { printable } from '../printable.ts';
import { barsPicture, moduleDots, qrPicture, type Picture } from './picture.ts';
import { pngOf } from './png.ts';

type Style = Record<string, string>;

/** A sum, a day or a short word stays whole; an account's twenty digits may go on in the next line of a narrow roll. */
const breaks = (value: string): Style => (value.length > 16 ? { overflowWrap: 'anywhere' } : { whiteSpace: 'nowrap' });

interface Cell {
  type: 'text';
  value: string;
  style: Style;
}
export type PosRow =
  | { type: 'text'; value: string; style: Style }
  | { type: 'table'; style: Style; tableBody: Cell[][] }
  | { type: 'image'; url: string; width: string; style: Style };

/** dots across the paper at 203 dpi */
const dots = { '80mm': 576, '58mm': 384 };
const sizes: Record<ReceiptSize, string> = { fine: '2.4mm', normal: '3mm', large: '4mm', huge: '5.5mm' };
const borders = { light: '0.2mm solid', heavy: '0.5mm solid', cut: '0.3mm dashed' };

/** The page's font has more characters than a code page; control and direction characters are still removed. */
const plain = (text: string) => printable(text, () => true);

export function posRows(lines: readonly ReceiptLine[], paper: '80mm' | '58mm'): PosRow[] {
  const width = dots[paper];
  const image = (picture: Picture): PosRow => ({
    type: 'image',
    url: `data:image/png;base64,${pngOf(picture, width).toString('base64')}`,
    width: '100%',
    style: {},
  });
  const text = (value: string, style: Style): PosRow => ({ type: 'text', value: plain(value), style });

  function row(line: ReceiptLine): PosRow[] {
    switch (line.kind) {
      case 'text':
      case 'pair': {
        const style = { fontSize: sizes[line.size ?? 'normal'], fontWeight: line.bold ? '700' : '400' };
        if (line.kind === 'text')
          return [text(line.text, { ...style, textAlign: line.align === 'centre' ? 'center' : 'left' })];
        const cell = (value: string, textAlign: string): Cell => ({
          type: 'text',
          value: plain(value),
          style: { ...style, textAlign },
        });
        const value = cell(line.value, 'right');
        return [
          {
            type: 'table',
            style: { width: '100%' },
            tableBody: [[cell(line.label, 'left'), { ...value, style: { ...value.style, ...breaks(line.value) } }]],
          },
        ];
      }
      case 'rule':
        return [text('', { borderTop: borders[line.weight], margin: '1mm 0' })];
      case 'blank':
        return [
          text(line.label, { fontSize: sizes.normal }),
          ...Array.from({ length: line.lines }, () => [
            text('', { height: '8.5mm' }),
            text('', { borderTop: borders.light }),
          ]).flat(),
          ...(line.hint ? [text(line.hint, { fontSize: sizes.fine })] : []),
        ];
      case 'choice':
        return [text(`[\u00a0\u00a0] ${line.text}`, { fontSize: sizes.normal })];
      case 'feed':
        return [text('', { height: `${line.lines * 4}mm` })];
      case 'qr': {
        const matrix = Buffer.byteLength(line.text) <= 2331 ? gostMatrix(line.text) : null;
        const module = matrix && moduleDots(matrix.size + 2 * quietZone, width, 4, 3);
        return matrix && module ? [image(qrPicture(matrix, module, width))] : [];
      }
      case 'barcode': {
        const bars = code128(line.text);
        const module = bars && moduleDots(bars.modules + 20, width, 3, 2);
        return bars && module
          ? [
              image(barsPicture(bars, module, 80, width)),
              text(line.caption ?? line.text, { fontSize: sizes.fine, textAlign: 'center' }),
            ]
          : [];
      }
    }
  }
  return lines.flatMap(row);
}
