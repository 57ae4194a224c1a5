// Reads what can still be read of a damaged outbox, table by table: a page that is lost costs the rows on it and no others.
import { closeSync, copyFileSync, existsSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Db } from '../sqlite/database.ts';
import { saysDamaged, saysUnwritable } from '../sqlite/errors.ts';
import { outboxName, removeDatabase, writeWhole } from '../sqlite/files.ts';
import { eachOrphan, orphanTables, type Row } from './orphans.ts';

export interface Salvaged {
  rows: Row[];
  /** the table was read from its first row to its last */
  whole: boolean;
}

/** Every table of the outbox and its key's columns, the last of which parts it into stretches. */
export const outboxTables = {
  meta: ['key'],
  outgoing: ['seq'],
  sent: ['seq'],
  attempt_limit: ['scope', 'key'],
  print_job: ['id'],
  payment_attempt: ['id'],
  printed: ['mark'],
  tally: ['seq'],
} as const;
export type OutboxTable = keyof typeof outboxTables;

type Found = Record<OutboxTable | 'migrations', Salvaged>;

/** The first page, as it is encrypted: without it nothing tells which tables there are and where they begin. */
const firstPageFile = 'outbox.first-page';
const pageBytes = 4096;

/**
 * Copies the first page beside the file. Call it when the schema is as it will be, and whenever the file has grown: pages behind the number
 * that the first page tells are not read.
 */
export function keepFirstPage(dataDir: string, db: Db): void {
  const page = Buffer.alloc(pageBytes);
  const file = openSync(join(dataDir, outboxName), 'r');
  try {
    db.pragma('wal_checkpoint(passive)');
    if (readSync(file, page, 0, pageBytes, 0) === pageBytes) writeWhole(dataDir, firstPageFile, page);
  } catch (error) {
    // the one kept before stays
    if (!saysUnwritable(error)) throw error;
  } finally {
    closeSync(file);
  }
}

const copyName = `${outboxName}.salvage`;

/** Reads a copy, so that the damaged file stays as it was found. Null when nothing of it can be read. */
export function salvage(dataDir: string, key: string): Found | null {
  removeDatabase(dataDir, copyName);
  for (const end of ['', '-wal'])
    if (existsSync(join(dataDir, outboxName + end)))
      copyFileSync(join(dataDir, outboxName + end), join(dataDir, copyName + end));
  try {
    const db = openTorn(join(dataDir, copyName), key) ?? openByFirstPage(dataDir, key);
    if (!db) return null;
    let found: Found;
    try {
      found = readAll(db);
    } finally {
      db.close();
    }
    if (orphanTables.some(table => !found[table].whole)) addOrphans(found, join(dataDir, copyName), key);
    return found;
  } finally {
    removeDatabase(dataDir, copyName);
  }
}

function addOrphans(found: Found, path: string, key: string): void {
  const known = new Map(
    orphanTables.map(table => [table, new Map(found[table].rows.map(row => [nameOf(outboxTables[table], row), row]))]),
  );
  eachOrphan(path, key, isUnreadable, (table, row) => {
    if (found[table].whole) return;
    const rows = known.get(table);
    const name = nameOf(outboxTables[table], row);
    const before = rows?.get(name);
    if (!before || isNewer(row, before)) rows?.set(name, row);
  });
  for (const table of orphanTables) found[table].rows = inOrder(table, [...(known.get(table)?.values() ?? [])]);
}

/** A page that is no longer used may hold what a row said before. */
const isNewer = (row: Row, than: Row): boolean =>
  Number(row['version'] ?? 0) > Number(than['version'] ?? 0) ||
  ['updated_at', 'locked_until'].some(column => textOf(row[column]) > textOf(than[column]));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const nameOf = (key: readonly string[], row: Row): string => key.map(column => String(row[column])).join('\n');

const inOrder = (table: string, rows: Row[]): Row[] =>
  table === 'outgoing' || table === 'sent' || table === 'tally'
    ? rows.sort((a, b) => Number(a['seq']) - Number(b['seq']))
    : rows;

function openTorn(path: string, key: string): Db | null {
  try {
    const db = openDatabase(path, key, { mustExist: true, torn: true });
    if (hasTables(db)) return db;
    db.close();
    return null;
  } catch (error) {
    if (saysDamaged(error)) return null;
    throw error;
  }
}

const hasTables = (db: Db): boolean =>
  db.prepare(`select 1 from sqlite_master where type = 'table' and name = 'meta'`).get() !== undefined;

function openByFirstPage(dataDir: string, key: string): Db | null {
  const kept = join(dataDir, firstPageFile);
  const copy = join(dataDir, copyName);
  if (!existsSync(kept) || !existsSync(copy)) return null;
  rmSync(`${copy}-shm`, { force: true });
  const file = openSync(copy, 'r+');
  try {
    writeSync(file, readFileSync(kept), 0, pageBytes, 0);
  } finally {
    closeSync(file);
  }
  return openTorn(copy, key);
}

function readAll(db: Db): Found {
  const read = (table: string, key: readonly string[]) => new TableReader(db, table, key).read();
  const found = Object.entries(outboxTables).map(([table, key]) => [table, read(table, key)] as const);
  return Object.fromEntries([...found, ['migrations', read('migrations', ['id'])]]) as Found;
}

/** Numbers behind the last readable one that are asked for when the end of a table cannot be read. */
const numbersAhead = 20_000;

const prefixes = Array.from({ length: 16 ** 3 }, (_, n) => n.toString(16).padStart(3, '0'));

class TableReader {
  readonly #db: Db;
  readonly #table: string;
  readonly #key: readonly string[];
  readonly #found = new Map<string, Row>();

  constructor(db: Db, table: string, key: readonly string[]) {
    this.#db = db;
    this.#table = table;
    this.#key = key;
  }

  read(): Salvaged {
    const whole = this.#scan('true', 'asc');
    if (!whole) {
      const last = [...this.#found.values()].at(-1);
      this.#scan('true', 'desc');
      if (this.#key[0] === 'seq') this.#byNumber(Number(last?.['seq'] ?? 0));
      else this.#byPrefix();
    }
    return { rows: inOrder(this.#table, [...this.#found.values()]), whole };
  }

  /** False when it met what cannot be read; what came before is kept. */
  #scan(where: string, order: 'asc' | 'desc', ...values: unknown[]): boolean {
    const by = this.#key.map(column => `${column} ${order}`).join(', ');
    try {
      const rows = this.#db.prepare(`select * from ${this.#table} where ${where} order by ${by}`).iterate(...values);
      for (const row of rows as Iterable<Row>) this.#found.set(nameOf(this.#key, row), row);
      return true;
    } catch (error) {
      if (isUnreadable(error)) return false;
      throw error;
    }
  }

  #byNumber(last: number): void {
    const known = [...this.#found.values()].map(row => Number(row['seq'])).filter(seq => seq > last);
    const end = known.length > 0 ? Math.min(...known) : last + numbersAhead;
    for (let seq = last + 1; seq < end; seq++) this.#scan('seq = ?', 'asc', seq);
  }

  #byPrefix(): void {
    const column = this.#key.at(-1) ?? '';
    const scopes = this.#key.length > 1 ? ['account', 'user'] : [null];
    for (const scope of scopes)
      prefixes.forEach((from, n) => {
        const upTo = prefixes[n + 1] ?? 'g';
        if (scope === null) this.#scan(`${column} >= ? and ${column} < ?`, 'asc', from, upTo);
        else this.#scan(`scope = ? and ${column} >= ? and ${column} < ?`, 'asc', scope, from, upTo);
      });
  }
}

/** A table that the schema no longer names cannot be read either. */
const isUnreadable = (error: unknown): boolean =>
  saysDamaged(error) || (error instanceof Error && 'code' in error && /^SQLITE_(ERROR|IOERR)/.test(String(error.code)));
