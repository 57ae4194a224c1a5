// A receipt printer's understanding of the bytes it gets: rows of text with their style, pictures, codes, cuts. Knows no byte it was not taught.
import iconv from 'iconv-lite';
import type { Grey } from '../image.ts';

export interface PrintedStyle {
  fine: boolean;
  bold: boolean;
  wide: number;
  high: number;
}

export type Printed =
  | ({ kind: 'row'; text: string; align: number } & PrintedStyle)
  | { kind: 'picture'; stride: number; rows: number; dots: Uint8Array }
  | { kind: 'qr'; data: Uint8Array; module: number; correction: number; align: number }
  | { kind: 'bars'; data: Uint8Array; module: number; height: number; align: number }
  | { kind: 'feed'; lines: number }
  | { kind: 'cut'; mode: number }
  | { kind: 'drawer'; pin: number }
  | { kind: 'confirm' };

export interface Decoded {
  printed: Printed[];
  /** the page chosen by ESC t, and whether FS . ended Chinese mode */
  page: number | null;
  chineseEnded: boolean;
  /** bytes of a command that is not whole yet */
  rest: number;
}

/** `pages` is what the device's numbers mean. Throws at a byte that is neither text nor a command known here. */
export function decodeEscpos(bytes: Uint8Array, pages: Record<number, string> = {}): Decoded {
  const printed: Printed[] = [];
  let page: number | null = null;
  let chineseEnded = false;
  let row: number[] = [];
  let style: PrintedStyle = { fine: false, bold: false, wide: 1, high: 1 };
  let align = 0;
  const qr = { module: 3, correction: 48, data: new Uint8Array() };
  const bars = { module: 3, height: 162 };
  let at = 0;

  const byte = (offset: number) => {
    const value = bytes[at + offset];
    if (value === undefined) throw new RangeError('cut short');
    return value;
  };
  const slice = (from: number, length: number) => {
    if (at + from + length > bytes.length) throw new RangeError('cut short');
    return bytes.slice(at + from, at + from + length);
  };
  const word = (offset: number) => byte(offset) + byte(offset + 1) * 256;
  const text = () => iconv.decode(Buffer.from(row), page === null ? 'cp437' : (pages[page] ?? 'cp437'));

  function twoDimensional(): number {
    const size = word(3);
    const [cn, fn, ...rest] = slice(5, size);
    if (cn !== 49) throw new Error(`GS ( k for symbol ${cn}`);
    if (fn === 67) qr.module = rest[0] ?? 0;
    else if (fn === 69) qr.correction = rest[0] ?? 0;
    else if (fn === 80) qr.data = Uint8Array.from(rest.slice(1));
    else if (fn === 81) printed.push({ kind: 'qr', ...qr, align });
    else if (fn !== 65) throw new Error(`GS ( k function ${fn}`);
    return 5 + size;
  }

  /** Length of the command at hand, its effect taken. */
  function command(): number {
    const [lead, name] = [byte(0), byte(1)];
    if (lead === 0x1b) {
      if (name === 0x40) {
        style = { fine: false, bold: false, wide: 1, high: 1 };
        align = 0;
        return 2;
      }
      if (name === 0x70) {
        printed.push({ kind: 'drawer', pin: byte(2) === 0 ? 2 : 5 });
        return byte(4) && 5;
      }
      const value = byte(2);
      if (name === 0x74) page = value;
      else if (name === 0x61) align = value;
      else if (name === 0x4d) style = { ...style, fine: value === 1 };
      else if (name === 0x45) style = { ...style, bold: value === 1 };
      else if (name === 0x64) printed.push({ kind: 'feed', lines: value });
      else if (name !== 0x52) throw new Error(`ESC ${name.toString(16)} at ${at}`);
      return 3;
    }
    if (lead === 0x1c && name === 0x2e) {
      chineseEnded = true;
      return 2;
    }
    if (lead === 0x10 && name === 0x04) return byte(2) && 3;
    if (lead !== 0x1d) throw new Error(`Byte ${lead.toString(16)} ${name.toString(16)} at ${at}`);
    if (name === 0x21) {
      style = { ...style, wide: (byte(2) >> 4) + 1, high: (byte(2) & 7) + 1 };
      return 3;
    }
    if (name === 0x76) {
      const [stride, rows] = [word(4), word(6)];
      printed.push({ kind: 'picture', stride, rows, dots: slice(8, stride * rows) });
      return 8 + stride * rows;
    }
    if (name === 0x28 && byte(2) === 0x6b) return twoDimensional();
    if (name === 0x6b) {
      printed.push({ kind: 'bars', data: slice(4, byte(3)), ...bars, align });
      return 4 + byte(3);
    }
    if (name === 0x56) {
      printed.push({ kind: 'cut', mode: byte(2) });
      return byte(3) + 4 - byte(3);
    }
    if (name === 0x72) {
      printed.push({ kind: 'confirm' });
      return byte(2) && 3;
    }
    const value = byte(2);
    if (name === 0x77) bars.module = value;
    else if (name === 0x68) bars.height = value;
    else if (name !== 0x48) throw new Error(`GS ${name.toString(16)} at ${at}`);
    return 3;
  }

  while (at < bytes.length) {
    const value = byte(0);
    if (value >= 0x20) {
      row.push(value);
      at++;
    } else if (value === 0x0a) {
      printed.push({ kind: 'row', text: text(), align, ...style });
      row = [];
      at++;
    } else {
      try {
        at += command();
      } catch (error) {
        if (error instanceof RangeError) break;
        throw error;
      }
    }
  }
  return { printed, page, chineseEnded, rest: bytes.length - at };
}

/** The pictures as they lie on the paper one under another, white margins around, for a scanner. */
export function pictures(printed: readonly Printed[]): Grey {
  const bands = printed.filter(one => one.kind === 'picture');
  const width = Math.max(0, ...bands.map(({ stride }) => stride * 8));
  const margin = 40;
  const height = bands.reduce((sum, { rows }) => sum + rows, 0) + 2 * margin;
  const pixels = new Uint8Array(width * height).fill(255);
  let top = margin;
  for (const { stride, rows, dots } of bands) {
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < stride * 8; x++)
        if ((dots[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) pixels[(top + y) * width + x] = 0;
    top += rows;
  }
  return { width, height, pixels };
}
