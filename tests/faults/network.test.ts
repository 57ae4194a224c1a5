// The line to the fund cut, reset, silent and slow at random moments: accounts open from the cache, the reason is told, and all that was done arrives once.
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { eventually, folder } from '../integration/sync-support.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { badLine, type Line } from './support/bad-line.ts';
import { compareLines, compareRows } from './support/books.ts';
import { settingsOf, start } from './support/program.ts';
import { rolls, rounds, Tally } from './support/table.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 300, ['2026-09', '2026-10']));
});
afterAll(() => fund.drop());

/** How soon a line is found dead that says nothing is another matter than that it is found; milliseconds. */
const foundWithin: Record<Exclude<Line, 'good'>, number> = { cut: 15_000, reset: 15_000, silent: 18_000, slow: 0 };

it.each(['cut', 'reset', 'silent', 'slow'] as const)('a line that is %s', async line => {
  const tally = new Tally(`line to the fund ${line}`);
  const roll = rolls(tally.fault);
  const dataDir = folder();
  const wire = await badLine(fund.terminalOf(dataDir));
  const program = await start(settingsOf(dataDir, wire.url));
  let slowest = 0;
  try {
    await program.until('fresh');
    const most = line === 'silent' ? Math.ceil(rounds / 25) : Math.ceil(rounds / 5);
    for (; tally.rounds < most; tally.rounds++) {
      // now and then in the midst of a new copy
      if (tally.rounds % 3 === 0) await inFund(fund, 'select exchange.resnapshot()');
      await pause(roll(400));
      wire.become(line, 100 + roll(200));
      await inFund(fund, `update fund.payment set amount = amount + 1 where account_id % 7 = ${tally.rounds % 7}`);
      for (let n = 0; n < 4; n++) {
        const began = performance.now();
        const account = ((tally.rounds * 4 + n) % 300) + 1;
        const opened = await program.prove(account);
        slowest = Math.max(slowest, performance.now() - began);
        // the payment of some of them has another sum now, which may or may not have come
        const known = opened.ok || opened.error.code === 'proof.mismatch';
        tally.told(known, `an account is refused with ${opened.ok ? '' : opened.error.code}`);
        await program.call('visit.end', {});
      }
      if (foundWithin[line] > 0)
        await eventually(
          async () => (await program.freshness()).state === 'unreachable',
          foundWithin[line],
          () => 'late',
        ).catch(() => tally.told(false, `the line is ${line}, and nothing is told`));
      wire.become('good');
      await eventually(async () => {
        await program.prove(250);
        return (await program.freshness()).state === 'fresh';
      });
    }
    await eventually(async () => {
      const matched = new Tally('');
      await compareRows(matched, dataDir, fund);
      return matched.wrong === 0;
    }, 60_000).catch(() => undefined);
    await compareRows(tally, dataDir, fund);
    await compareLines(tally, dataDir, fund);
    await program.stop();
  } finally {
    await program.kill();
    await wire.close();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.settings.json`, { force: true });
  }
  tally.end(`opening an account took ${(slowest / 1000).toFixed(1)} s at most`);
});
