// The demo region in a real PostgreSQL: filled once, filled again when it must be, walked, and paid into.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeIndexesOff } from '../../scripts/demo/indexes.ts';
import { demoWalkAccounts, fillDemo, postPayment } from '../../scripts/demo/index.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';

const small = { accounts: 300, lastPeriod: '2026-10' };
let fund: FundDatabase;

beforeAll(async () => {
  fund = await freshFundDatabase();
});
afterAll(() => fund?.drop());

const ask = <T>(sql: string, values: unknown[] = []) =>
  withClient(fund.url, async client => (await client.query(sql, values)).rows as T[]);
const count = async (table: string) => (await ask<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;
const generation = async () =>
  (await ask<{ generation: string }>('select generation from exchange.change_state'))[0]!.generation;

describe('filling', () => {
  it('loads a small region, and tells what it does', async () => {
    const heard: [number, string][] = [];
    const before = await generation();
    const result = await fillDemo(fund.url, { ...small, onProgress: (...step) => void heard.push(step) });
    expect(result).toMatchObject({ filled: true, accounts: 300, lastPeriod: '2026-10' });
    for (const table of ['account', 'period_balance', 'charge_line', 'payment', 'house', 'office', 'tariff'] as const)
      expect(await count(`fund.${table}`)).toBe(result.rows[table]);
    const fractions = heard.map(([fraction]) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(heard.at(-1)).toEqual([1, 'готово']);
    // Terminals that knew another region must take a new snapshot, and the change log must not hold this one.
    expect(await generation()).not.toBe(before);
    expect(await count('exchange.change_log')).toBe(0);
  });

  it('puts every index back that a large region is loaded without', async () => {
    const sql = `select indexname, indexdef from pg_indexes where schemaname = 'fund' order by 1`;
    const [before, during, after] = await withClient(fund.url, async client => {
      const indexes = async () => (await client.query<{ indexname: string }>(sql)).rows;
      const all = await indexes();
      await client.query('begin');
      const putBack = await takeIndexesOff(client, 'payment');
      const without = await indexes();
      await putBack();
      await client.query('commit');
      return [all, without, await indexes()];
    });
    const gone = before.filter(index => !during.some(({ indexname }) => indexname === index.indexname));
    expect(gone.map(({ indexname }) => indexname)).toEqual(
      expect.arrayContaining(['payment_by_account', 'payment_pkey']),
    );
    expect(after).toEqual(before);
    expect(await count(`pg_constraint where conname = 'payment_pkey' and contype = 'p'`)).toBe(1);
  });

  it('holds by every foreign key that was not looked at while loading', async () => {
    const keys = await ask<{ child: string; columns: string; parent: string }>(
      `select conrelid::regclass::text as child, a.attname as columns, confrelid::regclass::text as parent
         from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.connamespace = 'fund'::regnamespace`,
    );
    expect(keys.length).toBeGreaterThanOrEqual(9);
    for (const { child, columns, parent } of keys)
      expect(
        await count(
          `${child} c where ${columns} is not null and not exists (select from ${parent} p where p.id = c.${columns})`,
        ),
      ).toBe(0);
  });

  it('leaves a region that is there as it is, whatever month it is now', async () => {
    await ask(`update fund.account set first_name = 'Ольга' where id = 10`);
    expect(await fillDemo(fund.url)).toMatchObject({ filled: false, accounts: 300, lastPeriod: '2026-10' });
    expect(await fillDemo(fund.url, { ...small, today: '2026-12-01' })).toMatchObject({ filled: false });
    expect(await ask('select first_name from fund.account where id = 10')).toEqual([{ first_name: 'Ольга' }]);
  });

  it('begins again after a fill that was cut short, and after another version', async () => {
    await ask(`delete from demo.region; delete from fund.payment where id % 2 = 0`);
    expect(await fillDemo(fund.url, small)).toMatchObject({ filled: true });
    await ask('update demo.region set version = 0');
    expect(await fillDemo(fund.url, small)).toMatchObject({ filled: true });
    expect(await ask('select first_name from fund.account where id = 10')).toEqual([{ first_name: 'Людмила' }]);
  });

  it('fills once when two programs start together', async () => {
    await ask('delete from demo.region');
    const both = await Promise.all([fillDemo(fund.url, small), fillDemo(fund.url, small)]);
    expect(both.map(result => result.filled).sort()).toEqual([false, true]);
  });

  it('says why when the server refuses a row, and leaves no half region marked as whole', async () => {
    await ask('alter table fund.payment add constraint no_refunds check (amount > 0) not valid');
    await expect(fillDemo(fund.url, { ...small, accounts: 1000 })).rejects.toThrow(/no_refunds/);
    expect(await count('demo.region')).toBe(0);
    await ask('alter table fund.payment drop constraint no_refunds');
    expect(await fillDemo(fund.url, small)).toMatchObject({ filled: true });
  });

  it('ends with the last full month when no month is told', async () => {
    await ask('delete from demo.region');
    expect(await fillDemo(fund.url, { accounts: 200, today: '2027-01-01' })).toMatchObject({ lastPeriod: '2026-12' });
    expect(await ask('select max(period::text) as last from fund.period_balance')).toEqual([{ last: '2026-12' }]);
    await fillDemo(fund.url, small);
  });
});

describe('accounts to walk in with', () => {
  it('are ten, 220753 first, each proved by one and only one last payment', async () => {
    const walk = await demoWalkAccounts(fund.url);
    expect(walk).toHaveLength(10);
    expect(walk[0]).toMatchObject({
      number: '220753',
      owner: 'Соколова Людмила Леонидовна',
      flat: '10',
      paidOn: expect.stringMatching(/^2026-10-/) as string,
    });
    expect(new Set(walk.map(account => account.number)).size).toBe(10);
    for (const { id, paidOn, amount } of walk) {
      expect(amount).toBeGreaterThan(0);
      const last = await ask(
        `select paid_on::text as "paidOn", amount::int from fund.payment where account_id = $1
          and paid_on = (select max(paid_on) from fund.payment where account_id = $1)`,
        [id],
      );
      expect(last).toEqual([{ paidOn, amount }]);
    }
    expect(await demoWalkAccounts(fund.url)).toEqual(walk);
  });

  it('are none in an empty fund', async () => {
    const other = await freshFundDatabase();
    expect(await demoWalkAccounts(other.url)).toEqual([]);
    await other.drop();
  });
});

describe('a payment posted in the fund', () => {
  it('is filed in the open month, leaves the closed one as it was, and reaches the change log', async () => {
    const closed = () => ask(`select * from fund.period_balance where account_id = 10 order by period`);
    const before = await closed();
    const posted = await postPayment(fund.url, { account: 10, amount: 12345, day: '2026-11-20' });
    expect(posted.period).toBe('2026-11');
    expect(await closed()).toEqual(before);
    expect(
      await ask('select paid_on::text, amount::int, period::text from fund.payment where id = $1', [posted.id]),
    ).toEqual([{ paid_on: '2026-11-20', amount: 12345, period: '2026-11' }]);
    const late = await postPayment(fund.url, { account: 10, amount: 100, day: '2026-10-30' });
    expect(late.period).toBe('2026-11');
    const log = await ask<{ entity: string; account_id: string }>(
      'select distinct entity, account_id from exchange.change_log order by 1',
    );
    expect(log).toEqual([{ entity: 'payment', account_id: '10' }]);
  });

  it('is refused for an account the fund does not have', async () => {
    await expect(postPayment(fund.url, { account: 999_999, amount: 1, day: '2026-11-20' })).rejects.toThrow(
      /no figures/,
    );
  });
});
