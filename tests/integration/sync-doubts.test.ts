// A whole column gone bad in the fund is a bad moment like rows that are gone: it is held, by whatever way it comes.
import { describe, expect, it } from 'vitest';
import { inFund } from '../support/postgres.ts';
import { accounts, heldOf, heldRig, shortly } from './held-support.ts';
import { cacheRows, eventually } from './sync-support.ts';

const rig = heldRig();

/** What the fund's own tables do not take is given by its views. */
const view = (entity: string, column: string, value: string) =>
  `do $$ begin execute (select format('create or replace view exchange.${entity} as %s',
     replace(pg_get_viewdef('exchange.${entity}'::regclass), ' ${column}', ' ${value} as ${column}'))); end $$`;

const spoilt = {
  'names turned to question marks': {
    sql: [`update fund.account set last_name = '????????'`],
    refusal: `account.last_name doubtful ${accounts} 0 ${accounts}`,
    entity: 'account',
  },
  'names gone without a word': {
    sql: [`update fund.account set first_name = ''`],
    refusal: `account.first_name doubtful ${accounts} 0 ${accounts}`,
    entity: 'account',
  },
  'due days that are no days': {
    sql: [`update fund.period_balance set due_on = 'infinity'`],
    refusal: `period_balance.due_on doubtful ${accounts * 2} 0 ${accounts * 2}`,
    entity: 'period_balance',
  },
  'tariffs of the charge lines left out': {
    sql: [`update fund.charge_line set tariff = null`],
    refusal: `charge_line.tariff doubtful ${accounts * 2} 0 ${accounts * 2}`,
    entity: 'charge_line',
  },
} as const;

describe.each(Object.entries(spoilt))('%s', (_, { sql, refusal, entity }) => {
  it('are held as changes and as a copy, and what serves stays', { timeout: 180_000 }, async () => {
    const fund = await rig.seeded();
    const terminal = await rig.started(fund);
    await terminal.until('fresh');
    const before = await cacheRows(terminal.dataDir, entity);

    const mark = terminal.events.length;
    await inFund(fund, ...sql);
    expect(shortly(await heldOf(terminal, mark))).toEqual(['changes', refusal]);
    expect(await cacheRows(terminal.dataDir, entity)).toEqual(before);

    await inFund(fund, 'select exchange.resnapshot()');
    await eventually(() =>
      terminal.events.slice(mark).some(event => event.type === 'trouble' && event.trouble.held?.what === 'copy'),
    );
    const held = await heldOf(
      terminal,
      terminal.events.findLastIndex(({ type }) => type === 'trouble'),
    );
    expect(shortly(held)).toEqual(['copy', refusal]);
    expect(await cacheRows(terminal.dataDir, entity)).toEqual(before);

    const asked = terminal.events.length;
    expect(await terminal.sync.accept(held.id)).toBe(true);
    await terminal.until('online', asked);
    expect(await cacheRows(terminal.dataDir, entity)).not.toEqual(before);
  });
});

describe('a column that is spoilt', () => {
  it('in a few rows comes through, and is listed', { timeout: 120_000 }, async () => {
    const fund = await rig.seeded();
    const terminal = await rig.started(fund);
    await terminal.until('fresh');
    await inFund(fund, `update fund.account set last_name = '???' where id <= 19`);
    const listed = async () =>
      (await terminal.store.cache.defects(0, 100)).rows.filter(
        ({ code, column }) => column === 'last_name' && code === 'lostLetters',
      );
    await eventually(async () => (await listed()).length === 19);
    expect(terminal.events.map(({ type }) => type)).not.toContain('trouble');
  });

  it(
    'a little at a time is held once it is too much together, and mended it is forgotten',
    { timeout: 180_000 },
    async () => {
      const fund = await rig.seeded();
      const terminal = await rig.started(fund);
      await terminal.until('fresh');
      const nameless = async () =>
        (await cacheRows(terminal.dataDir, 'account')).filter(row => (row as { last_name: string }).last_name === '')
          .length;
      for (let round = 0; round < 2; round++) {
        await inFund(fund, `update fund.account set last_name = '' where id <= 15`);
        await eventually(async () => (await nameless()) === 15);
        await inFund(fund, `update fund.account set last_name = 'Соколова'`);
        await eventually(async () => (await nameless()) === 0);
      }
      await inFund(fund, `update fund.account set last_name = '' where id <= 15`);
      await eventually(async () => (await nameless()) === 15);
      const mark = terminal.events.length;
      await inFund(fund, `update fund.account set last_name = '' where id between 16 and 30`);
      expect(shortly(await heldOf(terminal, mark))).toEqual([
        'changes',
        `account.last_name doubtful ${accounts} ${accounts - 30} 30`,
      ]);
      expect(await nameless()).toBe(15);
    },
  );

  it('in all rows of a new month alone is held too', { timeout: 120_000 }, async () => {
    const fund = await rig.seeded();
    const terminal = await rig.started(fund);
    await terminal.until('fresh');
    const mark = terminal.events.length;
    await inFund(
      fund,
      `insert into fund.period_balance (account_id, period, opening, charged, penalty, paid, closing, issued_on, due_on, payments_until)
       select id, '2026-11', 0, 1, 0, 1, 0, null, 'infinity', null from fund.account`,
    );
    expect(shortly(await heldOf(terminal, mark))).toEqual([
      'changes',
      `period_balance.due_on doubtful ${accounts * 3} ${accounts * 2} ${accounts}`,
    ]);
  });

  it('by the view, in a long stretch, leaves nothing half applied', { timeout: 180_000 }, async () => {
    const fund = await rig.seeded(2500);
    const terminal = await rig.started(fund);
    await terminal.until('fresh');
    const before = await cacheRows(terminal.dataDir, 'account');
    const mark = terminal.events.length;
    await inFund(fund, view('account', 'area', 'null::integer'), `update fund.account set first_name = 'Анна'`);
    const held = await heldOf(terminal, mark);
    expect(shortly(held)).toEqual(['changes', 'account.area doubtful 2500 0 2500']);
    expect(await cacheRows(terminal.dataDir, 'account')).toEqual(before);
  });
});
