// The eight QR masks and the penalty score the best one is chosen by (ISO/IEC 18004, 7.8.3).
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
    for (let x = 0, row = (y % 12) * 12; x < size; x++, at++)
      if (!reserved[at]) out[at] = (out[at] ?? 0) ^ (tile[row + (x % 12)] ?? 0);
  return out;
}

/** Runs of five and more, and patterns that look like a finder (1011101 beside four light modules), along one axis. */
function runPenalty(modules: Uint8Array, size: number, along: number, across: number): number {
  let penalty = 0;
  for (let line = 0; line < size; line++) {
    let run = 0;
    let colour = -1;
    // Beyond the edge all is light, so a finder-like pattern there counts too.
    let last11 = 0;
    for (let i = 0, at = line * across; i < size + 4; i++, at += along) {
      const module = i < size ? (modules[at] ?? 0) : 0;
      last11 = ((last11 << 1) | module) & 0x7ff;
      if (i >= 6 && (last11 === 0b10111010000 || last11 === 0b00001011101)) penalty += 40;
      if (i >= size) continue;
      if (module === colour) {
        run++;
        if (run === 5) penalty += 3;
        else if (run > 5) penalty++;
      } else {
        colour = module;
        run = 1;
      }
    }
  }
  return penalty;
}

/** The penalty of a masked matrix; stops early once it is above `enough`. */
export function penaltyOf(modules: Uint8Array, size: number, enough = Infinity): number {
  let penalty = 0;
  let dark = 0;
  for (let y = 0; y < size; y++)
    for (let x = 0, at = y * size; x < size; x++, at++) {
      const module = modules[at];
      dark += module ?? 0;
      if (
        x + 1 < size &&
        y + 1 < size &&
        module === modules[at + 1] &&
        module === modules[at + size] &&
        module === modules[at + size + 1]
      )
        penalty += 3;
    }
  const total = size * size;
  penalty += Math.max(0, Math.ceil(Math.abs(dark * 20 - total * 10) / total) - 1) * 10;
  if (penalty > enough) return penalty;
  penalty += runPenalty(modules, size, 1, size);
  if (penalty > enough) return penalty;
  return penalty + runPenalty(modules, size, size, 1);
}
