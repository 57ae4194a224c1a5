// The codes on paper: equal to bwip-js's, module for module, and readable by an independent scanner.
import bwip from 'bwip-js/node';
import { describe, expect, it } from 'vitest';
import { accountCode, code128 } from '../../../src-main/adapters/paper/codes/code128.ts';
import { gostMatrix, quietZone } from '../../../src-main/adapters/paper/codes/gost-qr.ts';
import { rectangles, svgPath } from '../../../src-main/adapters/paper/codes/matrix.ts';
import { qrMatrix, type Matrix } from '../../../src-main/adapters/paper/codes/qr.ts';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import { scanByZxing } from '../../support/pdf.ts';
import { ordinary } from './samples.ts';

/** Bytes no mode but the byte mode can carry, so that bwip-js makes one segment as we do. */
const highBytes = (length: number) => Uint8Array.from({ length }, (_, i) => 0x80 | ((i * 37 + length * 11) & 0x7f));

function byBwip(bytes: Uint8Array): Matrix {
  const text = Array.from(bytes, byte => `^${byte}`).join('');
  const options = { bcid: 'qrcode', text, parse: true, binarytext: true, eclevel: 'M' };
  const [drawing] = bwip.raw(options as never);
  if (!drawing || !('pixs' in drawing)) throw new Error('bwip-js drew no matrix');
  return { size: drawing.pixx, modules: Uint8Array.from(drawing.pixs) };
}

const picture = ({ size, modules }: Matrix, scale = 4) => {
  const width = (size + 2 * quietZone) * scale;
  const pixels = new Uint8Array(width * width).fill(255);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const [mx, my] = [Math.floor(x / scale) - quietZone, Math.floor(y / scale) - quietZone];
      if (mx >= 0 && my >= 0 && mx < size && my < size && modules[my * size + mx]) pixels[y * width + x] = 0;
    }
  return { width, height: width, pixels };
};

describe('QR', () => {
  it.each([40, 60, 90, 120, 210, 260, 340, 500, 666, 900, 1400, 2331])(
    'of %i bytes is the matrix bwip-js draws, whichever mask it takes',
    bytes => {
      const theirs = byBwip(highBytes(bytes));
      const ours = [0, 1, 2, 3, 4, 5, 6, 7].map(mask => qrMatrix(highBytes(bytes), mask));
      expect(ours.map(({ size }) => size)).toEqual(Array(8).fill(theirs.size));
      expect(ours.filter(({ modules }) => modules.every((module, i) => module === theirs.modules[i]))).toHaveLength(1);
    },
  );

  it('reads back byte for byte at every size from the smallest to the largest', async () => {
    for (const length of [1, 14, 15, 26, 63, 100, 180, 213, 334, 647, 1000, 1500, 2331]) {
      const [read] = await scanByZxing(picture(qrMatrix(highBytes(length))), 'qrcode');
      expect(read && Array.from(read), `${length} bytes`).toEqual(Array.from(highBytes(length)));
    }
  });

  it('refuses what no QR can hold', () => {
    expect(() => qrMatrix(highBytes(2332))).toThrow(RangeError);
  });

  it('is encoded in the charset its header names', async () => {
    const [utf8] = await scanByZxing(picture(gostMatrix('ST00012|Name=Фонд')), 'qrcode');
    const [cp1251] = await scanByZxing(picture(gostMatrix('ST00011|Name=Фонд')), 'qrcode');
    expect(Buffer.from(utf8 ?? []).toString('utf8')).toBe('ST00012|Name=Фонд');
    expect(Array.from(cp1251?.slice(-4) ?? [])).toEqual([0xd4, 0xee, 0xed, 0xe4]);
  });

  it('covers each dark module once and no light one', () => {
    const matrix = gostMatrix(ordinary.qrText ?? '');
    const painted = new Uint8Array(matrix.modules.length);
    for (const { x, y, width, height } of rectangles(matrix))
      for (let row = y; row < y + height; row++)
        for (let column = x; column < x + width; column++) painted[row * matrix.size + column]!++;
    expect(painted).toEqual(matrix.modules);
  });

  it('for the screen has its quiet zone inside the square', () => {
    const { path, size } = createPaper().plainQrPath('ST00012|Name=Фонд');
    const matrix = gostMatrix('ST00012|Name=Фонд');
    expect(size).toBe(matrix.size + 8);
    expect(path).toBe(svgPath(matrix, 4));
    expect(path).toMatch(/^(M\d+ \d+h\d+v\d+h-\d+z)+$/);
    expect(path.startsWith('M4 4h7v1h-7z')).toBe(true);
  });
});

describe('Code 128', () => {
  it.each(['220753;123456', '20AB875415;0', '1;2', '12345678901;1234567', 'AB-12/3456x;99', '7;12345', '~ !"'])(
    'of «%s» has the bars bwip-js draws',
    text => {
      const [theirs] = bwip.raw({ bcid: 'code128', text });
      expect(theirs && 'sbs' in theirs && theirs.sbs).toEqual(code128(text)?.widths);
    },
  );

  it('carries the account number and the kopecks due, nothing below zero', () => {
    expect(accountCode('220753', 125834)?.text).toBe('220753;125834');
    expect(accountCode('220753', -500)?.text).toBe('220753;0');
  });

  it('is left out for a number it has no letters for', () => {
    expect(accountCode('20МВ875415', 100)).toBeNull();
    expect(code128('')).toBeNull();
  });
});
