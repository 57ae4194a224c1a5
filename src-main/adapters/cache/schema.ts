// The cache's tables, generated from the exchange's description, and the digest by which files of another schema are recognised.
import { createHash } from 'node:crypto';
import { exchange, type Column, type Entity } from '../../ports/exchange.ts';
import type { Db } from '../sqlite/database.ts';
import { bankDetailsTable } from './bank-details.ts';
import { documentsIndex } from './documents-index.ts';
import { seenTables } from './seen.ts';
import { derivedColumns, derivedVersion, type DerivedColumn } from './derived.ts';

/** An entity of the exchange as the cache stores it. */
export interface EntityTable {
  name: string;
  entity: Entity;
  /** the fund's columns in the exchange's order */
  columns: readonly string[];
  /** columns that hold the id of a text in the string table instead of the text */
  repeated: ReadonlySet<string>;
  derived: readonly DerivedColumn[];
  create: string;
  indexes: readonly string[];
}

export interface CacheSchema {
  tables: ReadonlyMap<string, EntityTable>;
  create: readonly string[];
  /** created after a snapshot is loaded, which is several times cheaper than maintaining them during the load */
  indexes: readonly string[];
  /** changes when a table, an index, a rule for the fund's rows or a derived value changes */
  digest: string;
}

/** closing = opening + charged + recalculation - privilege + penalty - paid does not hold. */
export const flawedBalance = 'closing <> opening + charged + recalculation - privilege + penalty - paid';

const ownTables = [
  `create table meta (key text primary key, value text not null) strict, without rowid`,
  // progress of an unfinished snapshot
  `create table snapshot_place (
    entity text primary key, last_key text, rows integer not null, done integer not null
  ) strict, without rowid`,
  // weight: `refused` (the row is not kept) or `doubt` (the row is kept, the cell is cut or unknown); cell: a column, or empty for the row
  `create table quarantine (
    entity text not null, key text not null, weight text not null, cell text not null, code text not null, value text not null,
    raw text not null, seen_at text not null,
    primary key (entity, key, weight, cell)
  ) strict, without rowid`,
  // what readers ask: a row that is kept with a doubtful cell is read, so a query of the table itself would have to say so each time
  `create view set_aside as select entity, key, raw from quarantine where weight = 'refused'`,
  // what the rules between rows and against today found (rules.ts); of a kind at most some hundreds are listed, `listed` tells of how many
  `create table finding (
    code text not null, entity text not null, key text not null, cell text not null, account integer, value text not null,
    hides integer not null, seen_at text not null,
    primary key (code, entity, key, cell)
  ) strict, without rowid`,
  `create table listed (what text primary key, found integer not null) strict, without rowid`,
  // buckets of rows in which the fund's text and ours differ though the rows do not (buckets.ts)
  `create table agreed (bucket text primary key, sums text not null) strict, without rowid`,
  bankDetailsTable,
  ...seenTables,
  // ids are hashes of the names, so they stay the same from one snapshot to the next
  `create table settlement (
    id integer primary key, kind text not null, name text not null, region text not null, mark text not null
  ) strict`,
  `create table street (
    id integer primary key, settlement_id integer not null, kind text not null, name text not null
  ) strict`,
  // repeated texts are stored once: half the copying time and a third of the size
  `create table string_table (id integer primary key, text text not null unique) strict`,
];
const ownIndexes = [`create index if not exists street_by_settlement on street (settlement_id)`];

/** Indexes that `searchedBy` cannot express: on derived columns, and partial ones. */
const specialIndexes: Readonly<Record<string, readonly string[]>> = {
  account: [
    `create index if not exists account_by_number on account (number_norm)`,
    `create index if not exists account_by_unified on account (unified_norm) where unified_norm <> ''`,
  ],
  house: [`create index if not exists house_by_street on house (street_id)`],
  // the desk's list of months that do not add up: few rows among millions (the query must repeat this expression exactly)
  period_balance: [`create index if not exists balance_flawed on period_balance (period) where ${flawedBalance}`],
};

const isNumber = ({ kind }: Column) => kind === 'key' || kind === 'int' || kind === 'kopecks' || kind === 'area';

/** The column by which a change names a row, for entities that are not changed by account and period. */
export const changeColumn = ({ changedBy, key }: Entity): string => (changedBy === 'id' ? 'id' : (key[0] ?? 'id'));

function tableFor(name: string, entity: Entity): EntityTable {
  const derived = ((derivedColumns as Record<string, readonly DerivedColumn<never>[]>)[name] ??
    []) as readonly DerivedColumn[];
  const { key, columns } = entity;
  // a single integer key is SQLite's rowid; any other key clusters the table, so that all rows of an account are adjacent
  const rowId = key.length === 1 && columns.some(column => column.name === key[0] && isNumber(column));
  const stored = columns.map(column => {
    if (rowId && column.name === key[0]) return `${column.name} integer primary key`;
    const storage = isNumber(column) || column.repeats ? 'integer' : 'text';
    return `${column.name} ${storage}${column.nullable || column.unknown ? '' : ' not null'}`;
  });
  const added = derived.map(column => `${column.name} ${column.storage} not null`);
  const parts = [...stored, ...added].concat(rowId ? [] : `primary key (${key.join(', ')})`);
  const searched = entity.searchedBy ?? [];
  return {
    name,
    entity,
    columns: columns.map(column => column.name),
    repeated: new Set(columns.filter(column => column.repeats).map(column => column.name)),
    derived,
    create: `create table ${name} (${parts.join(', ')}) strict${rowId ? '' : ', without rowid'}`,
    indexes: searched
      .map(by => `create index if not exists ${name}_by_${by.join('_')} on ${name} (${by.join(', ')})`)
      .concat(specialIndexes[name] ?? []),
  };
}

/** The rules by which rows of the fund are accepted: a row rejected under other rules must be read again. */
const rulesOf = ({ key, changedBy, columns }: Entity) => ({
  key,
  changedBy,
  // all but what a column means to a person
  columns: columns.map(({ about: _, ...rule }) => Object.entries(rule).toSorted()),
});

export function cacheSchema(description: Readonly<Record<string, Entity>>): CacheSchema {
  const tables = new Map(Object.entries(description).map(([name, entity]) => [name, tableFor(name, entity)]));
  const create = [...ownTables, ...Array.from(tables.values(), table => table.create)];
  const indexes = [...ownIndexes, ...Array.from(tables.values()).flatMap(table => table.indexes)];
  const rules = Object.entries(description).map(([name, entity]) => [name, rulesOf(entity)]);
  const digest = createHash('sha256').update(
    JSON.stringify({ derivedVersion, create, indexes: [...indexes, documentsIndex('')], rules }),
  );
  return { tables, create, indexes, digest: digest.digest('hex') };
}

/** The schema of this program's caches. */
export const currentSchema = cacheSchema(exchange);

export function tableOf(schema: CacheSchema, entity: string): EntityTable {
  const table = schema.tables.get(entity);
  if (!table) throw new Error(`The cache has no table for ${entity}.`);
  return table;
}

/** Creates the tables in an empty file and stores the schema's digest in it. */
export function createTables(db: Db, schema: CacheSchema): void {
  db.transaction(() => {
    for (const sql of schema.create) db.exec(sql);
    db.prepare(`insert into meta (key, value) values ('digest', ?)`).run(schema.digest);
  })();
}

/** The digest stored in a file; null for an empty file and for one made by a program that stored no digests. */
export function digestOf(db: Db): string | null {
  if (!db.prepare(`select 1 from sqlite_master where type = 'table' and name = 'meta'`).get()) return null;
  return (db.prepare(`select value from meta where key = 'digest'`).pluck().get() as string | undefined) ?? null;
}
