// The cache's tables: every one STRICT, the wide ones clustered by account, and the exchange's columns all there; the outbox flushed at every commit.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outboxMigrations } from '../../migrations/outbox/index.ts';
import { openDatabase, type Db } from '../../src-main/adapters/sqlite/database.ts';
import { documentsByNumber, indexDocuments, printedDocument } from '../../src-main/adapters/cache/documents-index.ts';
import { createTables, currentSchema, digestOf } from '../../src-main/adapters/cache/schema.ts';
import { openDataSource } from '../../src-main/adapters/outbox/migrate.ts';
import { prepareOutbox } from '../../src-main/adapters/outbox/outbox-file.ts';
import { entityNames, exchange, type Column } from '../../src-main/ports/exchange.ts';
import { folder, removeFolder } from './sync-support.ts';

const key = 'ab'.repeat(32);
let dataDir: string;
let cache: Db;
let outbox: Db;

beforeAll(async () => {
  dataDir = folder();
  const path = join(dataDir, 'outbox.db');
  await (await openDataSource(path, key, outboxMigrations)).destroy();
  // a second time there is nothing to do
  await (await openDataSource(path, key, outboxMigrations)).destroy();
  cache = openDatabase(join(dataDir, 'cache.db'), key);
  createTables(cache, currentSchema);
  for (const sql of currentSchema.indexes) cache.exec(sql);
  indexDocuments(cache, '2026-11');
  outbox = openDatabase(path, key);
});
afterAll(() => {
  cache.close();
  outbox.close();
  removeFolder(dataDir);
});

interface TableInfo {
  name: string;
  wr: number;
  strict: number;
}
const tables = (db: Db) =>
  (db.pragma('table_list') as (TableInfo & { type: string })[]).filter(
    table => table.type === 'table' && !table.name.startsWith('sqlite_'),
  );
const plan = (sql: string, ...args: unknown[]) =>
  (cache.prepare(`explain query plan ${sql}`).all(...args) as { detail: string }[]).map(step => step.detail).join('; ');

describe('local schema', () => {
  it('every table is STRICT', () => {
    for (const db of [cache, outbox]) {
      const found = tables(db);
      expect(found.length).toBeGreaterThan(4);
      expect(found.filter(table => table.strict !== 1)).toEqual([]);
    }
  });

  it('readers ask the view of rows set aside, which knows no doubtful cells, and by its keys', () => {
    const folder = new URL('../../src-main/adapters/cache/', import.meta.url);
    const ownReaders = ['quarantine.ts', 'schema.ts', 'staff-reader.ts'];
    const others = readdirSync(folder).filter(name => !ownReaders.includes(name));
    expect(others).toContain('set-aside.ts');
    for (const name of others)
      expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(/(from|join|into|update) quarantine/);
    expect(plan(`select 1 from set_aside where entity = 'payment' and key >= ? and key < ?`, '7/', '70')).toMatch(
      /SEARCH .*\(entity=\? AND key>\? AND key<\?\)/,
    );
  });

  it('lines, balances and payments are clustered by account first', () => {
    for (const name of ['period_balance', 'charge_line', 'payment']) {
      expect(tables(cache).find(table => table.name === name)?.wr, name).toBe(1);
      const keys = (cache.pragma(`table_info(${name})`) as { name: string; pk: number }[]).filter(c => c.pk > 0);
      expect(keys.toSorted((a, b) => a.pk - b.pk)[0]?.name, name).toBe('account_id');
    }
  });

  it('every column of the exchange has its place, null where and only where the exchange allows it', () => {
    for (const entity of entityNames) {
      const has = cache.pragma(`table_info(${entity})`) as {
        name: string;
        notnull: number;
        pk: number;
        type: string;
      }[];
      for (const column of exchange[entity].columns as readonly Column[]) {
        const found = has.find(each => each.name === column.name);
        expect(found, `${entity}.${column.name}`).toBeDefined();
        const numeric = ['key', 'int', 'kopecks', 'area'].includes(String(column.kind));
        const asNumber = numeric || (column.repeats ?? false);
        expect(found?.type, `${entity}.${column.name}`).toBe(asNumber ? 'INTEGER' : 'TEXT');
        if (!found?.pk)
          expect(found?.notnull, `${entity}.${column.name}`).toBe(column.nullable || column.unknown ? 0 : 1);
      }
    }
  });

  it('a file carries the digest of the schema it was made with', () => {
    expect(digestOf(cache)).toBe(currentSchema.digest);
    expect(digestOf(outbox)).toBeNull();
  });

  it('what a person waits for never scans a table', () => {
    for (const sql of [
      'select * from account where number_norm = ?',
      `select * from account where unified_norm = ? and unified_norm <> ''`,
      'select * from account where premises_id = ?',
      'select * from premises where house_id = ? and number = ?',
      'select * from house where street_id = ?',
      'select * from street where settlement_id = ?',
      'select * from period_balance where account_id = ? and period between ? and ? order by period desc',
      'select * from charge_line where account_id = ? and period between ? and ? order by period desc, line_no',
      'select * from payment where account_id = ?',
      'select * from house_work where house_id = ?',
      'select * from news where house_id = ? and published_at <= ? order by published_at desc, id desc limit ?',
      'delete from payment where account_id = ? and id = ?',
      `select account_id from period_balance where ${documentsByNumber(cache)} and ${printedDocument} in (?)`,
    ]) {
      const args = Array.from({ length: sql.split('?').length - 1 }, () => 1);
      expect(plan(sql, ...args), sql).not.toContain('SCAN');
    }
  });

  it('an outbox commit is flushed before it returns', () => {
    prepareOutbox(outbox);
    expect(outbox.pragma('synchronous', { simple: true })).toBe(2);
    expect(outbox.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  it('a connection with a raw key opens in a few milliseconds', () => {
    const times = Array.from({ length: 15 }, () => {
      const began = performance.now();
      openDatabase(join(dataDir, 'cache.db'), key, { readonly: true }).close();
      return performance.now() - began;
    }).toSorted((a, b) => a - b);
    // a derived passphrase would cost some 200 ms each time
    expect(times[7]).toBeLessThan(40);
  });
});
