// kill -9 while data comes: in snapshots, first and renewed, in following changes with late commits, and in the first start of all.
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { fillDemo } from '../../scripts/demo/index.ts';
import { freshFundDatabase, inFund, openClient, withClient, type FundDatabase } from '../support/postgres.ts';
import { folder } from '../integration/sync-support.ts';
import { compareLines, compareRows } from './support/books.ts';
import { killOften } from './support/kills.ts';
import { RunningProgram, settingsOf, start } from './support/program.ts';
import { rolls, rounds, Tally } from './support/table.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await fillDemo(fund.url, { accounts: 1500, lastPeriod: '2026-10' });
});
afterAll(() => fund.drop());
const settings = (dataDir: string) => settingsOf(dataDir, fund.terminalOf(dataDir));

it('a snapshot killed at random moments is gone on with or made anew, and is the fund’s rows in the end', () =>
  killOften({
    fault: 'kill -9 in a snapshot, renewed',
    fund,
    settings,
    from: 'loaded',
    within: 2500,
    async work(program, round) {
      if (round % 3 > 0) return;
      await inFund(
        fund,
        'select exchange.resnapshot()',
        'update fund.period_balance set paid = paid + 1, closing = closing - 1 where account_id % 97 = 0',
      );
      await program.loaded();
    },
  }));

it('changes with late commits, killed while they are followed, all come', async () => {
  let going = true;
  const billing = (async () => {
    for (let n = 0; going; n++) {
      const late = await openClient(fund.url);
      await late.query('begin');
      await late.query(`update fund.payment set amount = amount + 1 where account_id % 101 = ${n % 101}`);
      await inFund(
        fund,
        `update fund.period_balance set paid = paid + 1, closing = closing - 1 where account_id % 89 = ${n % 89}`,
        `delete from fund.charge_line where account_id % 1009 = ${n % 1009} and period = '2026-09'`,
      );
      await pause(60);
      await late.query('commit');
      await late.end();
    }
  })();
  // a comparison needs a fund that stands still
  const still = async () => {
    going = false;
    await billing;
  };
  try {
    await killOften({
      fault: 'kill -9 while following changes with late commits',
      fund,
      settings,
      within: 900,
      every: 1_000_000,
      work: () => Promise.resolve(),
      compare: still,
    });
  } finally {
    await still();
  }
});

it('a first start killed at any moment is a start like the first for the next one, with one id', async () => {
  const tally = new Tally('kill -9 in set-up and first start');
  const roll = rolls(tally.fault);
  const small = await freshFundDatabase();
  await fillDemo(small.url, { accounts: 200, lastPeriod: '2026-10' });
  const terminals = async () =>
    withClient(small.url, async client =>
      Number((await client.query<{ n: string }>('select count(*) as n from terminal.terminal')).rows[0]?.n),
    );
  while (tally.rounds < rounds) {
    const dataDir = folder();
    rmSync(dataDir, { recursive: true });
    // one login is bound to one terminal: a set-up that forgot its id would be refused
    const own = settingsOf(dataDir, small.terminalOf(dataDir));
    for (let kills = 0; kills < 2 && tally.rounds < rounds; kills++, tally.rounds++) {
      const program = new RunningProgram(own);
      await program.loaded();
      await pause(roll(900));
      await program.kill();
    }
    const program = await start(own).catch((error: unknown) => {
      tally.add('lost', 1, `it does not start: ${String(error)}`);
      return null;
    });
    if (program) {
      await program.since(Date.now());
      const before = tally.wrong;
      await compareRows(tally, dataDir, small);
      if (tally.wrong === before) await program.good('system.info', {});
      await compareLines(tally, dataDir, small);
      await program.stop();
    }
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.settings.json`, { force: true });
  }
  tally.end(`${await terminals()} terminals at the fund`);
  await small.drop();
});
