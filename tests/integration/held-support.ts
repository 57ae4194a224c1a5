// What the tests of held data share: a fund of some hundred accounts, terminals that follow it, and what they hold.
import { afterEach, expect } from 'vitest';
import type { Held } from '../../src-main/ports/acceptance.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { cacheRows, folder, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

export const accounts = 300;

export type StartedTerminal = Terminal & { dataDir: string };

export const shortly = (held: Held) => [
  held.what,
  ...held.refusals.map(({ entity, column, why, before, now, aside }) =>
    [column === '' ? entity : `${entity}.${column}`, why, before, now, aside].join(' '),
  ),
];

export async function heldOf(terminal: Terminal, after = 0): Promise<Held> {
  const { trouble } = await terminal.until('trouble', after);
  expect(trouble.kind).toBe('notAccepted');
  if (!trouble.held) throw new Error('nothing is held');
  return trouble.held;
}

export const payments = (terminal: { dataDir: string }) => cacheRows(terminal.dataDir, 'payment');

/** Funds and terminals that end with the test. */
export function heldRig() {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });
  const newFolder = () => {
    const made = folder();
    cleanups.push(() => removeFolder(made));
    return made;
  };
  return {
    async empty(): Promise<FundDatabase> {
      const fund = await freshFundDatabase();
      cleanups.push(() => fund.drop());
      return fund;
    },
    async seeded(count = accounts): Promise<FundDatabase> {
      const fund = await this.empty();
      await withClient(fund.url, async client => {
        await seedFund(client, count, ['2026-09', '2026-10']);
        await client.query(
          `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
           select id, $1 * n + id, '2026-09-05', '2026-09-06', '2026-09', 100, 'Касса' from fund.account, generate_series(1, 9) n`,
          [Math.max(1000, count)],
        );
      });
      return fund;
    },
    newFolder,
    async started(fund: FundDatabase, dataDir = newFolder()): Promise<StartedTerminal> {
      const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir), 0.3);
      let stopped = false;
      const stop = async () => {
        if (!stopped) await terminal.stop();
        stopped = true;
      };
      cleanups.push(stop);
      return { ...terminal, dataDir, stop };
    },
  };
}
