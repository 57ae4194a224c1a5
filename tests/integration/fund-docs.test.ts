// The DBA's page is true: its column tables are those of the exchange, and its example of mapping a billing system works as printed.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withColumns } from '../../scripts/fund-docs.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { CursorTooOld } from '../../src-main/ports/fund.ts';
import { type FundDatabase, freshFundDatabase, withClient } from '../support/postgres.ts';

const page = readFileSync(new URL('../../docs/fund-database.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```sql.*\n([\s\S]*?)^```/gm)].map(match => match[1]!);
const block = (start: string) =>
  blocks.find(text => text.startsWith(start)) ?? expect.fail(`no example begins with ${start}`);

let database: FundDatabase;
beforeAll(async () => {
  database = await freshFundDatabase();
});
afterAll(() => database.drop());

test('the column tables are current: else run node scripts/fund-docs.ts', async () => {
  expect(await withColumns(page)).toBe(page);
});

test('the example maps a billing system: its rows come in the right units and its changes are followed', async () => {
  const fund = createFundPostgres(database.terminalUrl);
  await withClient(database.url, async dba => {
    await dba.query(block('create schema billing'));
    await dba.query(`
      insert into billing.ls values (7, '220753', 14, '10', 'Соколова Людмила Леонидовна', 42.70, '2013-09-01', null),
                                    (8, '220754', 14, '11', 'Иванов Пётр', 29.3, '2013-09-01', '2026-05-31 00:00');
      insert into billing.nach values (1, 7, '2013-12-01', 1, 5.20, 222.04, null), (2, 7, '2013-12-01', 2, null, 2.10, null),
                                      (3, 8, '2026-01-01', 3, null, -0.01, 'Перемер площади');
      insert into billing.opl values (31, 7, '2013-12-01', '2013-12-20 10:15:00', null, 96.62, 'Сбербанк')`);
    const before = await fund.snapshot();
    await before.close();
    await dba.query(block('begin;\n\ndrop view exchange.premises'));
    await expect(fund.changes(before.cursor, 10)).rejects.toThrow(CursorTooOld);

    const snapshot = await fund.snapshot();
    const accounts = [];
    for await (const batch of snapshot.copy('account')) accounts.push(...batch.rows, ...batch.rejected);
    await snapshot.close();
    expect(accounts).toMatchObject([
      { id: 7, number: '220753', last_name: 'Соколова', middle_name: 'Леонидовна', area: 4270, closed_on: null },
      { id: 8, first_name: 'Пётр', middle_name: '', area: 2930, closed_on: '2026-05-31' },
    ]);
    const news = await fund.accountSnapshot(7);
    expect(news?.rejected).toEqual([]);
    expect(news?.premises).toEqual({ id: 7, house_id: 14, number: '10', kind: 'residential', area: 4270 });
    expect(news?.lines).toMatchObject([
      { line_no: 1, kind: 'contribution', period: '2013-12', area: 4270, tariff: 520, amount: 22204, reason: '' },
      { line_no: 2, kind: 'penalty', area: null, tariff: null, amount: 210 },
    ]);
    expect(news?.payments).toMatchObject([{ id: 31, paid_on: '2013-12-20', posted_on: '2013-12-20', amount: 9662 }]);

    await dba.query(
      `insert into billing.nach values (4, 8, '2026-02-01', 1, 6.90, 202.17, null), (5, 8, '2026-02-01', 2, null, 1, null)`,
    );
    await dba.query(`delete from billing.opl`);
    let found = await fund.changes(snapshot.cursor, 10);
    for (let tries = 0; tries < 200 && found.changes.length < 2; tries++) {
      await new Promise(resolve => setTimeout(resolve, 20));
      found = await fund.changes(snapshot.cursor, 10);
    }
    expect(found.changes).toEqual([
      { entity: 'charge_line', id: null, accountId: 8, period: '2026-02', key: null },
      { entity: 'payment', id: 31, accountId: 7, period: null, key: null },
    ]);
  });
  await fund.close();
});

test('the views of the example are read by index', async () => {
  await withClient(database.url, async dba => {
    await dba.query(`
      insert into billing.ls select i, i, 14, i, 'Иванов', 30, '2013-09-01', null from generate_series(1000, 5000) i;
      insert into billing.nach select i, i, '2026-01-01', 1, 5, 100, null from generate_series(1000, 5000) i;
      insert into billing.opl select i, i, '2026-01-01', '2026-01-01', null, 100, null from generate_series(1000, 5000) i;
      analyze`);
    const { rows } = await dba.query(
      `select f.* from unnest(array['premises', 'account', 'charge_line', 'payment']) e, exchange.check_index(e) f`,
    );
    expect(rows).toEqual([]);
    await dba.query(
      `delete from billing.nach where id >= 1000; delete from billing.opl; delete from billing.ls where ls_id >= 1000`,
    );
  });
});

test('an expression may name many rows, as the page says', async () => {
  await withClient(database.url, async dba => {
    await dba.query(`create table billing.fl (fl_id integer primary key, fio text)`);
    await dba.query(`alter table billing.ls add fl_id integer default 1`);
    const many = page.match(/`(id => 'unnest\(array\([^`]*)`/)?.[1];
    expect(many).toBeDefined();
    await dba.query(`select exchange.track('billing.fl', 'account', ${many})`);
    await dba.query(`delete from exchange.change_log`);
    await dba.query(`insert into billing.fl values (1, 'Соколова')`);
    const { rows } = await dba.query(`select entity, id from exchange.change_log order by id`);
    expect(rows).toEqual([
      { entity: 'account', id: '7' },
      { entity: 'account', id: '8' },
    ]);
    await dba.query(`select exchange.untrack('billing.fl', 'account')`);
    await dba.query(`update billing.fl set fio = ''`);
    expect((await dba.query(`select from exchange.change_log`)).rowCount).toBe(2);
  });
});

test('tracking is refused in words for what is no entity and for a change nobody could find', async () => {
  await withClient(database.url, async dba => {
    await expect(dba.query(`select exchange.track('billing.ls', 'nothing', id => 'r.ls_id')`)).rejects.toThrow(
      /no exchange entity/,
    );
    await expect(dba.query(`select exchange.track('billing.ls', 'account')`)).rejects.toThrow(/how a change is named/);
  });
});
