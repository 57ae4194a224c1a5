// While a renewal copies, what changes at the fund is in the file that still serves.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { folder, region, removeFolder, startTerminal } from './sync-support.ts';

let fund: FundDatabase;
let dataDir: string;
beforeAll(async () => {
  fund = await region();
  dataDir = folder();
});
afterAll(async () => {
  removeFolder(dataDir);
  await fund.drop();
});

const GATE = 77;

/** A copy waits at its news until the gate is open. */
const putGate = () =>
  withClient(fund.url, async client => {
    const view = await client.query<{ sql: string }>(`select pg_get_viewdef('exchange.news'::regclass) as sql`);
    await client.query(
      `create function public.gate() returns boolean language plpgsql volatile as
       $$ begin perform pg_advisory_xact_lock_shared(${GATE}); return true; end $$`,
    );
    const select = (view.rows[0]?.sql ?? '').replace(/;\s*$/, '');
    await client.query(`create or replace view exchange.news as select v.* from (${select}) v where public.gate()`);
  });

const pay = (id: number, account: number) =>
  inFund(
    fund,
    `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
     values (${account}, ${id}, current_date, current_date, '2026-10', 12345, 'Сбербанк Онлайн')`,
  );

it('a payment made during a renewal is on the statement before the renewal ends, and after it', async () => {
  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir), 0.2);
  try {
    await terminal.until('fresh');
    await putGate();
    const account = (await terminal.store.cache.accountsByNumber('220753'))[0]?.id ?? 0;
    const paid = async (id: number) => (await terminal.store.cache.payments(account)).some(one => one.id === id);
    await withClient(fund.url, async gate => {
      await gate.query(`select pg_advisory_lock(${GATE})`);
      const mark = terminal.events.length;
      await inFund(fund, 'select exchange.resnapshot()');
      await terminal.until('progress', mark);
      for (const id of [9_000_001, 9_000_002]) {
        const before = terminal.events.length;
        await pay(id, account);
        const { accounts } = await terminal.until('accountsChanged', before);
        expect(accounts).toEqual([account]);
        expect(await paid(id)).toBe(true);
      }
      expect(terminal.events.slice(mark).map(({ type }) => type)).not.toContain('swapped');
      await gate.query(`select pg_advisory_unlock(${GATE})`);
      await terminal.until('fresh', mark);
    });
    expect(await paid(9_000_001)).toBe(true);
    expect(await paid(9_000_002)).toBe(true);
  } finally {
    await terminal.stop();
  }
});
