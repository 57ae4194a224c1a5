// Counts by which a copy is held against the one that serves: kept while rows are stored, they are those of a walk through the file.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SqliteCacheFile } from '../../src-main/adapters/cache/cache-file.ts';
import { createTables, currentSchema } from '../../src-main/adapters/cache/schema.ts';
import { SqliteShadow } from '../../src-main/adapters/cache/shadow-file.ts';
import { openDatabase, type Db } from '../../src-main/adapters/sqlite/database.ts';
import { entityNames } from '../../src-main/ports/exchange.ts';
import type { ParsedRows } from '../../src-main/ports/fund.ts';
import { folder, removeFolder } from './sync-support.ts';

let dataDir: string;
let db: Db;
/** how often the tables of millions were read to be counted */
const walks: string[] = [];
beforeAll(() => {
  dataDir = folder();
  db = openDatabase(join(dataDir, 'cache.db'), 'ab'.repeat(32));
  createTables(db, currentSchema);
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    if (/^select count\(\*\), .* from payment$/s.test(sql)) walks.push(sql);
    return prepare(sql);
  }) as typeof db.prepare;
});
afterAll(() => {
  db.close();
  removeFolder(dataDir);
});

const payments = (from: number, to: number, channel: string | null = 'Почта'): ParsedRows => ({
  entity: 'payment',
  rows: Array.from({ length: to - from }, (_, n) => ({
    account_id: 1,
    id: from + n,
    paid_on: n % 3 === 0 ? null : '2026-10-01',
    posted_on: '2026-10-02',
    period: '2026-10',
    amount: 100,
    channel: n % 2 === 0 ? '' : channel,
  })) as never,
  rejected: [],
  doubts: [],
});

const walked = () => Object.fromEntries(entityNames.map(name => [name, new SqliteCacheFile(db).tally(name)]));
const kept = (file: SqliteCacheFile) => Object.fromEntries(entityNames.map(name => [name, file.tally(name)]));

it('are right after each batch, and no table is walked through for them', () => {
  const shadow = new SqliteShadow(db, 'cache.db');
  shadow.begin({ cursor: { xid: '7', seq: '0' }, asOf: '2026-11-01T00:00:00.000Z', totalRows: 2 });
  shadow.add(payments(1, 30));
  shadow.add(payments(30, 61));
  walks.length = 0;
  expect(shadow.tally('payment')).toMatchObject({ rows: 60, known: { paid_on: 39, channel: 29, posted_on: 60 } });
  expect(walks).toEqual([]);
  expect(kept(shadow)).toEqual(walked());
  const opened = new SqliteCacheFile(db);
  opened.takeCounts(shadow);
  walks.length = 0;
  expect(kept(opened)).toEqual(kept(shadow));
  expect(walks).toEqual([]);
});

const month = (period: string, account: number, paid: number): ParsedRows => ({
  entity: 'charge_line',
  rows: [1, 2].map(line_no => ({
    account_id: account,
    period,
    line_no,
    kind: 'contribution',
    service: 'Взнос',
    unit: 'кв. м',
    area: null,
    tariff: null,
    amount: paid,
    reason: '',
  })) as never,
  rejected: [],
  doubts: [],
});

it('are right after months that are all new, that are there, and that go', () => {
  const file = new SqliteCacheFile(db);
  file.tally('charge_line');
  const apply = (period: string, account: number, given: ParsedRows) => {
    const fetched = { asked: { entity: 'charge_line' as const, months: [{ accountId: account, period }] }, given };
    const { lost } = file.losses(fetched);
    file.apply([fetched], { xid: '8', seq: '0' });
    return lost.get('charge_line') ?? 0;
  };
  expect(apply('2026-10', 1, month('2026-10', 1, 5))).toBe(-2);
  expect(apply('2026-10', 2, month('2026-10', 2, 5))).toBe(-2);
  expect(apply('2026-10', 1, month('2026-10', 1, 6))).toBe(0);
  expect(apply('2026-11', 1, month('2026-11', 1, 6))).toBe(-2);
  expect(apply('2026-10', 2, { entity: 'charge_line', rows: [], rejected: [], doubts: [] })).toBe(2);
  expect(file.tally('charge_line').rows).toBe(4);
  expect(kept(file)).toEqual(walked());
});

it('are right after an interruption, and after a row that came twice', () => {
  const resumed = new SqliteShadow(db, 'cache.db');
  resumed.add(payments(61, 80));
  expect(kept(resumed)).toEqual(walked());
  resumed.add(payments(79, 90));
  resumed.add(payments(90, 95));
  expect(kept(resumed)).toEqual(walked());
  expect(resumed.tally('payment').rows).toBe(94);
});
