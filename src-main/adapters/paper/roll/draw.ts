// Receipt lines on a roll page of 80 or 58 mm: laid out first, because the page is exactly as long as its content.
import { code128, quietZone as barsQuiet } from '../codes/code128.ts';
import { gostMatrix, quietZone } from '../codes/gost-qr.ts';
import type { PageSize } from '../pdf.ts';
import type { PaperWidth, ReceiptLine, ReceiptStyle } from '../receipt/lines.ts';
import { CAP, mm, type Sheet, type TextStyle } from '../sheet.ts';

const ink = '#000000';

interface Roll {
  width: number;
  /** unprintable margin on each side */
  margin: number;
  sizes: Record<NonNullable<ReceiptStyle['size']>, number>;
}

/** The margins left by heads of 576 and 384 dots at 8 dots per millimetre. */
const rolls: Record<PaperWidth, Roll> = {
  80: { width: mm(80), margin: mm(4), sizes: { fine: 8, normal: 9.5, large: 13, huge: 23 } },
  58: { width: mm(58), margin: mm(5), sizes: { fine: 7, normal: 8.5, large: 11.5, huge: 19 } },
};

/** One dot of the head. Modules are whole dots, so that printers do not blur them. */
const dot = mm(0.125);
const atBest = 4;
const atWorst = 3;
const barHeight = mm(10);
const edge = mm(4);
/** Room for handwriting, and a box to be ticked. */
const penLine = mm(9);
const tick = mm(4);
const apart = 4;

interface Laid {
  height: number;
  draw(y: number): void;
}

export interface RollPage {
  size: PageSize;
  draw(): void;
}

export function layRoll(sheet: Sheet, lines: readonly ReceiptLine[], paper: PaperWidth): RollPage {
  const roll = new RollLayout(sheet, rolls[paper]);
  const laid = lines.map(line => roll.lay(line));
  const height = laid.reduce((sum, part) => sum + part.height, 2 * edge);
  return {
    size: { width: rolls[paper].width, height },
    draw() {
      let y = edge;
      for (const part of laid) {
        part.draw(y);
        y += part.height;
      }
    },
  };
}

/** Measures each line of a receipt for one roll width and keeps the function that draws it. */
class RollLayout {
  readonly #sheet: Sheet;
  readonly #roll: Roll;
  readonly #room: number;

  constructor(sheet: Sheet, roll: Roll) {
    this.#sheet = sheet;
    this.#roll = roll;
    this.#room = roll.width - 2 * roll.margin;
  }

  lay(line: ReceiptLine): Laid {
    switch (line.kind) {
      case 'text': {
        // A sum to be read at arm's length stays on one line: it is set smaller instead of being broken.
        const style = this.#style(line);
        const given = line.size === 'huge' ? this.#sheet.fit(line.text, style, this.#room, 1, 8) : style;
        const laid = this.#paragraph(line.text, given, line.align ?? 'left');
        // Small print stays close to the line above it.
        return line.size === 'fine' ? { ...laid, height: laid.height + 2 } : laid;
      }
      case 'pair':
        return this.#pair(line);
      case 'rule':
        return this.#rule(line.weight);
      case 'qr':
        return this.#qr(line.text);
      case 'barcode':
        return this.#barcode(line.text, line.caption ?? line.text);
      case 'blank':
        return this.#blank(line);
      case 'choice':
        return this.#choice(line.text);
      case 'feed':
        return { height: line.lines * this.#style({}).leading, draw: () => undefined };
    }
  }

  #style({ size = 'normal', bold = false }: ReceiptStyle): TextStyle {
    const points = this.#roll.sizes[size];
    return { size: points, leading: points * 1.22, weight: bold ? 'bold' : 'regular', colour: ink };
  }

  #paragraph(text: string, given: TextStyle, align: 'left' | 'centre' | 'right', most = this.#room): Laid {
    const height = text.trim() ? this.#sheet.lines(text, given, most).length * given.leading : 0;
    const left = align === 'right' ? this.#roll.margin + this.#room - most : this.#roll.margin;
    return {
      height,
      draw: y => {
        if (height > 0) this.#sheet.block(text, left, y, most, given, align);
      },
    };
  }

  #pair(line: Extract<ReceiptLine, { kind: 'pair' }>): Laid {
    const sheet = this.#sheet;
    const given = this.#style(line);
    const gap = given.size * 0.8;
    const value = sheet.width(line.value, given);
    // A label may take two lines beside its value; a long value goes below its label.
    const beside = this.#room - value - gap;
    const stands = value <= this.#room * 0.62 && sheet.lines(line.label, given, Math.max(beside, 1)).length <= 3;
    if (!stands) {
      const label = this.#paragraph(line.label, given, 'left');
      const under = this.#paragraph(line.value, given, 'right', this.#room * 0.94);
      return {
        height: label.height + under.height + 1.5,
        draw(y) {
          label.draw(y);
          under.draw(y + label.height);
        },
      };
    }
    const height = sheet.lines(line.label, given, beside).length * given.leading;
    const { margin } = this.#roll;
    const right = margin + this.#room;
    return {
      height: height + 1.5,
      draw(y) {
        sheet.block(line.label, margin, y, beside, given);
        const last = y + height - given.leading + (given.leading + given.size * CAP) / 2;
        sheet.line(line.value, right, last, given, 'right');
      },
    };
  }

  #qr(text: string): Laid {
    const { width } = this.#roll;
    const matrix = gostMatrix(text);
    const modules = matrix.size + 2 * quietZone;
    const dots = modules * atBest * dot <= this.#room + 0.01 ? atBest : atWorst;
    const side = dots * dot;
    if (modules * side > width)
      return this.#paragraph('Код не помещается на этой ленте.', this.#style({ size: 'fine' }), 'centre');
    const left = (width - modules * side) / 2;
    return {
      height: modules * side,
      draw: y => this.#sheet.modules(matrix, left + quietZone * side, y + quietZone * side, side),
    };
  }

  #barcode(text: string, words: string): Laid {
    const { width } = this.#roll;
    const bars = code128(text);
    const total = bars ? bars.modules + 2 * barsQuiet : 0;
    const dots = [3, 2].find(count => total * count * dot <= width);
    if (!bars || !dots) return { height: 0, draw: () => undefined };
    const module = dots * dot;
    const caption = this.#style({ size: 'fine' });
    return {
      height: barHeight + caption.leading + 6,
      draw: y => {
        this.#sheet.bars(bars, (width - bars.modules * module) / 2, y + 4, module, barHeight);
        this.#sheet.line(words, width / 2, y + 4 + barHeight + caption.size, caption, 'centre');
      },
    };
  }

  #blank({ label, hint, lines }: Extract<ReceiptLine, { kind: 'blank' }>): Laid {
    const above = this.#paragraph(label, this.#style({}), 'left');
    const below = this.#paragraph(hint, this.#style({ size: 'fine' }), 'left');
    const left = this.#roll.margin;
    const written = lines * penLine;
    return {
      height: apart + above.height + written + 2 + below.height + apart,
      draw: y => {
        above.draw(y + apart);
        const start = y + apart + above.height;
        for (let line = 1; line <= lines; line++)
          this.#sheet.rule(left, start + line * penLine, left + this.#room, start + line * penLine, ink, 0.6);
        below.draw(start + written + 2);
      },
    };
  }

  #choice(words: string): Laid {
    const indent = tick + mm(2);
    const style = this.#style({});
    const room = this.#room - indent;
    const height = Math.max(tick, this.#sheet.lines(words, style, room).length * style.leading);
    const left = this.#roll.margin;
    return {
      height: height + mm(1.5),
      draw: y => {
        this.#sheet.box(left + 0.5, y + 0.5, tick - 1, tick - 1, { stroke: ink });
        this.#sheet.block(words, left + indent, y, room, style);
      },
    };
  }

  #rule(weight: 'light' | 'heavy' | 'cut'): Laid {
    const { margin } = this.#roll;
    const dashes = weight === 'cut' ? 3 : undefined;
    return {
      height: 9,
      draw: y =>
        this.#sheet.rule(margin, y + 4, margin + this.#room, y + 4, ink, weight === 'heavy' ? 1.3 : 0.6, dashes),
    };
  }
}
