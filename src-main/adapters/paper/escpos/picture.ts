// QR codes and bars as dots for a thermal head: 1 is black, eight dots per byte, centred on the paper.
import { quietZone as barsQuiet, type Bars } from '../codes/code128.ts';
import { quietZone as qrQuiet } from '../codes/gost-qr.ts';
import type { Matrix } from '../codes/qr.ts';
import { commands } from './commands.ts';

export interface Picture {
  /** bytes per row */
  stride: number;
  rows: number;
  dots: Uint8Array;
}

/** Rows per band: cheap printers have little memory for one image. */
const bandRows = 128;

/** The widest module between `least` and `most` dots with which all modules fit; null when none does. */
export function moduleDots(modules: number, width: number, most: number, least: number): number | null {
  const fits = Math.min(most, Math.floor(width / modules));
  return fits >= least ? fits : null;
}

function picture(width: number, rows: number): Picture & { row(y: number, from: number, length: number): void } {
  const stride = Math.ceil(width / 8);
  const dots = new Uint8Array(stride * rows);
  return {
    stride,
    rows,
    dots,
    row(y, from, length) {
      for (let x = from; x < from + length; x++) {
        const at = y * stride + (x >> 3);
        dots[at] = (dots[at] ?? 0) | (0x80 >> (x & 7));
      }
    },
  };
}

/** The code with its quiet zone on every side, in the middle of `width` dots. */
export function qrPicture({ size, modules }: Matrix, module: number, width: number): Picture {
  const side = (size + 2 * qrQuiet) * module;
  const left = Math.floor((width - side) / 2) + qrQuiet * module;
  const out = picture(width, side);
  for (let y = 0; y < size * module; y++)
    for (let x = 0; x < size; x++)
      if (modules[Math.floor(y / module) * size + x]) out.row(qrQuiet * module + y, left + x * module, module);
  return out;
}

export function barsPicture({ widths, modules }: Bars, module: number, height: number, width: number): Picture {
  const left = Math.floor((width - (modules + 2 * barsQuiet) * module) / 2) + barsQuiet * module;
  const out = picture(width, height);
  for (let y = 0; y < height; y++) {
    let x = left;
    widths.forEach((bar, i) => {
      if (i % 2 === 0) out.row(y, x, bar * module);
      x += bar * module;
    });
  }
  return out;
}

/** GS v 0, one band at a time. */
export function rasterBytes({ stride, rows, dots }: Picture): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (let from = 0; from < rows; from += bandRows) {
    const height = Math.min(bandRows, rows - from);
    out.push(Uint8Array.from(commands.raster(stride, height)));
    out.push(dots.subarray(from * stride, (from + height) * stride));
  }
  return out;
}
