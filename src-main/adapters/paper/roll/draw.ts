// Receipt lines on a roll page of 80 or 58 mm: laid out first, so that the page is exactly as long as what is on it.
import { code128, quietZone as barsQuiet } from '../codes/code128.ts';
import { gostMatrix, quietZone } from '../codes/gost-qr.ts';
import type { PageSize } from '../pdf.ts';
import type { PaperWidth, ReceiptLine, ReceiptStyle } from '../receipt/lines.ts';
import { CAP, mm, type Sheet, type TextStyle } from '../sheet.ts';

const ink = '#000000';

interface Roll {
  width: number;
  /** unprintable on either side */
  margin: number;
  sizes: Record<NonNullable<ReceiptStyle['size']>, number>;
}

/** Heads of 576 and 384 dots at 8 dots a millimetre leave these margins. */
const rolls: Record<PaperWidth, Roll> = {
  80: { width: mm(80), margin: mm(4), sizes: { fine: 8, normal: 9.5, large: 13, huge: 23 } },
  58: { width: mm(58), margin: mm(5), sizes: { fine: 7, normal: 8.5, large: 11.5, huge: 19 } },
};

/** A head's dot. Modules are whole dots, so that no printer blurs them. */
const dot = mm(0.125);
const atBest = 4;
const atWorst = 3;
const barHeight = mm(10);
const edge = mm(4);

interface Laid {
  height: number;
  draw(y: number): void;
}

export interface RollPage {
  size: PageSize;
  draw(): void;
}

export function layRoll(sheet: Sheet, lines: readonly ReceiptLine[], paper: PaperWidth): RollPage {
  const { width, margin, sizes } = rolls[paper];
  const room = width - 2 * margin;
  const style = ({ size = 'normal', bold = false }: ReceiptStyle): TextStyle => ({
    size: sizes[size],
    leading: sizes[size] * 1.22,
    weight: bold ? 'bold' : 'regular',
    colour: ink,
  });

  function paragraph(text: string, given: TextStyle, align: 'left' | 'centre' | 'right', most = room): Laid {
    const height = text.trim() ? sheet.lines(text, given, most).length * given.leading : 0;
    const left = align === 'right' ? margin + room - most : margin;
    return {
      height,
      draw: y => {
        if (height > 0) sheet.block(text, left, y, most, given, align);
      },
    };
  }

  function pair(line: Extract<ReceiptLine, { kind: 'pair' }>): Laid {
    const given = style(line);
    const gap = given.size * 0.8;
    const value = sheet.width(line.value, given);
    // A label may take two lines beside its value; a long value goes under its label.
    const beside = room - value - gap;
    const stands = value <= room * 0.62 && sheet.lines(line.label, given, Math.max(beside, 1)).length <= 3;
    if (!stands) {
      const label = paragraph(line.label, given, 'left');
      const under = paragraph(line.value, given, 'right', room * 0.94);
      return {
        height: label.height + under.height + 1.5,
        draw(y) {
          label.draw(y);
          under.draw(y + label.height);
        },
      };
    }
    const height = sheet.lines(line.label, given, beside).length * given.leading;
    return {
      height: height + 1.5,
      draw(y) {
        sheet.block(line.label, margin, y, beside, given);
        const last = y + height - given.leading + (given.leading + given.size * CAP) / 2;
        sheet.line(line.value, margin + room, last, given, 'right');
      },
    };
  }

  function qr(text: string): Laid {
    const matrix = gostMatrix(text);
    const modules = matrix.size + 2 * quietZone;
    const dots = modules * atBest * dot <= room + 0.01 ? atBest : atWorst;
    const side = dots * dot;
    if (modules * side > width) return paragraph('Код не помещается на этой ленте.', style({ size: 'fine' }), 'centre');
    const left = (width - modules * side) / 2;
    return {
      height: modules * side,
      draw: y => sheet.modules(matrix, left + quietZone * side, y + quietZone * side, side),
    };
  }

  function barcode(text: string): Laid {
    const bars = code128(text);
    const total = bars ? bars.modules + 2 * barsQuiet : 0;
    const dots = [3, 2].find(count => total * count * dot <= width);
    if (!bars || !dots) return { height: 0, draw: () => undefined };
    const module = dots * dot;
    const caption = style({ size: 'fine' });
    return {
      height: barHeight + caption.leading + 6,
      draw(y) {
        sheet.bars(bars, (width - bars.modules * module) / 2, y + 4, module, barHeight);
        sheet.line(text, width / 2, y + 4 + barHeight + caption.size, caption, 'centre');
      },
    };
  }

  const rule = (weight: 'light' | 'heavy' | 'cut'): Laid => ({
    height: 9,
    draw: y =>
      sheet.rule(
        margin,
        y + 4,
        margin + room,
        y + 4,
        ink,
        weight === 'heavy' ? 1.3 : 0.6,
        weight === 'cut' ? 3 : undefined,
      ),
  });

  const lay = (line: ReceiptLine): Laid => {
    switch (line.kind) {
      case 'text': {
        // A sum read at arm's length is one line: it is set smaller rather than broken.
        const given = line.size === 'huge' ? sheet.fit(line.text, style(line), room, 1, 8) : style(line);
        const laid = paragraph(line.text, given, line.align ?? 'left');
        // Small print belongs to the line above it.
        return line.size === 'fine' ? { ...laid, height: laid.height + 2 } : laid;
      }
      case 'pair':
        return pair(line);
      case 'rule':
        return rule(line.weight);
      case 'qr':
        return qr(line.text);
      case 'barcode':
        return barcode(line.text);
      case 'feed':
        return { height: line.lines * style({}).leading, draw: () => undefined };
    }
  };

  const laid = lines.map(lay);
  const height = laid.reduce((sum, part) => sum + part.height, 2 * edge);
  return {
    size: { width, height },
    draw() {
      let y = edge;
      for (const part of laid) {
        part.draw(y);
        y += part.height;
      }
    },
  };
}
