// A fund in the middle of an open month, through the program's own door: who paid since the last closing owes the rest, on every screen and paper.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input, MethodName, Output, Result } from '#contract';
import { compose } from '../../src-main/compose.ts';
import { addMonths, lastDay, periodOf } from '../../src-main/domain/period.ts';
import type { Program } from '../../src-main/program.ts';
import { Settings } from '../../src-main/settings.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, removeFolder } from './sync-support.ts';

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date());
const open = periodOf(today);
const closed = addMonths(open, -1);
const before = addMonths(open, -2);
const dataDir = folder();
let fund: FundDatabase;
let program: Program;

/** Account 1: 636,23 of the closed month, paid 463,39 today. 2: the same with the open month's own row. 3: nothing came. 4: overpaid. */
async function seedOpenMonth(): Promise<void> {
  await withClient(fund.url, async client => {
    await seedFund(client, 4, [before, closed]);
    await client.query(`delete from fund.payment`);
    await client.query(
      `update fund.period_balance set opening = 0, charged = 63623, penalty = 0, paid = 0, closing = 63623,
              due_on = date '${today}' - 13 where period = '${closed}'`,
    );
    await client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel) values
       (1, 11, '${today}', '${today}', '${open}', 46339, 'Карта'),
       (2, 12, '${today}', '${today}', '${open}', 46339, 'Карта'),
       (4, 14, '${today}', '${today}', '${open}', 70000, 'Карта')`,
    );
    await client.query(
      `insert into fund.period_balance (account_id, period, opening, charged, paid, closing) values (2, '${open}', 63623, 0, 46339, 17284)`,
    );
  });
}

beforeAll(async () => {
  fund = await freshFundDatabase();
  await seedOpenMonth();
  const printed = join(dataDir, 'printed');
  mkdirSync(printed);
  const settings = Settings.parse({
    dataDir,
    fundUrl: fund.terminalOf(dataDir),
    printers: [{ name: 'Папка', kind: 'folder', folder: printed }],
    demo: { account: { accountNumber: '100001', address: '', paidOn: today, amount: 46339 } },
  });
  program = await compose(settings, { checkOutputs: true, log: 'file' });
  await eventually(async () => (await good('system.info', {})).freshness.state === 'fresh');
});
afterAll(async () => {
  await program.close();
  await fund.drop();
  removeFolder(dataDir);
});

async function call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>> {
  return (await program.dispatch({ audience: 'kiosk' }, method, input)) as Result<Output<M>>;
}
async function good<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
  const result = await call(method, input);
  if (!result.ok) throw new Error(`${method}: ${result.error.code}`);
  return result.value;
}
const prove = (account: number, amount: string) => good('proof.submit', { account, paidOn: today, amount });

test.each([
  [1, 'payments alone'],
  [2, 'its own row of the open month'],
])('account %i, whose open month is known by %s, opens by today’s payment and owes the rest', async account => {
  const opened = await prove(account, '463,39');
  expect(opened.account.balance).toBe(17284);
  const { header, today: shown, current, lastPeriod } = await good('statement.get', { account });
  expect(header.balance).toBe(17284);
  expect(shown).toMatchObject({ day: today, amount: 17284, overdue: 17284, from: { period: closed, closing: 63623 } });
  expect(shown?.from?.payments.map(({ paidOn, amount }) => [paidOn, amount])).toEqual([[today, 46339]]);
  expect([current?.period, lastPeriod]).toEqual([closed, open]);
  const { rows } = await good('statement.payments', { account, from: open, to: open });
  expect(rows.map(({ amount }) => amount)).toEqual([46339]);
  expect(await good('payments.offer', { account })).toMatchObject({ debt: 17284 });
  expect(await good('documents.periods', { account })).toEqual({ periods: [closed, before] });
  const { document } = await good('documents.preview', { account, period: closed });
  expect(document).toMatchObject({ total: 17284, since: [{ paidOn: today, amount: 46339 }] });
  expect(document.lastPayment).toEqual({ paidOn: today, amount: 46339 });
  expect(await call('documents.preview', { account, period: open })).toMatchObject({
    ok: false,
    error: { code: 'document.noPeriod' },
  });
});

test('the paper of a past month asks for nothing, and tells what is owed now', async () => {
  await prove(2, '463,39');
  const { document } = await good('documents.preview', { account: 2, period: before });
  expect([document.qrText, document.since]).toEqual([null, []]);
  expect(document.nowDue).toEqual({ amount: 17284, day: today });
});

test('who paid more than was owed has an advance, and no paper asks for money', async () => {
  await prove(4, '700,00');
  const { today: shown } = await good('statement.get', { account: 4 });
  expect(shown).toMatchObject({ amount: -6377, overdue: 0 });
  expect(await good('payments.offer', { account: 4 })).toMatchObject({ debt: 0 });
  const { document } = await good('documents.preview', { account: 4, period: closed });
  expect([document.total, document.qrText]).toEqual([-6377, null]);
});

test('the next payment lowers the sum as soon as the fund has it', async () => {
  await prove(1, '463,39');
  await withClient(fund.url, client =>
    client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       values (1, 21, '${today}', '${today}', '${open}', 17284, 'Карта')`,
    ),
  );
  await eventually(async () => (await good('statement.get', { account: 1 })).today?.amount === 0);
  expect(lastDay(closed) < today).toBe(true);
});
