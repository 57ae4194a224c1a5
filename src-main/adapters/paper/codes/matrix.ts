// Turns a matrix of modules into few rectangles, for a vector path on paper or on the screen.
import type { Matrix } from './qr.ts';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Covers every dark module exactly once with rectangles: as wide as possible, then as high as possible. */
export function rectangles({ size, modules }: Matrix): Rect[] {
  const left = modules.slice();
  const out: Rect[] = [];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!left[y * size + x]) continue;
      let width = 1;
      while (x + width < size && left[y * size + x + width]) width++;
      let height = 1;
      while (y + height < size && rowIsDark(left, (y + height) * size + x, width)) height++;
      for (let row = y; row < y + height; row++) left.fill(0, row * size + x, row * size + x + width);
      out.push({ x, y, width, height });
      x += width - 1;
    }
  return out;
}

function rowIsDark(modules: Uint8Array, from: number, width: number): boolean {
  for (let i = from; i < from + width; i++) if (!modules[i]) return false;
  return true;
}

/** The `d` of one SVG path, one unit per module, shifted by `quiet` modules. */
export const svgPath = (matrix: Matrix, quiet = 0): string =>
  rectangles(matrix)
    .map(({ x, y, width, height }) => `M${x + quiet} ${y + quiet}h${width}v${height}h${-width}z`)
    .join('');
