// Writes a line of text or a code into a page's content stream directly, because pdfkit's own calls cost three times as much.
import type {} from 'pdfkit';
import type { Matrix } from './codes/qr.ts';

/** Internals of pdfkit's embedded fonts and pages that its typings leave out. */
interface EmbeddedFont {
  id: string;
  ref(): unknown;
  /** glyph numbers as four hex digits, and their advances in thousandths of the size */
  encode(text: string): [string[], { xAdvance: number; advanceWidth: number }[]];
}
interface Inside {
  _font: EmbeddedFont;
  page: { fonts: Record<string, unknown> };
}

/** Decimals enough for a printer of 2400 dpi. */
const exact = (value: number) => String(Math.round(value * 1000) / 1000);

/** «#0b5c9e» as the operands of `rg`. */
const colours = new Map<string, string>();
function fill(colour: string): string {
  let operands = colours.get(colour);
  if (operands === undefined) {
    const parts = [1, 3, 5].map(at => exact(parseInt(colour.slice(at, at + 2), 16) / 255));
    colours.set(colour, (operands = `${parts.join(' ')} rg`));
  }
  return operands;
}

/** Text on a baseline in the current font. The page's y axis points down, so the letters are flipped back. */
export function showText(
  pdf: PDFKit.PDFDocument,
  text: string,
  at: { x: number; baseline: number; size: number; colour: string },
): void {
  const { _font: font, page } = pdf as unknown as Inside;
  page.fonts[font.id] ??= font.ref();
  const [codes, positions] = font.encode(text);
  let run = '';
  let shown = '';
  codes.forEach((code, i) => {
    run += code;
    const position = positions[i];
    const kern = position ? position.advanceWidth - position.xAdvance : 0;
    if (kern === 0 && i < codes.length - 1) return;
    shown += `<${run}>${kern === 0 ? '' : exact(kern)}`;
    run = '';
  });
  pdf.addContent(
    `BT ${fill(at.colour)} /${font.id} ${exact(at.size)} Tf 1 0 0 -1 ${exact(at.x)} ${exact(at.baseline)} Tm [${shown}] TJ ET`,
  );
}

/** The dark modules as an inline image mask, one bit per module: a fifth of the size and time of rectangles. */
export function showModules(
  pdf: PDFKit.PDFDocument,
  { size, modules }: Matrix,
  at: { x: number; y: number; side: number },
): void {
  const rowBytes = Math.ceil(size / 8);
  const bits = Buffer.alloc(rowBytes * size, 0xff);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (modules[y * size + x]) {
        const byte = y * rowBytes + (x >> 3);
        bits[byte] = (bits[byte] ?? 0) & ~(0x80 >> (x & 7));
      }
  const whole = exact(size * at.side);
  // An image is placed by its lower edge, so the unit square is flipped to go down from the top.
  pdf.addContent(
    `q ${fill('#000000')} ${whole} 0 0 -${whole} ${exact(at.x)} ${exact(at.y + size * at.side)} cm ` +
      `BI /W ${size} /H ${size} /IM true /BPC 1 /F /AHx ID ${bits.toString('hex')}> EI Q`,
  );
}
