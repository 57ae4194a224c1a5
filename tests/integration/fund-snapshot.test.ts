// The first fill on a real server: whole, resumable from any key, stepping over bad rows, and joined to the change log without a gap.
import type pg from 'pg';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { type EntityName, type RowOf, entityNames, exchange } from '../../src-main/ports/exchange.ts';
import {
  FundUnreachable,
  type FundSource,
  type Doubt,
  type Rejected,
  type Snapshot,
} from '../../src-main/ports/fund.ts';
import { seedFund } from '../support/fund-seed.ts';
import { type FundDatabase, freshFundDatabase, openClient } from '../support/postgres.ts';

const PERIODS = ['2026-07', '2026-08', '2026-09', '2026-10'];
const ACCOUNTS = 3000;

let database: FundDatabase;
let fund: FundSource;
let dba: pg.Client;

beforeAll(async () => {
  database = await freshFundDatabase();
  fund = createFundPostgres(database.terminalUrl);
  dba = await openClient(database.url);
  await seedFund(dba, ACCOUNTS, PERIODS);
  await dba.query('analyze');
});
afterAll(async () => {
  await dba.end();
  await fund.close();
  await database.drop();
});

async function all<E extends EntityName>(snapshot: Snapshot, entity: E, after?: (string | number)[]) {
  const rows: RowOf<E>[] = [];
  const rejected: Rejected[] = [];
  const doubts: Doubt[] = [];
  let batches = 0;
  for await (const batch of snapshot.copy(entity, after)) {
    rows.push(...batch.rows);
    rejected.push(...batch.rejected);
    doubts.push(...batch.doubts);
    batches++;
  }
  return { rows, rejected, doubts, batches };
}

test('every entity is copied whole, in key order, in several batches, and its size is guessed for the progress bar', async () => {
  const snapshot = await fund.snapshot();
  const lines = await all(snapshot, 'charge_line');
  expect(lines.rejected).toEqual([]);
  expect(lines.rows).toHaveLength(ACCOUNTS * PERIODS.length * 2);
  expect(lines.batches).toBeGreaterThan(1);
  const keys = lines.rows.map(row => `${String(row.account_id).padStart(9)}/${row.period}/${row.line_no}`);
  expect(keys).toEqual([...keys].sort());
  let total = lines.rows.length;
  for (const entity of entityNames.filter(name => name !== 'charge_line'))
    total += (await all(snapshot, entity)).rows.length;
  expect(snapshot.totalRows).toBeGreaterThan(total * 0.9);
  expect(snapshot.totalRows).toBeLessThan(total * 1.1 + 2000 * entityNames.length);
  expect(Math.abs(Date.parse(snapshot.asOf) - Date.now())).toBeLessThan(60_000);
  await snapshot.close();
});

test('a copy resumed from a key gives exactly the rest', async () => {
  const snapshot = await fund.snapshot();
  for (const [entity, at] of [
    ['charge_line', 12_345],
    ['period_balance', 1],
    ['account', 2_999],
    ['payment', 700],
  ] as const) {
    const whole = (await all(snapshot, entity)).rows;
    const last = whole[at] as Record<string, string | number>;
    const rest = await all(
      snapshot,
      entity,
      exchange[entity].key.map(column => last[column]!),
    );
    expect(rest.rows, entity).toEqual(whole.slice(at + 1));
  }
  await snapshot.close();
});

test('what commits while a snapshot is being copied is either in it or in the log after its cursor', async () => {
  const running = await openClient(database.url);
  await running.query('begin');
  await running.query(`update fund.account set last_name = 'Раньше' where id = 1`);
  const snapshot = await fund.snapshot();
  await running.query('commit');
  await running.end();
  await dba.query(`update fund.account set last_name = 'Позже' where id = 2`);
  const { rows } = await all(snapshot, 'account');
  await snapshot.close();
  expect(rows.slice(0, 2).map(row => row.last_name)).toEqual(['Соколова', 'Соколова']);
  let ids: (number | null)[] = [];
  for (let tries = 0; tries < 200 && ids.length < 2; tries++) {
    ids = (await fund.changes(snapshot.cursor, 100)).changes.map(change => change.id);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  expect(ids).toEqual([1, 2]);
});

test('a row is set aside for its key or its money alone; any other cell is cut or unknown, and told', async () => {
  await dba.query('begin');
  await dba.query(`alter view exchange.payment rename to payment_before`);
  await dba.query(`
    create view exchange.payment as
    select account_id, id, case id when 3 then 'infinity'::date else paid_on end as paid_on, posted_on,
      case id when 4 then '2026-13' else period end as period, case id when 5 then 222.04 else amount end as amount,
      case id when 6 then null when 7 then repeat('х', 121) when 8 then e'a\\tb\\nc\\\\d <img onerror=1> 🏠' else channel end as channel
    from exchange.payment_before`);
  await dba.query(`grant select on exchange.payment to kiosk_reader`);
  await dba.query('commit');
  const snapshot = await fund.snapshot();
  const { rows, rejected, doubts } = await all(snapshot, 'payment');
  await snapshot.close();
  await dba.query(`drop view exchange.payment; alter view exchange.payment_before rename to payment`);
  expect(rows).toHaveLength(ACCOUNTS - 2);
  expect(rows.find(row => row.id === 8)?.channel).toBe('a\tb\nc\\d <img onerror=1> 🏠');
  expect(rejected.map(({ key, column, code, value }) => [key, column, code, value])).toEqual([
    ['4/4', 'period', 'notPeriod', '2026-13'],
    ['5/5', 'amount', 'notWhole', '222.04'],
  ]);
  expect(doubts.map(({ key, column, code }) => [key, column, code])).toEqual([
    ['3/3', 'paid_on', 'notDay'],
    ['7/7', 'channel', 'tooLong'],
  ]);
  expect(rows.find(row => row.id === 3)).toMatchObject({ paid_on: null, amount: 22204 });
  expect(rows.find(row => row.id === 6)?.channel).toBe('');
  expect(rows.find(row => row.id === 7)?.channel).toBe(`${'х'.repeat(119)}…`);
});

test('one account is read whole, and an account the fund does not have is null', async () => {
  const news = await fund.accountSnapshot(17);
  expect(news?.account).toMatchObject({ id: 17, number: '100017', opened_on: '2013-09-01', closed_on: null });
  expect(news?.premises).toMatchObject({ id: 17, area: 4270 });
  expect(news?.balances.map(row => row.period)).toEqual(PERIODS);
  expect(news?.lines).toHaveLength(PERIODS.length * 2);
  expect(news?.payments.map(row => [row.id, row.paid_on])).toEqual([[17, '2026-10-05']]);
  expect(news?.rejected).toEqual([]);
  expect(await fund.accountSnapshot(999_999)).toBeNull();
});

describe('a copy of many rows that is cut short', () => {
  beforeAll(async () => {
    await dba.query(`alter view exchange.charge_line rename to charge_line_before`);
    await dba.query(`
      create view exchange.charge_line as
      select i::bigint as account_id, '2026-10' as period, 1 as line_no, 'contribution' as kind, 'Взнос' as service, '' as unit,
        4270 as area, 520::bigint as tariff, 22204::bigint as amount, repeat('о', 100) as reason
      from generate_series(1, 150000) i`);
    await dba.query(`grant select on exchange.charge_line to kiosk_reader`);
  });
  afterAll(() =>
    dba.query(`drop view exchange.charge_line; alter view exchange.charge_line_before rename to charge_line`),
  );

  const copied = async (snapshot: Snapshot, afterFirst: () => unknown) => {
    let rows = 0;
    for await (const batch of snapshot.copy('charge_line')) {
      if (rows === 0) await afterFirst();
      rows += batch.rows.length;
    }
    return rows;
  };

  test('by its reader ends that snapshot alone', async () => {
    const left = await fund.snapshot();
    for await (const batch of left.copy('charge_line')) {
      expect(batch.rows.length).toBeGreaterThan(0);
      break;
    }
    await expect(all(left, 'account')).rejects.toThrow(FundUnreachable);
    await left.close();
    const next = await fund.snapshot();
    expect(await copied(next, () => undefined)).toBe(150_000);
    await next.close();
  });

  test('by the server is a failure, never a short copy taken for a whole one', async () => {
    const cut = await fund.snapshot();
    const end = () =>
      dba.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy (%' and datname = current_database()`,
      );
    await expect(copied(cut, end)).rejects.toThrow(FundUnreachable);
    await cut.close();
  });

  test.each(['end', 'resetAndDestroy', 'pause'] as const)('by the network (%s) is a failure too', async how => {
    const target = new URL(database.terminalUrl);
    const real = Number(target.port);
    const towards: Socket[] = [];
    const proxy = createServer(near => {
      const far = connect(real, '127.0.0.1');
      for (const socket of [near, far]) socket.on('error', () => undefined);
      near.on('close', () => far.destroy()).pipe(far);
      far.pipe(near);
      towards.push(near);
    });
    await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
    target.port = String((proxy.address() as AddressInfo).port);
    const behind = createFundPostgres(target.href, { copySilenceMs: 500 });
    const cut = await behind.snapshot();
    const cutting = copied(cut, () => {
      for (const near of towards) {
        if (how === 'pause') near.cork();
        else near[how]();
      }
    });
    await expect(cutting).rejects.toThrow(FundUnreachable);
    await cut.close();
    await behind.close();
    for (const near of towards) near.destroy();
    proxy.close();
  });
});
