// The eight QR masks and the penalty score the best one is chosen by (ISO/IEC 18004, 7.8.3), counted 32 modules at a time.
import type { Grid } from './qr-grid.ts';

const masks: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  x => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** All masks repeat every 12 modules, so each is tabulated once as 12 x 12. */
const tiles = masks.map(mask => Uint8Array.from({ length: 144 }, (_, i) => (mask(i % 12, Math.floor(i / 12)) ? 1 : 0)));

/** A copy of the grid's modules with a mask over all that is not reserved. */
export function applyMask({ size, modules, reserved }: Grid, mask: number): Uint8Array {
  const tile = tiles[mask] ?? new Uint8Array(144);
  const out = modules.slice();
  for (let y = 0, at = 0; y < size; y++)
    for (let x = 0, column = (y % 12) * 12, end = column + 12; x < size; x++, at++) {
      if (!reserved[at]) out[at] = (out[at] ?? 0) ^ (tile[column] ?? 0);
      if (++column === end) column -= 12;
    }
  return out;
}

/** Lines of modules as bits, `words` 32-bit words a line and one more of light beyond the edge; bit x is the module x. */
interface Bits {
  words: number;
  rows: Uint32Array;
  columns: Uint32Array;
}

function bitsOf(modules: Uint8Array, size: number): Bits {
  const words = Math.ceil(size / 32);
  const rows = new Uint32Array(size * (words + 1));
  const columns = new Uint32Array(size * (words + 1));
  for (let y = 0, at = 0; y < size; y++)
    for (let x = 0; x < size; x++, at++) {
      if (!modules[at]) continue;
      const row = y * (words + 1) + (x >>> 5);
      const column = x * (words + 1) + (y >>> 5);
      rows[row] = (rows[row] ?? 0) | (1 << (x & 31));
      columns[column] = (columns[column] ?? 0) | (1 << (y & 31));
    }
  return { words, rows, columns };
}

function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits below `count` of the word that begins at module `first`. */
const within = (count: number, first: number): number =>
  count - first >= 32 ? -1 : count <= first ? 0 : (1 << (count - first)) - 1;

/** Runs of five and more, and patterns that look like a finder (1011101 beside four light modules), along each line. */
function linePenalty(lines: Uint32Array, size: number, words: number): number {
  let penalty = 0;
  const stride = words + 1;
  for (let line = 0; line < size; line++) {
    const base = line * stride;
    let before = 0;
    let fiveBefore = 0;
    for (let i = 0; i < words; i++) {
      const word = lines[base + i] ?? 0;
      const after = lines[base + i + 1] ?? 0;
      // The line moved by k modules: bit x says what stands at x + k.
      const next = (k: number) => (word >>> k) | (after << (32 - k));
      const back = (k: number) => (word << k) | (before >>> (32 - k));
      const [a, b, c, d] = [next(1), next(2), next(3), next(4)];
      const five = ((word & a & b & c & d) | ~(word | a | b | c | d)) & within(size - 4, i * 32);
      const starts = five & ~((five << 1) | (fiveBefore >>> 31));
      penalty += ones(five) + 2 * ones(starts);
      const finder = word & ~a & b & c & d & ~next(5) & next(6) & within(size - 6, i * 32);
      if (finder) {
        penalty += 40 * ones(finder & ~(next(7) | next(8) | next(9) | next(10)));
        penalty += 40 * ones(finder & ~(back(1) | back(2) | back(3) | back(4)));
      }
      before = word;
      fiveBefore = five;
    }
  }
  return penalty;
}

/** Squares of four alike. */
function squarePenalty(rows: Uint32Array, size: number, words: number): number {
  let squares = 0;
  for (let y = 0; y + 1 < size; y++)
    for (let i = 0; i < words; i++) {
      const at = y * (words + 1) + i;
      const [upper, lower] = [rows[at] ?? 0, rows[at + words + 1] ?? 0];
      const upperNext = (upper >>> 1) | ((rows[at + 1] ?? 0) << 31);
      const lowerNext = (lower >>> 1) | ((rows[at + words + 2] ?? 0) << 31);
      const alike = (upper & lower & upperNext & lowerNext) | ~(upper | lower | upperNext | lowerNext);
      squares += ones(alike & within(size - 1, i * 32));
    }
  return squares * 3;
}

/** The penalty of a masked matrix. */
export function penaltyOf(modules: Uint8Array, size: number): number {
  const { words, rows, columns } = bitsOf(modules, size);
  const dark = rows.reduce((sum, word) => sum + ones(word), 0);
  const total = size * size;
  const balance = Math.max(0, Math.ceil(Math.abs(dark * 20 - total * 10) / total) - 1) * 10;
  return (
    balance + squarePenalty(rows, size, words) + linePenalty(rows, size, words) + linePenalty(columns, size, words)
  );
}
