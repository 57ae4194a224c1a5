// Turns rows of cells, or a stream of COPY text, into batches of parsed rows together with the rejected ones.
import { type Column, type EntityName, type RowOf, exchange } from '../../ports/exchange.ts';
import type { Doubt, ParsedRows, Rejected } from '../../ports/fund.ts';
import { cellsOf, copyLines } from './copy-text.ts';
import { type CellDoubt, type Cells, RefusedRow, type RowParser, rowParser } from './row-parser.ts';

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

  /** `raw` is the row's text where available; otherwise it is put together from the cells. */
  add(cells: Cells, raw?: string): void {
    const row = this.#parse(cells, this.#ofRow);
    if (row instanceof RefusedRow) {
      this.#ofRow.length = 0;
      this.#rejected.push({
        entity: this.#entity,
        key: this.#keyOf(cells),
        ...row.why,
        raw: (raw ?? cells.map(cell => cell ?? '\\N').join('\t')).slice(0, RAW_MAX),
      });
      return;
    }
    this.#rows.push(row);
    if (this.#ofRow.length === 0) return;
    const key = this.#keyOf(cells);
    for (const doubt of this.#ofRow) this.#doubts.push({ entity: this.#entity, key, ...doubt });
    this.#ofRow.length = 0;
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
