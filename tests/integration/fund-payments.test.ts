// What the fund's database keeps of card payments: forwards only, by the terminal that began them, readable by none of the terminals but as paid sums.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import type { FundSource, Outgoing, PaymentPayload } from '../../src-main/ports/fund.ts';
import { AuditLines } from '../support/audit-lines.ts';
import { freshFundDatabase, openClient, type FundDatabase } from '../support/postgres.ts';

let database: FundDatabase;
let fund: FundSource;
let dba: pg.Client;
let terminal: pg.Client;
beforeAll(async () => {
  database = await freshFundDatabase();
  fund = createFundPostgres(database.terminalUrl);
  dba = await openClient(database.url);
  terminal = await openClient(database.terminalUrl);
});
afterAll(async () => {
  await fund.close();
  await terminal.end();
  await dba.end();
  await database.drop();
});

const HERE = '0a8f5a0e-6a35-4a55-9c7e-1f2f3a4b5c6d';
const lines = new AuditLines(HERE);
const line = (attempt: string, action: string) => lines.next({ action, accountId: 17, details: { attempt } });
const state = (attempt: string, version: number, more: Partial<PaymentPayload> = {}): Outgoing => ({
  id: randomUUID(),
  kind: 'payment',
  payload: {
    attempt,
    terminalId: HERE,
    accountId: 17,
    amount: 22414,
    state: 'waiting',
    acquirer: 'yookassa',
    acquirerId: 'x',
    createdAt: '2026-11-22T15:00:00.000Z',
    updatedAt: '2026-11-22T15:00:01.000Z',
    version,
    audit: null,
    ...more,
  },
});
const stored = async (attempt: string) =>
  (
    await dba.query(`select state, amount::int, version, terminal_id from terminal.payment_intent where id = $1`, [
      attempt,
    ])
  ).rows as unknown[];
const audited = async (attempt: string) =>
  (await dba.query(`select from terminal.audit where details->>'attempt' = $1`, [attempt])).rowCount;

test('a state that arrives late or twice changes nothing, and its audit line is kept all the same', async () => {
  const attempt = randomUUID();
  const paid = state(attempt, 3, { state: 'succeeded', audit: line(attempt, 'payment.succeeded') });
  await fund.send([paid, state(attempt, 1, { state: 'creating', audit: line(attempt, 'payment.begun') })]);
  await fund.send([paid, state(attempt, 2, { audit: line(attempt, 'payment.waiting') })]);
  expect(await stored(attempt)).toEqual([{ state: 'succeeded', amount: 22414, version: 3, terminal_id: HERE }]);
  expect(await audited(attempt)).toBe(3);
});

test('a state and its audit line are stored together or not at all', async () => {
  const attempt = randomUUID();
  const broken = { ...line(attempt, 'payment.begun'), id: 'no uuid' };
  await expect(fund.send([state(attempt, 1, { audit: broken })])).rejects.toThrow(/uuid/);
  expect([await stored(attempt), await audited(attempt)]).toEqual([[], 0]);
  await expect(fund.send([state(attempt, 1, { amount: -5, audit: line(attempt, 'payment.begun') })])).rejects.toThrow(
    /check/,
  );
  expect([await stored(attempt), await audited(attempt)]).toEqual([[], 0]);
});

test('no other terminal, account or sum can be put under an attempt', async () => {
  const attempt = randomUUID();
  await fund.send([state(attempt, 1)]);
  for (const forged of [{ accountId: 18 }, { amount: 1 }])
    await fund.send([state(attempt, 9, { state: 'succeeded', ...forged })]);
  const other = state(attempt, 9, { state: 'succeeded', terminalId: randomUUID() });
  await expect(fund.send([other])).rejects.toMatchObject({ fault: 'loginTaken' });
  expect(await stored(attempt)).toEqual([{ state: 'waiting', amount: 22414, version: 1, terminal_id: HERE }]);
});

describe('a terminal', () => {
  test.each([
    `select from terminal.payment_intent`,
    `insert into terminal.payment_intent (id) values (gen_random_uuid())`,
    `update terminal.payment_intent set state = 'succeeded'`,
    `delete from terminal.payment_intent`,
    `create or replace view exchange.credited_intent as select 1`,
  ])('is refused: %s', async statement => {
    await expect(terminal.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('is told an account’s paid sums of the last 60 days, and by which payment where the fund says so', async () => {
    const [paid, waiting, old, other] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const now = new Date().toISOString();
    const of = (attempt: string, more: Partial<PaymentPayload>) =>
      state(attempt, 1, { accountId: 40, createdAt: now, state: 'succeeded', ...more });
    await fund.send([
      of(paid, {}),
      of(waiting, { state: 'waiting' }),
      of(old, { createdAt: new Date(Date.now() - 61 * 86_400_000).toISOString() }),
      of(other, { accountId: 41 }),
    ]);
    const told = { attempt: paid, amount: 22414, createdAt: now, creditedBy: null };
    expect(await fund.accountIntents(40)).toEqual([told]);
    // a DBA drops the view and makes it anew, as any other
    await dba.query('drop view exchange.credited_intent');
    await dba.query(
      `create view exchange.credited_intent as select '${paid}'::uuid as attempt, 40::bigint as account_id, 9007199254740991 as payment_id`,
    );
    expect(await fund.accountIntents(40)).toEqual([{ ...told, creditedBy: Number.MAX_SAFE_INTEGER }]);
  });
});
