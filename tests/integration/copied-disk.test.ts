// A terminal's disk copied to a second machine, or put back from an older copy: the fund takes every line of both, in branches, and both are told.
import { cpSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

vi.setConfig({ testTimeout: 60_000 });

let fund: FundDatabase;
let dataDir: string;
let copyDir: string;
let id: string;
let url: string;
const running: Terminal[] = [];

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 3, ['2026-10']));
});
afterAll(() => fund.drop());

const start = async (at: string): Promise<Terminal> => {
  const terminal = await startTerminal(at, url);
  running.push(terminal);
  return terminal;
};

/** Writes lines and waits until the fund has taken them. */
async function write(terminal: Terminal, ...names: string[]): Promise<void> {
  const { terminalStore } = terminal.store;
  for (const n of names)
    await terminalStore.appendAudit({
      at: new Date().toISOString(),
      role: 'owner',
      actor: '',
      accountId: 1,
      action: 'proof.failed',
      reason: '',
      details: { n },
    });
  await eventually(
    async () => (await terminalStore.outboxSize()) === 0,
    20_000,
    () => JSON.stringify(terminal.log.said),
  );
}

const rows = async (sql: string) =>
  withClient(fund.url, async client => (await client.query(sql, [id])).rows as Record<string, unknown>[]);
const linesAtFund = async () =>
  (await rows(`select details ->> 'n' as n from terminal.audit where terminal_id = $1 order by 1`)).map(({ n }) => n);
const told = (terminal: Terminal) => terminal.events.flatMap(event => (event.type === 'identity' ? [event.fault] : []));

beforeEach(async () => {
  dataDir = folder();
  copyDir = folder();
  url = fund.terminalOf(dataDir);
  const terminal = await start(dataDir);
  id = await terminal.store.terminalStore.terminalId();
  await write(terminal, 'a1', 'a2');
  await terminal.stop();
  running.length = 0;
  cpSync(dataDir, copyDir, { recursive: true });
});
afterEach(async () => {
  for (const terminal of running.splice(0)) await terminal.stop();
  removeFolder(dataDir);
  removeFolder(copyDir);
});

it('two machines with one disk lose no line: the later one writes a branch of its own, and is told so', async () => {
  const [one, two] = [await start(dataDir), await start(copyDir)];
  await write(one, 'b1');
  await write(two, 'c1', 'c2');
  await write(one, 'b2');
  expect(await linesAtFund()).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2']);
  const branches = await rows(
    `select lines::int, parted from terminal.chain where terminal_id = $1 and kind = 'outbox' order by id`,
  );
  expect(branches).toEqual([
    { lines: 4, parted: false },
    { lines: 2, parted: true },
  ]);
  await eventually(() => told(two).some(fault => fault === 'parted' || fault === 'twice'));
  expect(two.events.filter(({ type }) => type === 'parted')).toHaveLength(1);
  expect(one.events.filter(({ type }) => type === 'parted')).toHaveLength(0);
  await eventually(async () =>
    (await rows('select facts from terminal.terminal where id = $1')).some(
      ({ facts }) => (facts as { parted?: unknown }).parted,
    ),
  );
  expect(
    await rows(`select code from exchange.check_terminals() where ru like '%' || $1 || '%' and code = 'parted'`),
  ).toEqual([{ code: 'parted' }]);
});

it('a folder put back from an older copy is noticed at the start, before anything is written, and what is written then is taken', async () => {
  const before = await start(dataDir);
  await write(before, 'b1', 'b2');
  await before.stop();
  running.length = 0;
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(copyDir, dataDir, { recursive: true });
  const terminal = await start(dataDir);
  await eventually(() => told(terminal).includes('parted'));
  await write(terminal, 'c1');
  expect(await linesAtFund()).toEqual(['a1', 'a2', 'b1', 'b2', 'c1']);
  expect(terminal.log.said.find(({ event }) => event === 'chain.parted')?.details['error']).toContain('старой копии');
});
