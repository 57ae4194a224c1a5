// What a new entity costs the cache: its description alone. Its table, its rows' way in and out, its changes and its quarantine follow.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteCacheFile } from '../../src-main/adapters/cache/cache-file.ts';
import { selectColumns } from '../../src-main/adapters/cache/rows.ts';
import { cacheSchema, createTables, currentSchema, tableOf } from '../../src-main/adapters/cache/schema.ts';
import { SqliteShadow } from '../../src-main/adapters/cache/shadow-file.ts';
import { openDatabase, type Db } from '../../src-main/adapters/sqlite/database.ts';
import type { Fetched } from '../../src-main/ports/cache-writer.ts';
import { exchange, type Entity, type EntityName } from '../../src-main/ports/exchange.ts';
import type { ParsedRows } from '../../src-main/ports/fund.ts';
import { folder, removeFolder } from './sync-support.ts';

const agreement: Entity = {
  key: ['account_id', 'id'],
  changedBy: 'id',
  searchedBy: [['status', 'signed_on']],
  columns: [
    { name: 'account_id', kind: 'key', about: 'account.id' },
    { name: 'id', kind: 'key', about: 'the agreement’s own key' },
    { name: 'status', kind: ['active', 'broken'], about: 'active or broken' },
    { name: 'signed_on', kind: 'day', about: 'first day' },
    { name: 'debt', kind: 'kopecks', about: 'whole debt, kopecks' },
    { name: 'note', kind: 'text', repeats: true, nullable: true, about: 'a remark' },
  ],
};
const schema = cacheSchema({ ...exchange, agreement });
// the description is a copy, so the compiler does not know the entity's name
const entity = 'agreement' as EntityName;
const table = tableOf(schema, entity);

let dataDir: string;
let db: Db;
beforeAll(() => {
  dataDir = folder();
  db = openDatabase(join(dataDir, 'cache.db'), 'ab'.repeat(32));
  createTables(db, schema);
});
afterAll(() => {
  db.close();
  removeFolder(dataDir);
});

const agreed = (id: number, more: object = {}) => ({
  account_id: 5,
  id,
  status: 'active',
  signed_on: '2026-10-01',
  debt: 123_45,
  note: 'по телефону',
  ...more,
});
const parsed = (rows: object[], rejected: ParsedRows['rejected'] = []) =>
  ({ entity, rows, rejected, doubts: [] }) as unknown as ParsedRows;
const stored = () => db.prepare(`select ${selectColumns(table)} from agreement t order by id`).all();
const changed = (ids: number[], given: ParsedRows): Fetched => ({ asked: { entity, ids }, given });
const cursor = { xid: '8', seq: '0' };

describe('an entity added to the description', () => {
  it('makes the schema another one; what a column means to a person does not', () => {
    expect(schema.digest).not.toBe(currentSchema.digest);
    const digestWith = (change: Partial<Entity>) =>
      cacheSchema({ ...exchange, agreement: { ...agreement, ...change } });
    const reworded = agreement.columns.map(column => ({ ...column, about: 'other words' }));
    expect(digestWith({ columns: reworded }).digest).toBe(schema.digest);
    const shorter = agreement.columns.map(column => (column.name === 'note' ? { ...column, max: 10 } : column));
    expect(digestWith({ columns: shorter }).digest).not.toBe(schema.digest);
    const wider = [...agreement.columns, { name: 'court', kind: 'text', about: 'a court' } as const];
    expect(digestWith({ columns: wider }).digest).not.toBe(schema.digest);
  });

  it('has a clustered STRICT table and its indexes', () => {
    const [found] = (db.pragma('table_list') as { name: string; wr: number; strict: number }[]).filter(
      each => each.name === 'agreement',
    );
    expect(found).toMatchObject({ wr: 1, strict: 1 });
    expect(table.indexes.map(sql => / on .*$/.exec(sql)?.[0])).toEqual([' on agreement (status, signed_on)']);
  });

  it('is copied by a snapshot, changed, deleted and quarantined as the others are', () => {
    const shadow = new SqliteShadow(db, 'cache.db', schema);
    shadow.begin({ cursor: { xid: '7', seq: '0' }, asOf: '2026-11-01T00:00:00.000Z', totalRows: 2 });
    // more than one multi-row insert, and a rest
    const many = Array.from({ length: 35 }, (_, n) => agreed(n + 1, n === 3 ? { note: null } : {}));
    shadow.add(parsed(many));
    shadow.index();
    expect(stored()).toEqual(many);
    expect(shadow.place(entity).after).toEqual([5, 35]);
    expect(db.prepare('select count(*) from string_table').pluck().get()).toBe(1);

    const file = new SqliteCacheFile(db, schema);
    const effect = file.apply(
      [
        changed([1, 2, 3], {
          ...parsed([agreed(1, { status: 'broken', note: 'через суд' })]),
          rejected: [{ entity, key: '5/3', column: 'debt', code: 'notWhole', value: 'много', raw: 'x' }],
        }),
      ],
      cursor,
    );
    // its account is known by its account_id; row 2 was deleted, row 3 is set aside and shown to staff
    expect(effect).toEqual({ accounts: [5], addresses: false });
    expect(stored()).toEqual([agreed(1, { status: 'broken', note: 'через суд' }), ...many.slice(3)]);
    expect(file.quarantined()).toBe(1);
    file.apply([changed([3], parsed([agreed(3, { debt: 0 })]))], cursor);
    expect(file.quarantined()).toBe(0);
    expect(stored()[1]).toEqual(agreed(3, { debt: 0 }));
  });

  it('has one row of an id, and tells both accounts, whichever account a change names when the row moves or goes', () => {
    const file = new SqliteCacheFile(db, schema);
    const change = (id: number, named: number[], rows: object[]): Fetched => ({
      asked: { entity, ids: [id], owners: named.map(accountId => ({ accountId, id })) },
      given: parsed(rows),
    });
    const rowsOf = (id: number) => db.prepare('select account_id from agreement where id = ?').pluck().all(id);
    const named = [[5, 6], [6], [5], [77], []];
    for (const [at, accounts] of named.entries()) {
      const id = 10 + at;
      const moved = file.apply([change(id, accounts, [agreed(id, { account_id: 6 })])], cursor);
      expect(moved.accounts.toSorted(), `named ${accounts.join()}`).toEqual(accounts.join() === '6' ? [6] : [5, 6]);
    }
    // the log names both; where another reading of it begins between the two, the second one ends the move
    file.apply([change(11, [5], [agreed(11, { account_id: 6 })])], cursor);
    expect(named.map((_, at) => rowsOf(10 + at))).toEqual([[6], [6], [6], [6], [6]]);
    for (const accounts of [[5], [77], []]) {
      const id = 20 + accounts.length * (accounts[0] ?? 1);
      file.apply([change(id, [5], [agreed(id)])], cursor);
      file.apply([change(id, accounts, [])], cursor);
      expect(rowsOf(id), `named ${accounts.join()}`).toEqual([]);
    }
  });
});
