// A row the fund's server itself cannot send is found by its key and set aside; all other rows come, by whichever road they are asked for.
import { afterEach, describe, expect, test } from 'vitest';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import type { EntityName } from '../../src-main/ports/exchange.ts';
import {
  FundTimeLimit,
  FundUnreadable,
  type FundSource,
  type ParsedRows,
  type Rejected,
} from '../../src-main/ports/fund.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, fundDatabaseIn, inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually } from './sync-support.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function seeded(fund: FundDatabase, accounts: number, periods: readonly string[] = []): Promise<FundDatabase> {
  cleanups.push(() => fund.drop());
  await withClient(fund.url, client => seedFund(client, accounts, periods));
  return fund;
}

function sourceOf(fund: FundDatabase): FundSource {
  const source = createFundPostgres(fund.terminalUrl);
  cleanups.push(() => source.close());
  return source;
}

/** Every row of an entity in a snapshot. */
async function copied<E extends EntityName>(source: FundSource, entity: E): Promise<ParsedRows<E>> {
  const snapshot = await source.snapshot();
  const found: ParsedRows<E> = { entity, rows: [], rejected: [], doubts: [] };
  try {
    for await (const batch of snapshot.copy(entity)) {
      found.rows.push(...batch.rows);
      found.rejected.push(...batch.rejected);
      found.doubts.push(...batch.doubts);
    }
  } finally {
    await snapshot.close();
  }
  return found;
}

const keys = (rejected: readonly Rejected[]) => rejected.map(one => `${one.entity} ${one.key}`);
const upTo = (count: number, ...without: number[]) =>
  Array.from({ length: count }, (_, n) => n + 1).filter(id => !without.includes(id));

/** The view of an entity as a billing might have it, with an expression that fails for some rows. */
const replaceView =
  (entity: EntityName, changes: Record<string, string>, options = '') =>
  async (fund: FundDatabase) =>
    withClient(fund.url, async client => {
      const { rows } = await client.query<{ name: string; type: string }>(
        `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
       where a.attrelid = 'exchange.${entity}'::regclass and a.attnum > 0 order by a.attnum`,
      );
      const { rows: defined } = await client.query<{ text: string }>(
        `select rtrim(pg_get_viewdef('exchange.${entity}'::regclass), ';') as text`,
      );
      const list = rows.map(({ name, type }) =>
        changes[name] ? `(${changes[name]})::${type} as ${name}` : `v.${name}`,
      );
      await client.query(
        `create or replace view exchange.${entity} as select ${list.join(', ')} from (${defined[0]?.text ?? ''}) v ${options}`,
      );
    });

/** A function that raises for one id, volatile as functions are unless told otherwise. */
const raising = `create function public.risky(id bigint, value bigint) returns bigint language plpgsql as $$
  begin if id = 613 then raise exception 'счёт % не посчитан', id; end if; return value; end $$;
  grant execute on function public.risky to public`;

describe('a snapshot', () => {
  test('of a database of no encoding sets aside the one name of other bytes', async () => {
    const fund = await seeded(await fundDatabaseIn('SQL_ASCII'), 40);
    await inFund(
      fund,
      String.raw`update fund.account set last_name = convert_from('\xCFE5F2F0EEE2'::bytea, 'SQL_ASCII') where id = 17`,
    );
    const { rows, rejected } = await copied(sourceOf(fund), 'account');
    expect(rows.map(row => row.id)).toEqual(upTo(40, 17));
    expect(keys(rejected)).toEqual(['account 17']);
    expect(rejected[0]).toMatchObject({
      code: 'unsendable',
      value: expect.stringMatching(/invalid byte sequence.*22021/),
    });
  });

  test('goes on where two neighbours, the first and the last row fail', async () => {
    const fund = await seeded(await freshFundDatabase(), 1000);
    await replaceView('account', { area: '4270 / case when id in (1, 500, 501, 1000) then 0 else 1 end' })(fund);
    const { rows, rejected } = await copied(sourceOf(fund), 'account');
    expect(rows.map(row => row.id)).toEqual(upTo(1000, 1, 500, 501, 1000));
    expect(keys(rejected)).toEqual(['account 1', 'account 500', 'account 501', 'account 1000']);
  });

  test('finds the row by its key in months and lines too', async () => {
    const fund = await seeded(await freshFundDatabase(), 30, ['2026-08', '2026-09', '2026-10']);
    await replaceView('charge_line', {
      amount: `210 / case when account_id = 7 and period = '2026-09' and line_no = 2 then 0 else 1 end`,
    })(fund);
    const { rows, rejected } = await copied(sourceOf(fund), 'charge_line');
    expect(rows).toHaveLength(30 * 3 * 2 - 1);
    expect(keys(rejected)).toEqual(['charge_line 7/2026-09/2']);
  });

  test('finds a day that is a key', async () => {
    const fund = await seeded(await freshFundDatabase(), 1);
    await inFund(fund, `insert into fund.key_rate select '2026-01-01'::date + n, 950 from generate_series(0, 99) n`);
    await replaceView('key_rate', {
      percent_hundredths: `950 / case when valid_from = '2026-02-03' then 0 else 1 end`,
    })(fund);
    const { rows, rejected } = await copied(sourceOf(fund), 'key_rate');
    expect(rows).toHaveLength(99);
    expect(keys(rejected)).toEqual(['key_rate 2026-02-03']);
  });

  test('finds the row although the function that fails is asked for every row before the first is sent', async () => {
    const fund = await seeded(await freshFundDatabase(), 1000);
    await inFund(fund, raising);
    await replaceView('account', { area: 'public.risky(id, area)' })(fund);
    const { rows, rejected } = await copied(sourceOf(fund), 'account');
    expect(rows.map(row => row.id)).toEqual(upTo(1000, 613));
    expect(keys(rejected)).toEqual(['account 613']);
    expect(rejected[0]?.value).toContain('счёт 613 не посчитан');
  });

  test('sets no row aside for a fault of the view as a whole', async () => {
    const fund = await seeded(await freshFundDatabase(), 10);
    await inFund(fund, `revoke select on exchange.account from kiosk_reader`);
    await expect(copied(sourceOf(fund), 'account')).rejects.toThrow(/permission denied/);
  });

  test('sets no row aside of a view that fails whatever it is asked for', async () => {
    const fund = await seeded(await freshFundDatabase(), 10);
    await replaceView('house', {}, 'where 1 / (select count(*) - 10 from fund.premises) = 1')(fund);
    await expect(copied(sourceOf(fund), 'house')).rejects.toThrow(/division by zero/);
  });

  test('ends where very many rows fail, and says that the fund cannot be read', async () => {
    const fund = await seeded(await freshFundDatabase(), 6000);
    await replaceView('account', { area: '4270 / case when id > 3 then 0 else 1 end' })(fund);
    await expect(copied(sourceOf(fund), 'account')).rejects.toBeInstanceOf(FundUnreadable);
  });

  test('is not ended by the time limits of its login', async () => {
    const fund = await seeded(await freshFundDatabase(), 3);
    await replaceView('payment', {}, 'where (select pg_sleep(0.7) is not null)')(fund);
    await inFund(
      fund,
      `create role limited login password 'limited'`,
      'grant kiosk_reader to limited',
      `alter role limited set statement_timeout = '400ms'`,
      `alter role limited set idle_in_transaction_session_timeout = '200ms'`,
      `alter role limited set idle_session_timeout = '200ms'`,
      `alter role limited set transaction_timeout = '600ms'`,
    );
    cleanups.push(() => inFund(fund, 'drop owned by limited', 'drop role limited'));
    const url = new URL(fund.terminalUrl);
    [url.username, url.password] = ['limited', 'limited'];
    const source = createFundPostgres(url.href);
    cleanups.push(() => source.close());
    const snapshot = await source.snapshot();
    cleanups.push(() => snapshot.close());
    await new Promise(resolve => setTimeout(resolve, 400));
    let rows = 0;
    for await (const batch of snapshot.copy('payment')) rows += batch.rows.length;
    expect(rows).toBe(3);
  });

  test('ended by a limit all the same says so, and not that the fund is away', async () => {
    const fund = await seeded(await freshFundDatabase(), 3);
    await replaceView('payment', {}, 'where (select pg_sleep(30) is not null)')(fund);
    const reading = copied(sourceOf(fund), 'payment');
    const cancel = setInterval(
      () =>
        void inFund(
          fund,
          `select pg_cancel_backend(pid) from pg_stat_activity where datname = '${fund.name}' and query like 'copy %'`,
        ),
      100,
    );
    cleanups.push(async () => clearInterval(cancel));
    await expect(reading).rejects.toBeInstanceOf(FundTimeLimit);
  });
});

describe('changed rows', () => {
  test('are fetched but for the one with a letter that UTF-8 lacks', async () => {
    const fund = await seeded(await fundDatabaseIn('WIN1251'), 20);
    await inFund(fund, `update fund.account set last_name = 'Иванов' || chr(152) where id = 4`);
    const source = sourceOf(fund);
    const { rows, rejected } = await source.fetch('account', { ids: upTo(20) });
    expect(rows.map(row => row.id)).toEqual(upTo(20, 4));
    expect(keys(rejected)).toEqual(['account 4']);
  });

  test('of a payment and of a month name the account too', async () => {
    const fund = await seeded(await freshFundDatabase(), 20, ['2026-09', '2026-10']);
    await replaceView('payment', { amount: '1 / case when id = 5 then 0 else 1 end' })(fund);
    await replaceView('period_balance', {
      paid: `1 / case when account_id = 5 and period = '2026-10' then 0 else 1 end`,
    })(fund);
    await replaceView('charge_line', {
      amount: `210 / case when account_id = 7 and period = '2026-09' and line_no = 2 then 0 else 1 end`,
    })(fund);
    const source = sourceOf(fund);
    const months = upTo(20).flatMap(accountId => ['2026-09', '2026-10'].map(period => ({ accountId, period })));
    expect(keys((await source.fetch('payment', { ids: upTo(20) })).rejected)).toEqual(['payment 5/5']);
    expect(keys((await source.fetch('period_balance', { months })).rejected)).toEqual(['period_balance 5/2026-10']);
    const lines = await source.fetch('charge_line', { months });
    expect(keys(lines.rejected)).toEqual(['charge_line 7/2026-09/2']);
    expect(lines.rows).toHaveLength(79);
  });

  test('are read past a key that cannot be sent', async () => {
    const fund = await seeded(await fundDatabaseIn('SQL_ASCII'), 3);
    const source = sourceOf(fund);
    const snapshot = await source.snapshot();
    await snapshot.close();
    await inFund(
      fund,
      String.raw`insert into exchange.change_log (entity, key) values ('key_rate', convert_from('\xCFE5'::bytea, 'SQL_ASCII'))`,
      `update fund.account set last_name = 'Иванова' where id = 2`,
    );
    // another test's long transaction may hold the log back for a while
    const changes = await eventually(async () => {
      const { changes: found } = await source.changes(snapshot.cursor, 100);
      return found.some(({ entity }) => entity === 'key_rate') && found;
    });
    // and it gives what was changed before the snapshot again
    expect(changes.slice(-2).map(change => [change.entity, change.id, change.key])).toEqual([
      ['key_rate', null, null],
      ['account', 2, null],
    ]);
  });
});

describe('one account', () => {
  test('comes without its one payment that cannot be sent', async () => {
    const fund = await seeded(await freshFundDatabase(), 5, ['2026-10']);
    await inFund(
      fund,
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       select 3, 900 + n, '2026-10-05', '2026-10-06', '2026-10', 100, 'Касса' from generate_series(1, 9) n`,
    );
    await replaceView('payment', { amount: '100 / case when id = 905 then 0 else 1 end' })(fund);
    const news = await sourceOf(fund).accountSnapshot(3);
    expect(news?.payments.map(row => row.id)).toEqual([3, 901, 902, 903, 904, 906, 907, 908, 909]);
    expect(news?.balances).toHaveLength(1);
    expect(news?.lines).toHaveLength(2);
    expect(keys(news?.rejected ?? [])).toEqual(['payment 3/905']);
  });
});
