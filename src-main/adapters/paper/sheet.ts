// A sheet of paper to draw on: text by baselines, hairlines, boxes and codes, in points from the top left corner.
import type {} from 'pdfkit';
import type { Bars } from './codes/code128.ts';
import type { Matrix } from './codes/qr.ts';
import { showModules, showText } from './content.ts';
import type { Typeface, Weight } from './typeface.ts';
import { wrap } from './wrap.ts';

export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export interface TextStyle {
  weight: Weight;
  /** points */
  size: number;
  colour: string;
  /** baseline to baseline, points */
  leading: number;
}

export type Align = 'left' | 'right' | 'centre';

export interface Sheet {
  /** Makes text printable and breaks it to a width. */
  lines(text: string, style: TextStyle, width: number): string[];
  width(text: string, style: TextStyle): number;
  /** One line on a baseline; `x` is its left edge, right edge or centre. */
  line(text: string, x: number, baseline: number, style: TextStyle, align?: Align): void;
  /** A block downwards from its top edge; returns its height. */
  block(text: string, x: number, top: number, width: number, style: TextStyle, align?: Align): number;
  /** The style in the largest size, not below `least`, at which the text takes at most `most` lines. */
  fit(text: string, style: TextStyle, width: number, most: number, least: number): TextStyle;
  rule(x1: number, y1: number, x2: number, y2: number, colour: string, thickness: number, dash?: number): void;
  box(
    x: number,
    y: number,
    width: number,
    height: number,
    paint: { fill?: string; stroke?: string; radius?: number },
  ): void;
  /** The dark modules of a code without its quiet zone; the side of a module in points. */
  modules(matrix: Matrix, x: number, y: number, side: number): void;
  bars(bars: Bars, x: number, y: number, module: number, height: number): void;
  page(): void;
}

/** Decimals enough for a printer of 2400 dpi. */
const exact = (value: number) => String(Math.round(value * 1000) / 1000);

/** Height of a capital letter as a part of the font size, in Noto Sans. */
export const CAP = 0.714;

/** No line ends with a preposition, and a number stays with its noun: «с 1 июля 2026 г.» is not broken. */
const holdShortWords = (text: string) =>
  text.replace(/(?<=^|[\s(«])(\p{L}{1,2}) (?=\S)/gu, '$1\u00a0').replace(/(?<=\d) (?=\p{Ll})/gu, '\u00a0');

export function createSheet(pdf: PDFKit.PDFDocument, faces: Typeface): Sheet {
  const clean = faces.regular.printable;
  const width = (text: string, style: TextStyle) => faces[style.weight].width(clean(text), style.size);
  const lines = (text: string, style: TextStyle, room: number) =>
    wrap(holdShortWords(clean(text).trim()), room, part => faces[style.weight].width(part, style.size));

  function line(text: string, x: number, baseline: number, style: TextStyle, align: Align = 'left') {
    const shown = clean(text);
    if (!shown) return;
    const left = align === 'left' ? x : x - faces[style.weight].width(shown, style.size) / (align === 'right' ? 1 : 2);
    pdf.font(style.weight);
    showText(pdf, shown, { x: left, baseline, size: style.size, colour: style.colour });
  }

  return {
    lines,
    width,
    line,
    block(text, x, top, room, style, align = 'left') {
      const broken = lines(text, style, room);
      const at = align === 'left' ? x : align === 'right' ? x + room : x + room / 2;
      const first = top + (style.leading + style.size * CAP) / 2;
      broken.forEach((part, i) => line(part, at, first + i * style.leading, style, align));
      return broken.length * style.leading;
    },
    fit(text, style, room, most, least) {
      let fitted = style;
      while (fitted.size > least && lines(text, fitted, room).length > most) {
        const size = Math.max(least, fitted.size - 0.5);
        fitted = { ...fitted, size, leading: (style.leading * size) / style.size };
      }
      return fitted;
    },
    rule(x1, y1, x2, y2, colour, thickness, dash) {
      pdf.lineWidth(thickness).strokeColor(colour);
      if (dash) pdf.dash(dash, { space: dash });
      pdf.moveTo(x1, y1).lineTo(x2, y2).stroke();
      if (dash) pdf.undash();
    },
    box(x, y, boxWidth, height, { fill, stroke, radius = 0 }) {
      if (radius) pdf.roundedRect(x, y, boxWidth, height, radius);
      else pdf.rect(x, y, boxWidth, height);
      if (stroke) pdf.lineWidth(1).strokeColor(stroke);
      if (fill) pdf.fillColor(fill);
      if (fill && stroke) pdf.fillAndStroke();
      else if (fill) pdf.fill();
      else pdf.stroke();
    },
    modules: (matrix, x, y, side) => showModules(pdf, matrix, { x, y, side }),
    bars({ widths }, x, y, module, height) {
      let at = 0;
      const path: string[] = [];
      widths.forEach((bar, i) => {
        if (i % 2 === 0) path.push(`${at} 0 ${bar} ${exact(height / module)} re`);
        at += bar;
      });
      pdf.save().fillColor('#000000').transform(module, 0, 0, module, x, y);
      pdf.addContent(`${path.join(' ')} f`);
      pdf.restore();
    },
    page() {
      pdf.addPage();
    },
  };
}
