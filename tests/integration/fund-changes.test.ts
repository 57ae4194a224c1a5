// The change log on a real server: nothing that commits late is lost, and what it names is exactly what changed.
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CHANGES_SQL } from '../../src-main/adapters/fund-postgres/change-log.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { beginBulkLoad, endBulkLoad } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { type ChangeCursor, CursorTooOld, type FundSource } from '../../src-main/ports/fund.ts';
import { closeMonth, seedFund } from '../support/fund-seed.ts';
import { type FundDatabase, freshFundDatabase, openClient } from '../support/postgres.ts';

let database: FundDatabase;
let fund: FundSource;
let dba: pg.Client;
let now: ChangeCursor;

const snapshotCursor = async () => {
  const snapshot = await fund.snapshot();
  await snapshot.close();
  return snapshot.cursor;
};

beforeAll(async () => {
  database = await freshFundDatabase();
  fund = createFundPostgres(database.terminalUrl);
  dba = await openClient(database.url);
  await seedFund(dba, 50, ['2026-09', '2026-10']);
});
afterAll(async () => {
  await dba.end();
  await fund.close();
  await database.drop();
});
beforeEach(async () => {
  // Past everything earlier tests wrote, even when another database's transaction holds the line back.
  for (;;) {
    now = await snapshotCursor();
    const { rows } = await dba.query<{ past: boolean }>(
      `select coalesce(max(xid) < $1::xid8, true) as past from (select xid from exchange.change_log order by xid desc limit 1) l`,
      [now.xid],
    );
    if (rows[0]?.past) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
});

/** Polls as a terminal does until nothing is left; other tests' transactions on the server may hold the line back for a moment. */
async function changesSince(after: ChangeCursor, enough: (found: number) => boolean) {
  const found = [];
  let cursor = after;
  for (let tries = 0; tries < 200; tries++) {
    const batch = await fund.changes(cursor, 1000);
    found.push(...batch.changes);
    cursor = batch.cursor;
    if (!batch.more && enough(found.length)) break;
    if (!batch.more) await new Promise(resolve => setTimeout(resolve, 20));
  }
  return { found, cursor };
}

test('a transaction that began earlier and commits later is not lost, where an updated_at cursor loses it', async () => {
  await dba.query(`create table public.stamped (id int primary key, updated_at timestamptz not null default now())`);
  const [early, late] = [await openClient(database.url), await openClient(database.url)];
  const seenByStamp: number[] = [];
  let stamp = new Date(0).toISOString();
  const pollByStamp = async () => {
    const { rows } = await dba.query<{ id: number; at: string }>(
      `select id, updated_at::text as at from public.stamped where updated_at > $1 order by updated_at`,
      [stamp],
    );
    for (const row of rows) {
      seenByStamp.push(row.id);
      stamp = row.at;
    }
  };
  const pay = (client: pg.Client, id: number) =>
    client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount)
       values (1, ${id}, '2026-11-01', '2026-11-02', '2026-11', 100)`,
    );
  const seenByLog: (number | null)[] = [];
  let cursor = now;
  const pollByLog = async () => {
    const batch = await fund.changes(cursor, 100);
    seenByLog.push(...batch.changes.filter(change => change.entity === 'payment').map(change => change.id));
    cursor = batch.cursor;
    return batch;
  };

  await early.query('begin');
  await pay(early, 9001);
  await early.query('insert into public.stamped values (9001)');
  await late.query('begin');
  await pay(late, 9002);
  await late.query('insert into public.stamped values (9002)');
  await late.query('commit');
  await pollByStamp();
  const held = await pollByLog();
  expect(seenByLog, 'while the earlier one runs, the later one waits').toEqual([]);
  const { rows } = await dba.query<{ at: Date }>(`select min(at) as at from exchange.change_log where id = 9002`);
  expect(Date.parse(held.asOf), 'data is said to be no newer than what is held back').toBeLessThanOrEqual(
    rows[0]?.at.getTime() ?? 0,
  );
  await early.query('commit');
  await pollByStamp();
  for (let tries = 0; tries < 200 && seenByLog.length < 2; tries++) {
    await pollByLog();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  await Promise.all([early.end(), late.end()]);

  expect(seenByStamp, 'the cursor by time passed over the late one for ever').toEqual([9002]);
  expect(seenByLog).toEqual([9001, 9002]);
});

test('a month closed for every account is one line per account and month and entity', async () => {
  await closeMonth(dba, '2026-11');
  const { found } = await changesSince(now, count => count >= 100);
  const balances = found.filter(change => change.entity === 'period_balance');
  const lines = found.filter(change => change.entity === 'charge_line');
  expect(found).toHaveLength(100);
  for (const part of [balances, lines]) {
    expect(new Set(part.map(change => `${change.accountId}/${change.period}`)).size).toBe(50);
    expect(part.every(change => change.period === '2026-11' && change.id === null)).toBe(true);
  }
});

test('a row moved to another month and account is logged at both places', async () => {
  await dba.query(
    `update fund.charge_line set account_id = 3, period = '2025-01' where account_id = 2 and period = '2026-09' and line_no = 1`,
  );
  const { found } = await changesSince(now, count => count >= 2);
  expect(found.map(change => [change.entity, change.accountId, change.period]).sort()).toEqual([
    ['charge_line', 2, '2026-09'],
    ['charge_line', 3, '2025-01'],
  ]);
});

test('deletes, upserts and rows without a numeric key are named', async () => {
  await dba.query(`insert into fund.key_rate values ('2026-01-01', 950), ('2026-06-01', 900)`);
  await dba.query(
    `insert into fund.account (id, number, premises_id, owner_kind, area, opened_on) values (7, 'x', 7, 'person', 1, '2020-01-01')
     on conflict (id) do update set last_name = 'Петрова'`,
  );
  await dba.query(`delete from fund.payment where id = 50`);
  await dba.query(`update fund.news set title = title where false`);
  const { found } = await changesSince(now, count => count >= 4);
  expect(found).toEqual([
    { entity: 'key_rate', id: null, accountId: null, period: null, key: '2026-01-01' },
    { entity: 'key_rate', id: null, accountId: null, period: null, key: '2026-06-01' },
    { entity: 'account', id: 7, accountId: 7, period: null, key: null },
    { entity: 'payment', id: 50, accountId: 50, period: '2026-10', key: null },
  ]);
});

test('a rolled back transaction leaves no trace', async () => {
  await dba.query(`begin; update fund.house set street = 'Ленина'; rollback`);
  await dba.query(`update fund.house set number = '14А'`);
  const { found } = await changesSince(now, count => count >= 1);
  expect(found).toEqual([{ entity: 'house', id: 1, accountId: null, period: null, key: null }]);
});

test('a transaction larger than the limit comes in batches that miss nothing and repeat nothing', async () => {
  await dba.query(`update fund.premises set area = area + 1`);
  await changesSince(now, count => count >= 50);
  const ids: (number | null)[] = [];
  let cursor = now;
  for (let more = true; more;) {
    const batch = await fund.changes(cursor, 7);
    expect(batch.changes.length).toBeLessThanOrEqual(7);
    ids.push(...batch.changes.map(change => change.id));
    cursor = batch.cursor;
    more = batch.more;
  }
  expect(ids.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  expect((await fund.changes(cursor, 7)).changes).toEqual([]);
});

test('a terminal older than the pruned part takes a new snapshot, and one that is not goes on', async () => {
  await dba.query(`update fund.house set number = '15'`);
  const { cursor } = await changesSince(now, count => count >= 1);
  const { rows } = await dba.query<{ gone: string }>(`select exchange.prune_change_log(0) as gone`);
  expect(Number(rows[0]?.gone)).toBeGreaterThan(0);
  await expect(fund.changes(now, 10)).rejects.toThrow(CursorTooOld);
  expect((await fund.changes(cursor, 10)).changes).toEqual([]);
  await dba.query(`update fund.house set number = '16'`);
  expect((await changesSince(cursor, count => count >= 1)).found).toHaveLength(1);
});

test('pruning keeps the days asked for', async () => {
  await dba.query(`update fund.house set number = '17'`);
  const { rows } = await dba.query<{ gone: string }>(`select exchange.prune_change_log(1) as gone`);
  expect(rows[0]?.gone).toBe('0');
  expect((await changesSince(now, count => count >= 1)).found).toHaveLength(1);
});

test('truncating a table and a bulk load both send every terminal for a new snapshot', async () => {
  await dba.query(`truncate fund.news`);
  await expect(fund.changes(now, 10)).rejects.toThrow(CursorTooOld);
  const next = await snapshotCursor();
  await expect(fund.changes(next, 10)).resolves.toMatchObject({ changes: [], more: false });
  await beginBulkLoad(dba);
  await dba.query(`truncate fund.news`);
  await dba.query(`insert into fund.news (id, published_at, title) values (1, now(), 'Новость')`);
  await endBulkLoad(dba);
  await expect(fund.changes(next, 10)).rejects.toThrow(CursorTooOld);
});

test('a cursor of another database, or from the future of a restored one, is too old', async () => {
  await expect(fund.changes({ ...now, epoch: 'another' }, 10)).rejects.toThrow(CursorTooOld);
  await expect(fund.changes({ xid: '99999999999', seq: '0' }, 10)).rejects.toThrow(CursorTooOld);
});

test('rows are fetched again by id, by key and by month, and a deleted one is not among them', async () => {
  await dba.query(`delete from fund.period_balance where account_id = 9 and period = '2026-10'`);
  const months = [9, 10].map(accountId => ({ accountId, period: '2026-10' }));
  const balances = await fund.fetch('period_balance', { months });
  expect(balances.rows.map(row => row.account_id)).toEqual([10]);
  const lines = await fund.fetch('charge_line', { months });
  expect(lines.rows.map(row => [row.account_id, row.line_no])).toEqual([
    [9, 1],
    [9, 2],
    [10, 1],
    [10, 2],
  ]);
  expect((await fund.fetch('payment', { ids: [11, 999] })).rows).toEqual([
    {
      account_id: 11,
      id: 11,
      paid_on: '2026-10-05',
      posted_on: '2026-10-06',
      period: '2026-10',
      amount: 22204,
      channel: 'Почта России',
    },
  ]);
  expect((await fund.fetch('key_rate', { ids: ['2026-06-01'] })).rows).toEqual([
    { valid_from: '2026-06-01', percent_hundredths: 900 },
  ]);
});

test('a commit wakes a terminal within a second', async () => {
  const { promise: woken, resolve } = Promise.withResolvers<number>();
  const listening = await fund.listen(
    () => resolve(performance.now()),
    () => undefined,
  );
  const before = performance.now();
  await dba.query(`update fund.house set number = '18'`);
  expect((await woken) - before).toBeLessThan(1000);
  await listening.close();
});

test('asking while much is held back reads one held row by its key, however many there are', async () => {
  const long = await openClient(database.url);
  await long.query('begin; select pg_current_xact_id()');
  await dba.query(
    `insert into exchange.change_log (entity, account_id, period) select 'charge_line', i, '2026-10' from generate_series(1, 20000) i`,
  );
  await dba.query('analyze exchange.change_log');
  interface Plan {
    'Actual Rows': number;
    'Relation Name'?: string;
    'Index Cond'?: string;
    Plans?: Plan[];
  }
  const every = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(every)];
  const { rows } = await dba.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, format json) ${CHANGES_SQL}`,
    [now.xid, now.seq, 1001, now.seen ?? null],
  );
  const reads = every(rows[0]!['QUERY PLAN'][0].Plan).filter(plan => plan['Relation Name'] === 'change_log');
  await long.query('rollback');
  await long.end();
  await dba.query(`delete from exchange.change_log where entity = 'charge_line' and account_id > 1000`);

  // the third is whether the last line that was read is still there
  expect(reads).toHaveLength(3);
  for (const read of reads) expect(read['Index Cond']).toContain('xid');
  expect(reads.map(read => read['Actual Rows'])).toContain(1);
  expect(Math.max(...reads.map(read => read['Actual Rows']))).toBeLessThan(1000);
});
