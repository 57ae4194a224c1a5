// The one type family for all paper, opened once, with kerning cached by pairs of letters.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printableIn } from './printable.ts';
import { openSubsets } from './true-type.ts';
import { create, type Font, type Glyph, type GlyphRun } from 'fontkit';

export type Weight = 'regular' | 'bold';

export interface Face {
  /** what pdfkit embeds */
  font: Font;
  /** Width of a line in points at a size in points. */
  width(text: string, size: number): number;
  has(codePoint: number): boolean;
  /** The text with only the characters this face can print. */
  printable(text: string): string;
}

export type Typeface = Record<Weight, Face>;

/**
 * Lays text out by pairs of letters: full shaping takes most of a page's time, and our text needs only kerning.
 * The cache holds pairs of letters, never a readable line.
 */
function openFace(bytes: Uint8Array): Face {
  const opened = create(bytes);
  const subset = openSubsets(bytes);
  const glyphs = new Map<number, Glyph>();
  const kerning = new Map<number, number>();
  const shape = opened.layout.bind(opened);

  const glyphOf = (codePoint: number): Glyph => {
    let glyph = glyphs.get(codePoint);
    if (!glyph) glyphs.set(codePoint, (glyph = opened.glyphForCodePoint(codePoint)));
    return glyph;
  };
  const advance = (codePoint: number, next: number | undefined): number => {
    const glyph = glyphOf(codePoint);
    if (next === undefined) return glyph.advanceWidth;
    const pair = codePoint * 0x110000 + next;
    let width = kerning.get(pair);
    if (width === undefined) {
      width = shape(String.fromCodePoint(codePoint, next)).positions[0]?.xAdvance ?? glyph.advanceWidth;
      kerning.set(pair, width);
    }
    return width;
  };
  const layout = (text: string): GlyphRun => {
    const points = Array.from(text, character => character.codePointAt(0) ?? 0);
    let advanceWidth = 0;
    const positions = points.map((point, i) => {
      const xAdvance = advance(point, points[i + 1]);
      advanceWidth += xAdvance;
      return { xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 };
    });
    return { glyphs: points.map(glyphOf), positions, advanceWidth };
  };

  const has = (codePoint: number) => opened.hasGlyphForCodePoint(codePoint);

  return {
    font: Object.create(opened, { layout: { value: layout }, createSubset: { value: subset } }) as Font,
    width(text, size) {
      let width = 0;
      let previous: number | undefined;
      for (const character of text) {
        const point = character.codePointAt(0) ?? 0;
        if (previous !== undefined) width += advance(previous, point);
        previous = point;
      }
      if (previous !== undefined) width += advance(previous, undefined);
      return (width * size) / opened.unitsPerEm;
    },
    has,
    printable: printableIn(has),
  };
}

/** Throws when the folder lacks the fonts made by `scripts/fonts.ts`. */
export function openTypeface(folder: string): Typeface {
  const face = (weight: Weight) => openFace(readFileSync(join(folder, `noto-sans-${weight}.ttf`)));
  return { regular: face('regular'), bold: face('bold') };
}
