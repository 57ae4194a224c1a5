// Turns rows of cells, or a stream of COPY text, into batches of parsed rows together with the rejected ones.
import { type Column, type EntityName, type RowOf, exchange } from '../../ports/exchange.ts';
import type { CopiedRows, Doubt, ParsedRows, Rejected } from '../../ports/fund.ts';
import { cellsOf, copyLines, copyRows } from './copy-text.ts';
import { QuickReader } from './quick-reader.ts';
import { type CellDoubt, type Cells, RefusedRow, type RowParser, rowParser } from './row-parser.ts';
import type { WordNumbers } from './words.ts';

const RAW_MAX = 2000;

/** The columns of an entity's view, in order. */
export const columnList = (entity: EntityName): string =>
  exchange[entity].columns.map(column => column.name).join(', ');

/**
 * What to select an entity's columns from. A column the view lacks is null: inside the lateral query a name means the view's own column
 * where there is one, else that of the row of nulls beside it. The planner flattens it, so keys and indexes are used as without it.
 */
export function sourceOf(entity: EntityName): string {
  const columns: readonly Column[] = exchange[entity].columns;
  const absent = columns.filter(({ optional }) => optional).map(({ name }) => `null::text as ${name}`);
  if (absent.length === 0) return `exchange.${entity}`;
  const present = `select ${columnList(entity)} from exchange.${entity}`;
  return `(select v.* from (select ${absent.join(', ')}) n cross join lateral (${present}) v) as ${entity}`;
}

class RowBatch<E extends EntityName> {
  #rows: RowOf<E>[] = [];
  #rejected: Rejected[] = [];
  #doubts: Doubt[] = [];
  /** of the row being read; empty again after it */
  readonly #ofRow: CellDoubt[] = [];
  readonly #entity: E;
  readonly #parse: RowParser<E>;

  constructor(entity: E) {
    this.#entity = entity;
    this.#parse = rowParser(entity);
  }

  get size(): number {
    return this.#rows.length + this.#rejected.length;
  }

  /** `raw` is the row's text where available; otherwise it is put together from the cells. Returns the row if it is kept, and whether it is sound. */
  add(cells: Cells, raw?: string): { row: RowOf<E> | null; isSound: boolean } {
    const row = this.#parse(cells, this.#ofRow);
    if (row instanceof RefusedRow) {
      this.#ofRow.length = 0;
      this.#rejected.push({
        entity: this.#entity,
        key: this.#keyOf(cells),
        ...row.why,
        raw: (raw ?? cells.map(cell => cell ?? '\\N').join('\t')).slice(0, RAW_MAX),
      });
      return { row: null, isSound: false };
    }
    this.#rows.push(row);
    if (this.#ofRow.length === 0) return { row, isSound: true };
    const key = this.#keyOf(cells);
    for (const doubt of this.#ofRow) this.#doubts.push({ entity: this.#entity, key, ...doubt });
    this.#ofRow.length = 0;
    return { row, isSound: false };
  }

  take(): ParsedRows<E> {
    const taken = { entity: this.#entity, rows: this.#rows, rejected: this.#rejected, doubts: this.#doubts };
    this.#rows = [];
    this.#rejected = [];
    this.#doubts = [];
    return taken;
  }

  #keyOf(cells: Cells): string {
    const { columns, key } = exchange[this.#entity];
    const names = columns.map(column => column.name as string);
    return key.map(name => (cells[names.indexOf(name)] ?? '').slice(0, 100)).join('/');
  }
}

export function parseRows<E extends EntityName>(entity: E, rows: readonly Cells[]): ParsedRows<E> {
  const batch = new RowBatch(entity);
  for (const cells of rows) batch.add(cells);
  return batch.take();
}

/** Batches of about `batchRows` rows from chunks of COPY text. */
export async function* parseCopy<E extends EntityName>(
  entity: E,
  chunks: AsyncIterable<Buffer>,
  batchRows: number,
): AsyncGenerator<ParsedRows<E>> {
  const batch = new RowBatch(entity);
  for await (const lines of copyLines(entity, chunks)) {
    for (const line of lines) batch.add(cellsOf(line), line);
    if (batch.size >= batchRows) yield batch.take();
  }
  if (batch.size > 0) yield batch.take();
}

/** The same, with each row packed about which there is no doubt. */
export async function* parsePacked<E extends EntityName>(
  entity: E,
  chunks: AsyncIterable<Buffer>,
  batchRows: number,
  words: WordNumbers,
): AsyncGenerator<CopiedRows<E>> {
  const { key, columns } = exchange[entity] as { key: readonly string[]; columns: readonly Column[] };
  const quick = new QuickReader(entity, words);
  const batch = new RowBatch(entity);
  let lastKey: (string | number)[] | null = null;
  let lastIsQuick = false;

  const slowly = (line: string) => {
    const cells = cellsOf(line);
    const { row, isSound } = batch.add(cells, line);
    if (!row) return;
    const cellOf = (name: string) => row[name as keyof RowOf<E>] as string | number | null;
    columns.forEach(({ name, repeats }, at) => {
      const value = cellOf(name);
      if (!repeats || value === null) return;
      // who stores the row finds its number, or no number is given here any more
      words.id(String(value));
      if (isSound && value === cells[at]) quick.learn(at, value);
    });
    lastKey = key.map(name => cellOf(name) as string | number);
    lastIsQuick = false;
  };
  const take = (): CopiedRows<E> => {
    if (lastIsQuick) lastKey = quick.lastKey();
    return { ...batch.take(), packed: quick.pack(), words: words.takeFresh(), lastKey };
  };

  for await (const { bytes, end } of copyRows(entity, chunks)) {
    for (let at = 0; at < end;) {
      const to = bytes.indexOf(10, at);
      if (quick.take(bytes, at, to)) lastIsQuick = true;
      else slowly(bytes.toString('utf8', at, to));
      at = to + 1;
      if (quick.isFull) yield take();
    }
    if (batch.size >= batchRows) yield take();
  }
  if (batch.size > 0 || quick.rows > 0) yield take();
}
