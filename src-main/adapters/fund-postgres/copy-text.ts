// PostgreSQL's COPY text format: lines out of its chunks, cells out of a line, and a line out of cells.
import type { Cells } from './row-parser.ts';

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const unescapeCell = (cell: string): string | null =>
  cell === '\\N' ? null : cell.includes('\\') ? cell.replace(/\\(.)/gs, (_, c: string) => ESCAPES[c] ?? c) : cell;

/** One line of COPY's text format. */
export const cellsOf = (line: string): Cells => {
  const cells: (string | null)[] = line.split('\t');
  if (line.includes('\\')) for (let i = 0; i < cells.length; i++) cells[i] = unescapeCell(cells[i] as string);
  return cells;
};

const SPECIAL = /[\\\n\r\t]/;
const NAMES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A cell as COPY reads it, without its tab. */
export const cellText = (value: string | number | null): string => {
  if (value === null) return '\\N';
  if (typeof value === 'number' || !SPECIAL.test(value)) return String(value);
  return value.replace(/[\\\n\r\t]/g, c => NAMES[c] ?? c);
};

/**
 * The whole lines of each chunk, as bytes: the last of them ends before `end` with its line feed. A chunk may end anywhere, even inside a character.
 * Throws when the last line has no end.
 */
export async function* copyRows(
  what: string,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<{ bytes: Buffer; end: number }> {
  let carry: Buffer | null = null;
  for await (const chunk of chunks) {
    // COPY writes a line break inside a value as an escape, so the byte 0x0A always ends a row.
    const bytes: Buffer = carry ? Buffer.concat([carry, chunk]) : chunk;
    const end = bytes.lastIndexOf(10) + 1;
    carry = end < bytes.length ? bytes.subarray(end) : null;
    if (end > 0) yield { bytes, end };
  }
  if (carry) throw new Error(`The copy of ${what} ended inside a row.`);
}

/** The same, as text. */
export async function* copyLines(what: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  for await (const { bytes, end } of copyRows(what, chunks)) yield bytes.toString('utf8', 0, end - 1).split('\n');
}
