// Where everything of a QR code lies: function patterns, version and format bits, and the zigzag of codewords.
import { alignmentCentres, sideOf } from './qr-tables.ts';

export interface Grid {
  version: number;
  size: number;
  /** 1 is dark */
  modules: Uint8Array;
  /** 1 where the mask must not touch */
  reserved: Uint8Array;
}

const grids = new Map<number, Grid>();

/** A fresh grid of a version with its function patterns drawn and the format area kept free. */
export function functionPatterns(version: number): Grid {
  let known = grids.get(version);
  if (!known) grids.set(version, (known = drawPatterns(version)));
  return { ...known, modules: known.modules.slice() };
}

function drawPatterns(version: number): Grid {
  const size = sideOf(version);
  const modules = new Uint8Array(size * size);
  const reserved = new Uint8Array(size * size);
  const set = (x: number, y: number, dark: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    modules[y * size + x] = dark ? 1 : 0;
    reserved[y * size + x] = 1;
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        set(cx + dx, cy + dy, ring !== 2 && ring !== 4);
      }
  const centres = alignmentCentres(version);
  const last = size - 7;
  for (const cy of centres)
    for (const cx of centres) {
      if ((cx === 6 && (cy === 6 || cy === last)) || (cx === last && cy === 6)) continue;
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  for (const [x, y] of formatPlaces(size).flat()) set(x, y, false);
  set(8, size - 8, true);
  if (version >= 7) {
    let remainder = version;
    for (let i = 0; i < 12; i++) remainder = (remainder << 1) ^ ((remainder >>> 11) * 0x1f25);
    const bits = (version << 12) | remainder;
    for (let i = 0; i < 18; i++) {
      const a = size - 11 + (i % 3);
      const b = Math.floor(i / 3);
      set(a, b, ((bits >>> i) & 1) === 1);
      set(b, a, ((bits >>> i) & 1) === 1);
    }
  }
  return { version, size, modules, reserved };
}

/** The two places of each format bit, bit 0 first. */
function formatPlaces(size: number): [number, number][][] {
  return Array.from({ length: 15 }, (_, i) => {
    const near: [number, number] =
      i < 6 ? [8, i] : i === 6 ? [8, 7] : i === 7 ? [8, 8] : i === 8 ? [7, 8] : [14 - i, 8];
    const far: [number, number] = i < 8 ? [size - 1 - i, 8] : [8, size - 15 + i];
    return [near, far];
  });
}

/** Writes level M and the mask, with their own correction. */
export function drawFormat(modules: Uint8Array, size: number, mask: number): void {
  let remainder = mask;
  for (let i = 0; i < 10; i++) remainder = (remainder << 1) ^ ((remainder >>> 9) * 0x537);
  const bits = ((mask << 10) | remainder) ^ 0x5412;
  formatPlaces(size).forEach((places, i) => {
    for (const [x, y] of places) modules[y * size + x] = (bits >>> i) & 1;
  });
}

/** Lays codewords in the zigzag of two-module columns from the bottom right. */
export function drawCodewords({ size, modules, reserved }: Grid, codewords: Uint8Array): void {
  let bit = 0;
  const total = codewords.length * 8;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = upward ? size - 1 - step : step;
      for (let x = right; x >= right - 1; x--) {
        const at = y * size + x;
        if (reserved[at] || bit >= total) continue;
        modules[at] = ((codewords[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1;
        bit++;
      }
    }
  }
}
