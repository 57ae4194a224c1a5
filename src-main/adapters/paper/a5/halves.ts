// Two halves of an A4 sheet used as two A5 pages: first the upper half, then the lower one.
import { A4, type PdfFile } from '../pdf.ts';
import type { Sheet } from '../sheet.ts';
import { mm } from '../sheet.ts';
import { hairline, text } from '../a4/styles.ts';

export const half = { width: A4.width, height: A4.height / 2 };

export interface Halves {
  /** `page()` goes to the next half; after a lower half it opens a new sheet. */
  sheet: Sheet;
  /** Only the upper half of the first sheet has been begun. */
  isOneHalf(): boolean;
}

/** The first `page()` call opens the first sheet of paper. */
export function openHalves({ sheet, page }: Pick<PdfFile, 'sheet' | 'page'>): Halves {
  let lower = true;
  let begun = 0;
  const down = (y: number) => (lower ? y + half.height : y);
  return {
    isOneHalf: () => begun === 1,
    sheet: {
      lines: sheet.lines,
      width: sheet.width,
      fit: sheet.fit,
      line: (words, x, baseline, style, align) => sheet.line(words, x, down(baseline), style, align),
      block: (words, x, top, width, style, align) => sheet.block(words, x, down(top), width, style, align),
      rule: (x1, y1, x2, y2, colour, thickness, dash) =>
        sheet.rule(x1, down(y1), x2, down(y2), colour, thickness, dash),
      box: (x, y, width, height, paint) => sheet.box(x, down(y), width, height, paint),
      modules: (matrix, x, y, side) => sheet.modules(matrix, x, down(y), side),
      bars: (bars, x, y, module, height) => sheet.bars(bars, x, down(y), module, height),
      page() {
        lower = !lower;
        begun++;
        if (lower) return;
        page(A4);
        drawCut(sheet);
      },
    },
  };
}

function drawCut(sheet: Sheet): void {
  const y = half.height;
  const words = 'линия отреза';
  const middle = half.width / 2;
  const gap = sheet.width(words, text.fine) / 2 + 6;
  sheet.rule(mm(8), y, middle - gap, y, hairline, 0.6, 3);
  sheet.rule(middle + gap, y, half.width - mm(8), y, hairline, 0.6, 3);
  sheet.line(words, middle, y + 2.3, text.fine, 'centre');
}
