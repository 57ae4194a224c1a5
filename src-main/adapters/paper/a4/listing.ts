// A table over several pages, with its heading repeated on each.
import type { Align, Sheet, TextStyle } from '../sheet.ts';
import { hairline, ink, page, quiet, text } from './styles.ts';

export interface Column {
  title: string;
  /** points */
  width: number;
  align: Align;
}

/** `strong` for totals. */
export interface ListingRow {
  cells: string[];
  /** smaller, under the whole row */
  note?: string;
  strong?: boolean;
}

export interface Listing {
  columns: Column[];
  rows: ListingRow[];
}

const cell: TextStyle = { size: 9, leading: 11.5, weight: 'regular', colour: ink };
const head: TextStyle = { size: 7.5, leading: 9.5, weight: 'regular', colour: quiet };
const note: TextStyle = { size: 7.5, leading: 9.5, weight: 'regular', colour: quiet };
const padding = 2.6;
const between = 6;
const footHeight = 16;
const lowest = page.bottom - footHeight;

const styleOf = (row: ListingRow): TextStyle => (row.strong ? { ...cell, weight: 'bold' } : cell);
const inner = ({ width }: Column) => width - between;

function cellStyle(sheet: Sheet, row: ListingRow, words: string, column: Column): TextStyle {
  // A number is set smaller instead of being broken.
  return column.align === 'right' ? sheet.fit(words, styleOf(row), inner(column), 1, 5) : styleOf(row);
}

function rowHeight(sheet: Sheet, { columns }: Listing, row: ListingRow): number {
  const heights = row.cells.map((words, i) => {
    const column = columns[i];
    if (!column || !words) return cell.leading;
    const style = cellStyle(sheet, row, words, column);
    return sheet.lines(words, style, inner(column)).length * style.leading;
  });
  const notes = row.note ? sheet.lines(row.note, note, noteWidth(columns)).length * note.leading : 0;
  return Math.max(cell.leading, ...heights) + notes + 2 * padding;
}

const noteWidth = (columns: readonly Column[]) => columns.reduce((sum, { width }) => sum + width, 0) - 2 * between;

function headHeight(sheet: Sheet, { columns }: Listing): number {
  const most = Math.max(...columns.map(column => sheet.lines(column.title, head, inner(column)).length));
  return most * head.leading + 2 * padding;
}

function drawCells(
  sheet: Sheet,
  columns: readonly Column[],
  y: number,
  words: (i: number) => { text: string; style: TextStyle },
) {
  let x = page.left;
  columns.forEach((column, i) => {
    const shown = words(i);
    const left = column.align === 'right' ? x + between : x;
    if (shown.text) sheet.block(shown.text, left, y, inner(column), shown.style, column.align);
    x += column.width;
  });
}

/** Draws from `top` of the current page; `running` is printed small above the heading of every further page. Returns its lower edge. */
export function drawListing(sheet: Sheet, listing: Listing, top: number, running: string): number {
  const { columns, rows } = listing;
  const heading = headHeight(sheet, listing);
  const further = page.top + text.note.leading + 6;
  const heights = rows.map(row => rowHeight(sheet, listing, row));
  const starts = breakPages(heights, top + heading, further + heading);
  const right = page.left + columns.reduce((sum, { width }) => sum + width, 0);
  let y = top;
  starts.forEach((from, pageAt) => {
    if (pageAt > 0) {
      sheet.page();
      sheet.block(running, page.left, page.top, page.right - page.left, text.note);
      y = further;
    }
    drawCells(sheet, columns, y + padding, i => ({ text: columns[i]?.title ?? '', style: head }));
    y += heading;
    sheet.rule(page.left, y, right, y, ink, 0.9);
    rows.slice(from, starts[pageAt + 1]).forEach((row, i) => {
      if (row.strong) sheet.rule(page.left, y, right, y, ink, 0.9);
      else if (i > 0) sheet.rule(page.left, y, right, y, hairline, 0.4);
      drawCells(sheet, columns, y + padding, at => {
        const words = row.cells[at] ?? '';
        const column = columns[at];
        return { text: words, style: column ? cellStyle(sheet, row, words, column) : cell };
      });
      const height = heights[from + i] ?? 0;
      if (row.note) {
        const tall = sheet.lines(row.note, note, noteWidth(columns)).length * note.leading;
        sheet.block(row.note, page.left + between, y + height - padding - tall, noteWidth(columns), note);
      }
      y += height;
    });
  });
  return y;
}

/** Index of the first row of each page. The last row is not left alone on a page when another row can move with it. */
function breakPages(heights: readonly number[], first: number, further: number): number[] {
  const starts = [0];
  let y = first;
  heights.forEach((height, i) => {
    const begins = i === starts.at(-1);
    if (y + height > lowest && !begins) {
      const alone = i === heights.length - 1 && i - 1 > (starts.at(-1) ?? 0);
      starts.push(alone ? i - 1 : i);
      y = further + (alone ? (heights[i - 1] ?? 0) : 0);
    }
    y += height;
  });
  return starts;
}
