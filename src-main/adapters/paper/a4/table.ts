// «Откуда эта сумма»: the lines that make up the total, with sums aligned to the right.
import { formatKopecks } from '../../../domain/money.ts';
import type { Sheet, TextStyle } from '../sheet.ts';
import type { SumRow } from '../wording.ts';
import { hairline, ink, type TableScale } from './styles.ts';

/** A table laid out for a width: row heights are known before drawing. */
export interface Table {
  heights: number[];
  height: number;
  draw(x: number, top: number): void;
}

const between = 10;

export function layTable(sheet: Sheet, rows: readonly SumRow[], width: number, scale: TableScale): Table {
  const style = (row: SumRow): TextStyle =>
    row.tone === 'plain' ? scale.row : row.tone === 'total' ? scale.total : scale.strong;
  const amountWidth = Math.max(60, ...rows.map(row => sheet.width(formatKopecks(row.amount), style(row)) + 1));
  const labelWidth = width - amountWidth - between;
  const above = (row: SumRow) => scale.padding + (row.tone === 'total' ? 3 : 0);
  const heights = rows.map(
    row =>
      above(row) +
      sheet.lines(row.label, style(row), labelWidth).length * style(row).leading +
      (row.note ? sheet.lines(row.note, scale.note, labelWidth).length * scale.note.leading : 0) +
      scale.padding,
  );

  function drawRow(row: SumRow, first: boolean, x: number, y: number) {
    const heavy = row.tone === 'total';
    if (heavy) sheet.rule(x, y, x + width, y, ink, 1.2);
    else if (!first) sheet.rule(x, y, x + width, y, row.tone === 'subtotal' ? ink : hairline, 0.5);
    const inner = y + above(row);
    const label = sheet.block(row.label, x, inner, labelWidth, style(row));
    sheet.block(formatKopecks(row.amount), x + width - amountWidth, inner, amountWidth, style(row), 'right');
    if (row.note) sheet.block(row.note, x, inner + label, labelWidth, scale.note);
  }

  return {
    heights,
    height: heights.reduce((sum, height) => sum + height, 0),
    draw(x, top) {
      let y = top;
      rows.forEach((row, i) => {
        drawRow(row, i === 0, x, y);
        y += heights[i] ?? 0;
      });
    },
  };
}
