// The neutral lines of a narrow document, 80 or 58 mm: what stands on them and how it weighs, with no millimetres and no printer's codes.

/** `fine` a small print, `large` and `huge` what is read at arm's length. A printer with fewer sizes takes the nearest. */
export type ReceiptSize = 'fine' | 'normal' | 'large' | 'huge';

export interface ReceiptStyle {
  size?: ReceiptSize;
  bold?: boolean;
}

export type ReceiptLine =
  /** A paragraph; the renderer breaks it to the paper's width and makes it printable. */
  | ({ kind: 'text'; text: string; align?: 'left' | 'centre' } & ReceiptStyle)
  /** A label on the left and its value on the right; the value goes to lines of its own, right-aligned, where both do not fit one. */
  | ({ kind: 'pair'; label: string; value: string } & ReceiptStyle)
  /** Across the paper; `heavy` before a total, `cut` where the paper is torn. */
  | { kind: 'rule'; weight: 'light' | 'heavy' | 'cut' }
  /** A ГОСТ Р 56042 text, in the charset its own header names, centred. */
  | { kind: 'qr'; text: string }
  /** Code 128, centred, with its text underneath; left out by a renderer whose paper is too narrow for it. */
  | { kind: 'barcode'; text: string }
  /** Empty lines of normal size. */
  | { kind: 'feed'; lines: number };

export type PaperWidth = 80 | 58;
