// ESC/POS commands as bytes, named as in Epson's Application Programming Guide. Nothing here comes from a document's text.
import type { PrinterProfile } from '../../../ports/printer-profile.ts';

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;

const word = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];

/** GS ! takes width in one half of a byte and height in the other; the small font is ESC M. */
export interface CharacterStyle {
  fine: boolean;
  bold: boolean;
  /** times as wide and as high as usual, 1 or 2 */
  wide: 1 | 2;
  high: 1 | 2;
}

export const commands = {
  /** ESC @, then FS . (otherwise two bytes may print as one Chinese character), the code page, and left alignment. */
  start: ({ chinese, codePage }: Pick<PrinterProfile, 'chinese' | 'codePage'>): number[] => [
    ESC,
    0x40,
    ...(chinese ? [FS, 0x2e] : []),
    ESC,
    0x52,
    0,
    ESC,
    0x74,
    codePage.number,
    ESC,
    0x61,
    0,
  ],
  style: ({ fine, bold, wide, high }: CharacterStyle): number[] => [
    ESC,
    0x4d,
    fine ? 1 : 0,
    ESC,
    0x45,
    bold ? 1 : 0,
    GS,
    0x21,
    ((wide - 1) << 4) | (high - 1),
  ],
  lineFeed: [0x0a],
  centre: [ESC, 0x61, 1],
  left: [ESC, 0x61, 0],
  /** ESC d: feeds this many lines of normal height */
  feed: (lines: number): number[] => [ESC, 0x64, Math.min(255, Math.max(0, Math.round(lines)))],
  /** GS V 65 or 66: feeds the paper to the knife, then cuts */
  cut: (kind: PrinterProfile['cut']): number[] =>
    kind === 'none' ? [ESC, 0x64, 5] : [GS, 0x56, kind === 'full' ? 65 : 66, 0],
  /** ESC p: 100 ms on, 500 ms off */
  drawer: (pin: 2 | 5): number[] => [ESC, 0x70, pin === 2 ? 0 : 1, 50, 250],
  /** GS v 0: rows of `stride` bytes, one bit per dot */
  raster: (stride: number, rows: number): number[] => [GS, 0x76, 0x30, 0, ...word(stride), ...word(rows)],
  /** GS ( k, cn 49: model 2, dots per module, correction M, the data, print */
  qr: (data: Uint8Array, module: number): number[] => [
    GS,
    0x28,
    0x6b,
    4,
    0,
    49,
    65,
    50,
    0,
    GS,
    0x28,
    0x6b,
    3,
    0,
    49,
    67,
    module,
    GS,
    0x28,
    0x6b,
    3,
    0,
    49,
    69,
    49,
    GS,
    0x28,
    0x6b,
    ...word(data.length + 3),
    49,
    80,
    48,
    ...data,
    GS,
    0x28,
    0x6b,
    3,
    0,
    49,
    81,
    48,
  ],
  /** GS k 73: bars `module` dots wide and `height` dots high; their text is printed as ordinary text */
  code128: (data: Uint8Array, module: number, height: number): number[] => [
    GS,
    0x77,
    module,
    GS,
    0x68,
    height,
    GS,
    0x48,
    0,
    GS,
    0x6b,
    73,
    data.length,
    ...data,
  ],
};
