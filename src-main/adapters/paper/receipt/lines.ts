// The lines of a narrow document, 80 or 58 mm: their content and emphasis, without millimetres and printer codes.

/** `fine` is small print; `large` and `huge` can be read at arm's length. A printer with fewer sizes takes the nearest. */
export type ReceiptSize = 'fine' | 'normal' | 'large' | 'huge';

export interface ReceiptStyle {
  size?: ReceiptSize;
  bold?: boolean;
}

export type ReceiptLine =
  /** A paragraph; the renderer breaks it to the paper's width and makes it printable. */
  | ({ kind: 'text'; text: string; align?: 'left' | 'centre' } & ReceiptStyle)
  /** A label on the left and its value on the right; the value moves to its own right-aligned lines when both do not fit. */
  | ({ kind: 'pair'; label: string; value: string } & ReceiptStyle)
  /** A rule across the paper; `heavy` before a total, `cut` where the paper is torn. */
  | { kind: 'rule'; weight: 'light' | 'heavy' | 'cut' }
  /** A ГОСТ Р 56042 text in the charset named by its own header, centred. */
  | { kind: 'qr'; text: string }
  /** Code 128, centred, with its text or words for people below; a renderer leaves it out when the paper is too narrow. */
  | { kind: 'barcode'; text: string; caption?: string }
  /** A label, lines over the whole paper to write on by hand, and what to write in small print below; an empty hint is left out. */
  | { kind: 'blank'; label: string; hint: string; lines: number }
  /** A box to be ticked by hand, with its words. */
  | { kind: 'choice'; text: string }
  /** Empty lines of normal height. */
  | { kind: 'feed'; lines: number };

export type PaperWidth = 80 | 58;
