// The fund's bad moment: what would take the figures away is held, the copy that serves goes on, until the fund mends it or an administrator accepts it.
import { describe, expect, it } from 'vitest';
import { seedFund } from '../support/fund-seed.ts';
import { inFund, withClient } from '../support/postgres.ts';
import { accounts, heldOf, heldRig, payments, shortly } from './held-support.ts';
import { cacheRows, eventually } from './sync-support.ts';

const rig = heldRig();
const seeded = () => rig.seeded();
const started: typeof rig.started = (fund, dataDir) => rig.started(fund, dataDir);

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
    'takes a fund that gives all its payments new keys: a part of the stretch loses what another brings',
    { timeout: 120_000 },
    async () => {
      const fund = await seeded();
      const terminal = await started(fund);
      await terminal.until('fresh');
      await inFund(
        fund,
        `create table public.saved as select * from fund.payment;
       delete from fund.payment;
       insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
         select account_id, id + 1000000, paid_on, posted_on, period, amount, channel from public.saved`,
      );
      await eventually(async () => {
        const renewed = (await payments(terminal)).filter(row => (row as { id: number }).id > 1_000_000);
        return renewed.length === accounts * 10;
      });
      expect(await payments(terminal)).toHaveLength(accounts * 10);
      expect(terminal.events.map(({ type }) => type)).not.toContain('trouble');
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
    const fund = await rig.empty();
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
