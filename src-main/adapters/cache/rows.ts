// Exchange rows written to and read from SQLite: select lists, and inserts of many rows at once.
import type { EntityName } from '../../ports/exchange.ts';
import type { Db } from '../sqlite/database.ts';
import type { AnyRow, Cell } from './derived.ts';
import { currentSchema, tableOf, type EntityTable } from './schema.ts';
import type { StringTable } from './string-table.ts';

/** The fund's columns of a table, for a select with the alias `t`. */
export const selectColumns = ({ columns, repeated }: EntityTable): string =>
  columns
    .map(name => (repeated.has(name) ? `(select text from string_table where id = t.${name}) as ${name}` : `t.${name}`))
    .join(', ');

export const selectList = (entity: EntityName): string => selectColumns(tableOf(currentSchema, entity));

export const keyOf = ({ entity }: EntityTable, row: AnyRow): (string | number)[] =>
  entity.key.map(name => row[name] as string | number);

// rows per insert: enough to spread the cost of a statement, few enough to keep the statement small
const rowsAtOnce = 16;

export interface Inserter {
  /** Inserts rows in order, inside the caller's transaction. */
  run(rows: readonly AnyRow[]): void;
}

/** `mode`: plain inserts for a snapshot, `insert or replace` for changes. */
export function inserter(db: Db, strings: StringTable, table: EntityTable, mode: 'insert' | 'replace'): Inserter {
  const { columns, derived } = table;
  const repeats = columns.map(name => table.repeated.has(name));
  const all = [...columns, ...derived.map(column => column.name)];
  const group = `(${all.map(() => '?').join(',')})`;
  const sql = (rows: number) =>
    `insert ${mode === 'replace' ? 'or replace ' : ''}into ${table.name} (${all.join(',')}) values ${Array(rows).fill(group).join(',')}`;
  const many = db.prepare<Cell[]>(sql(rowsAtOnce));
  const one = db.prepare<Cell[]>(sql(1));
  const width = all.length;
  const cells: Cell[] = new Array<Cell>(width * rowsAtOnce).fill(null);

  const put = (row: AnyRow, at: number, into: Cell[]) => {
    let i = at;
    for (let c = 0; c < columns.length; c++) {
      const value = row[columns[c] as string] as Cell;
      into[i++] = repeats[c] && value !== null ? strings.id(value as string) : value;
    }
    for (const column of derived) into[i++] = column.of(row);
  };
  return {
    run(rows) {
      const whole = rows.length - (rows.length % rowsAtOnce);
      for (let start = 0; start < whole; start += rowsAtOnce) {
        for (let n = 0; n < rowsAtOnce; n++) put(rows[start + n] as AnyRow, n * width, cells);
        // passed one by one: the addon reads an array element by element, which is slower
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
