// The penalty's own debt on its way from a fund that keeps it apart, from one that does not, and from one whose view is older than the columns.
import type pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import type { FundSource } from '../../src-main/ports/fund.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, openClient, type FundDatabase } from '../support/postgres.ts';

let database: FundDatabase;
let fund: FundSource;
let dba: pg.Client;
beforeEach(async () => {
  database = await freshFundDatabase();
  fund = createFundPostgres(database.terminalUrl);
  dba = await openClient(database.url);
  await seedFund(dba, 3, ['2026-09', '2026-10']);
  await dba.query(
    `update fund.period_balance set penalty_opening = 5, penalty_paid = 2, penalty_closing = 3 where account_id = 1 and period = '2026-10'`,
  );
});
afterEach(async () => {
  await fund.close();
  await dba.end();
  await database.drop();
});

/** The penalty's closing of account 1, by each of the three roads rows come by. */
async function closings(): Promise<(number | null | undefined)[]> {
  const snapshot = await fund.snapshot();
  const copied: (number | null)[] = [];
  for await (const { rows, rejected } of snapshot.copy('period_balance', [1, '2026-09'])) {
    expect(rejected).toEqual([]);
    copied.push(...rows.filter(row => row.account_id === 1).map(row => row.penalty_closing));
  }
  await snapshot.close();
  const fetched = await fund.fetch('period_balance', { months: [{ accountId: 1, period: '2026-10' }] });
  const whole = await fund.accountSnapshot(1);
  const asked = whole?.balances.find(({ period }) => period === '2026-10');
  return [...copied, fetched.rows[0]?.penalty_closing, asked?.penalty_closing];
}

test('comes by a copy, by a change and by one account alike', async () => {
  expect(await closings()).toEqual([3, 3, 3]);
});

test('is not known from a view of the fund’s own that lacks it, and the rest of the row is read', async () => {
  await dba.query(`drop view exchange.period_balance`);
  await dba.query(`
    create view exchange.period_balance as
    select account_id, period::text as period, opening, charged, recalculation, privilege, penalty, paid, closing, state_duty,
      court_costs, issued_on, due_on, payments_until, payment_document_id, document_number from fund.period_balance`);
  await dba.query('grant select on exchange.period_balance to kiosk_reader');
  expect(await closings()).toEqual([null, null, null]);
});

test('a key is still found by the index of the fund’s table', async () => {
  await dba.query('set enable_seqscan = off');
  const { sourceOf } = await import('../../src-main/adapters/fund-postgres/row-batch.ts');
  const { rows } = await dba.query<{ 'QUERY PLAN': string }>(
    `explain select * from ${sourceOf('period_balance')} where account_id = 1 order by account_id, period`,
  );
  const plan = rows.map(row => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/Index Scan|Bitmap Index Scan/);
  expect(plan).not.toContain('Seq Scan on period_balance');
});
