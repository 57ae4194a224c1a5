// The numbers of ISO/IEC 18004 the QR encoder needs: error correction level M only, versions 1 to 40.

/** Error correction codewords in each block, by version. */
export const eccPerBlock = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];

/** Blocks the codewords are dealt into, by version. */
export const blocks = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35,
  37, 38, 40, 43, 45, 47, 49,
];

/** Modules along a side. */
export const sideOf = (version: number): number => version * 4 + 17;

/** Centres of the alignment patterns along one axis. */
export function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = sideOf(version) - 7;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => last - step * (count - 2 - i))];
}

/** Codewords of data and correction together: the modules left by the function patterns, in whole bytes. */
export function totalCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const count = Math.floor(version / 7) + 2;
    modules -= (25 * count - 10) * count - 55;
    if (version >= 7) modules -= 36;
  }
  return Math.floor(modules / 8);
}

export const dataCodewords = (version: number): number =>
  totalCodewords(version) - (eccPerBlock[version - 1] ?? 0) * (blocks[version - 1] ?? 0);

/** Bits of the byte-mode character count. */
export const countBits = (version: number): number => (version < 10 ? 8 : 16);
