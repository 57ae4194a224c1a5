// The fund's bad moment: what would take the figures away is held, the copy that serves goes on, until the fund mends it or an administrator accepts it.
import { afterEach, describe, expect, it } from 'vitest';
import type { Held } from '../../src-main/ports/acceptance.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { cacheRows, eventually, folder, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const accounts = 300;

async function seeded(count = accounts): Promise<FundDatabase> {
  const fund = await freshFundDatabase();
  cleanups.push(() => fund.drop());
  await withClient(fund.url, async client => {
    await seedFund(client, count, ['2026-09', '2026-10']);
    await client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       select id, 1000 * n + id, '2026-09-05', '2026-09-06', '2026-09', 100, 'Касса' from fund.account, generate_series(1, 9) n`,
    );
  });
  return fund;
}

function newFolder(): string {
  const made = folder();
  cleanups.push(() => removeFolder(made));
  return made;
}

async function started(fund: FundDatabase, dataDir = newFolder()): Promise<Terminal & { dataDir: string }> {
  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir), 0.3);
  let stopped = false;
  const stop = async () => {
    if (!stopped) await terminal.stop();
    stopped = true;
  };
  cleanups.push(stop);
  return { ...terminal, dataDir, stop };
}

async function heldOf(terminal: Terminal, after = 0): Promise<Held> {
  const { trouble } = await terminal.until('trouble', after);
  expect(trouble.kind).toBe('notAccepted');
  if (!trouble.held) throw new Error('nothing is held');
  return trouble.held;
}

const shortly = (held: Held) => [
  held.what,
  ...held.refusals.map(({ entity, why, before, now, aside }) => [entity, why, before, now, aside].join(' ')),
];

const payments = (terminal: { dataDir: string }) => cacheRows(terminal.dataDir, 'payment');

describe('a kiosk that runs', () => {
  it(
    'keeps every figure while the fund is emptied, and takes the fund again once it is whole',
    { timeout: 120_000 },
    async () => {
      const fund = await seeded();
      const terminal = await started(fund);
      await terminal.until('fresh');
      const before = await payments(terminal);

      const mark = terminal.events.length;
      await inFund(fund, 'create table public.saved as select * from fund.payment', 'truncate fund.payment');
      const held = await heldOf(terminal, mark);
      expect(shortly(held)).toEqual(['copy', `payment emptied ${accounts * 10} 0 0`]);
      expect(await payments(terminal)).toEqual(before);
      // nor does an account that is opened meanwhile lose its payments
      expect(await terminal.sync.refreshAccount(7, 5000)).toBe(false);
      expect(await payments(terminal)).toEqual(before);

      await inFund(fund, 'insert into fund.payment select * from public.saved');
      await terminal.until('online', mark);
      expect(await payments(terminal)).toEqual(before);
      expect(await terminal.sync.refreshAccount(7, 5000)).toBe(true);
    },
  );

  it(
    'applies nothing of a long stretch that takes away a third of the payments, not even after a restart',
    { timeout: 120_000 },
    async () => {
      const fund = await seeded();
      const terminal = await started(fund);
      await terminal.until('fresh');
      const before = await payments(terminal);

      let mark = terminal.events.length;
      // many good changes first, in transactions of their own: more than one batch of the log
      await inFund(
        fund,
        `update fund.payment set channel = 'Терминал' where id < 9000`,
        'delete from fund.payment where id % 3 = 0',
      );
      const held = await heldOf(terminal, mark);
      expect(shortly(held)[0]).toBe('changes');
      expect(held.refusals.map(({ entity, why }) => `${entity} ${why}`)).toEqual(['payment shrunk']);
      expect(await payments(terminal)).toEqual(before);
      await terminal.stop();

      const again = await started(fund, terminal.dataDir);
      const found = await heldOf(again);
      expect(found.refusals).toEqual(held.refusals);
      expect(await payments(terminal)).toEqual(before);

      // accepted under a name of before, or under none, it has no effect
      expect(await again.sync.accept(held.id)).toBe(false);
      mark = again.events.length;
      expect(await again.sync.accept(found.id)).toBe(true);
      await again.until('online', mark);
      expect(await payments(terminal)).toHaveLength(held.refusals[0]?.now ?? -1);
    },
  );

  it(
    'holds a slow loss of many small stretches too, once they are too much together',
    { timeout: 120_000 },
    async () => {
      const fund = await seeded();
      const terminal = await started(fund);
      await terminal.until('fresh');
      const total = accounts * 10;
      let mark = 0;
      for (let n = 0; n < 10; n++) {
        mark = terminal.events.length;
        await inFund(fund, `delete from fund.payment where id % 100 = ${n}`);
        await eventually(() => terminal.events.slice(mark).some(({ type }) => type === 'fresh' || type === 'trouble'));
        await new Promise(resolve => setTimeout(resolve, 400));
        if (terminal.events.some(({ type }) => type === 'trouble')) break;
      }
      expect(shortly(await heldOf(terminal))[0]).toBe('changes');
      const left = (await payments(terminal)).length;
      expect(left).toBeGreaterThanOrEqual(total * 0.95);
      expect(left).toBeLessThan(total);
    },
  );

  it('applies a small correction, and the loss of all rows of a small table', { timeout: 120_000 }, async () => {
    const fund = await seeded();
    await inFund(
      fund,
      `insert into fund.news (id, published_at, title) select n, now(), 'т' from generate_series(1, 10) n`,
    );
    const terminal = await started(fund);
    await terminal.until('fresh');
    await inFund(fund, 'delete from fund.news', 'delete from fund.payment where id < 20');
    await eventually(async () => (await payments(terminal)).length === accounts * 10 - 19);
    await eventually(async () => (await cacheRows(terminal.dataDir, 'news')).length === 0);
    expect(terminal.events.map(({ type }) => type)).not.toContain('trouble');
  });

  it(
    'keeps serving when a new copy has too many rows set aside, until an administrator accepts that one',
    { timeout: 120_000 },
    async () => {
      const fund = await seeded();
      const terminal = await started(fund);
      await terminal.until('fresh');
      const mark = terminal.events.length;
      await inFund(
        fund,
        `create or replace view exchange.payment as select account_id, id, paid_on, posted_on, period::text,
         amount / case when account_id <= 10 then 0 else 1 end as amount, channel from fund.payment`,
        'select exchange.resnapshot()',
      );
      const held = await heldOf(terminal, mark);
      expect(shortly(held)).toEqual(['copy', `payment setAside ${accounts * 10} ${accounts * 10 - 100} 100`]);
      expect(await payments(terminal)).toHaveLength(accounts * 10);
      expect(await terminal.sync.accept(held.id)).toBe(true);
      await terminal.until('online', mark);
      expect(await payments(terminal)).toHaveLength(accounts * 10 - 100);
    },
  );
});

describe('a first copy', () => {
  it('without a single account is not opened, and is once the accounts come', { timeout: 120_000 }, async () => {
    const fund = await freshFundDatabase();
    cleanups.push(() => fund.drop());
    const terminal = await started(fund);
    const held = await heldOf(terminal);
    expect(held.refusals.map(({ entity, why }) => `${entity} ${why}`)).toEqual([
      'house emptied',
      'premises emptied',
      'account emptied',
    ]);
    expect((await terminal.store.cache.meta()).ready).toBe(false);
    await withClient(fund.url, client => seedFund(client, 3));
    await terminal.until('online');
    expect((await terminal.store.cache.meta()).ready).toBe(true);
  });
});
