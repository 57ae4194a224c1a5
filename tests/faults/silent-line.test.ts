// A network that says nothing any more, all connections still open: told within a quarter of a minute in a copy, in following and at rest.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, folder, region, removeFolder, startTerminal } from '../integration/sync-support.ts';
import { inFund, type FundDatabase } from '../support/postgres.ts';
import { badLine } from './support/bad-line.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await region(3000);
});
afterAll(() => fund.drop());

/** A quarter of a minute, and a busy machine's share. */
const within = 18_000;

it.each(['at rest', 'while changes come', 'in a first copy', 'in a copy made anew'] as const)(
  'a silent line %s is told in time, and the terminal goes on once it is mended',
  async when => {
    const dataDir = folder();
    const wire = await badLine(fund.terminalOf(dataDir));
    const terminal = await startTerminal(dataDir, wire.url);
    try {
      if (when !== 'in a first copy') await terminal.until('fresh');
      const before = terminal.events.length;
      if (when === 'in a copy made anew') await inFund(fund, 'select exchange.resnapshot()');
      if (when.includes('copy'))
        await eventually(() =>
          terminal.events.slice(before).some(event => event.type === 'progress' && event.fraction > 0.05),
        );
      wire.become('silent');
      if (when === 'while changes come') await inFund(fund, 'update fund.payment set amount = amount + 1');
      const { trouble } = await terminal.until('trouble', before, within);
      expect(trouble.kind).toBe('unreachable');
      const after = terminal.events.length;
      wire.become('good');
      await terminal.until('fresh', after);
    } finally {
      await terminal.stop();
      await wire.close();
      removeFolder(dataDir);
    }
  },
);
