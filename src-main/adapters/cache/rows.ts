// Exchange rows on their way into SQLite: column lists, derived columns, and inserts of many rows at once.
import type { Column, EntityName, RowOf } from '../../ports/exchange.ts';
import { exchange } from '../../ports/exchange.ts';
import { placeId, searchableNumber, searchableUnified } from './derived.ts';
import type { Db } from '../sqlite/database.ts';
import { wordColumns, type Words } from './string-table.ts';

export type Cell = string | number | null;
/** A row of whatever entity. */
export type AnyRow = Readonly<Record<string, Cell>>;

/** Columns the cache adds to an entity, made from its row. */
const derived: { [E in EntityName]?: Record<string, (row: RowOf<E>) => Cell> } = {
  house: { street_id: row => placeId(row.settlement_kind, row.settlement, row.street_kind, row.street) },
  account: {
    number_norm: row => searchableNumber(row.number),
    unified_norm: row => searchableUnified(row.unified_number),
  },
};

export const columnsOf = (entity: EntityName): string[] =>
  (exchange[entity].columns as readonly Column[]).map(column => column.name);

/** An entity's columns as the fund gave them, for a select from its table named `t`. */
export const selectList = (entity: EntityName): string =>
  columnsOf(entity)
    .map(name =>
      wordColumns[entity]?.includes(name) ? `(select text from word where id = t.${name}) as ${name}` : `t.${name}`,
    )
    .join(', ');

export const keyOf = (entity: EntityName, row: AnyRow): (string | number)[] =>
  exchange[entity].key.map(name => row[name] as string | number);

// enough to spare the cost of a step a row, few enough that the statement stays small
const together = 16;

export interface Inserter {
  /** Inserts rows in order; the caller holds the transaction. */
  run(rows: readonly AnyRow[]): void;
}

/** `mode`: plain inserts for a snapshot, replacing ones for changes. */
export function inserter(db: Db, words: Words, entity: EntityName, mode: 'insert' | 'replace'): Inserter {
  const names = columnsOf(entity);
  const asWord = names.map(name => wordColumns[entity]?.includes(name) ?? false);
  const extra = Object.entries((derived[entity] ?? {}) as Record<string, (row: never) => Cell>);
  const all = [...names, ...extra.map(([name]) => name)];
  const group = `(${all.map(() => '?').join(',')})`;
  const sql = (rows: number) =>
    `insert ${mode === 'replace' ? 'or replace ' : ''}into ${entity} (${all.join(',')}) values ${Array(rows).fill(group).join(',')}`;
  const many = db.prepare<Cell[]>(sql(together));
  const one = db.prepare<Cell[]>(sql(1));
  const width = all.length;
  const cells: Cell[] = new Array<Cell>(width * together).fill(null);

  const put = (row: AnyRow, at: number, into: Cell[]) => {
    let i = at;
    for (let c = 0; c < names.length; c++) {
      const value = row[names[c] as string] as Cell;
      into[i++] = asWord[c] ? words.id(value as string) : value;
    }
    for (const [, make] of extra) into[i++] = make(row as never);
  };
  return {
    run(rows) {
      const whole = rows.length - (rows.length % together);
      for (let start = 0; start < whole; start += together) {
        for (let n = 0; n < together; n++) put(rows[start + n] as AnyRow, n * width, cells);
        // one by one: the addon reads an array an element at a time, which is slower
        many.run(...cells);
      }
      for (let n = whole; n < rows.length; n++) {
        const single: Cell[] = [];
        put(rows[n] as AnyRow, 0, single);
        one.run(...single);
      }
    },
  };
}
