// A fleet that is told to copy everything anew: some terminals at once, the others serve what they have until it is their turn.
import type pg from 'pg';
import { afterEach, afterAll, beforeAll, expect, test } from 'vitest';
import { inFund, openClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, region, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

let fund: FundDatabase;
let watch: pg.Client;
const folders: string[] = [];
let terminals: Terminal[] = [];
beforeAll(async () => {
  fund = await region(200);
  watch = await openClient(fund.url);
});
afterEach(async () => {
  await Promise.all(terminals.map(terminal => terminal.stop()));
  terminals = [];
});
afterAll(async () => {
  await watch.end();
  await fund.drop();
  folders.forEach(removeFolder);
});

async function start(copies: { atOnce: number; patienceMs?: number }, dataDir = folder()): Promise<Terminal> {
  folders.push(dataDir);
  const rules = { patienceMs: 600_000, pauseMs: 100, ...copies };
  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir), 30, rules);
  terminals.push(terminal);
  return terminal;
}

/** Sessions of terminals that copy now. */
async function copying(): Promise<number> {
  const { rows } = await watch.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and xact_start is not null
       and query ~ '^(copy \\(|savepoint entity|release savepoint entity)'`,
  );
  return rows[0]?.n ?? 0;
}

/** A login that takes every turn and the sign of who has nothing to serve, as only a stolen one would. */
async function takeAll(turns: number): Promise<pg.Client> {
  const thief = await openClient(fund.terminalOf('thief'));
  await thief.query(`select pg_advisory_lock(1802658672, n) from generate_series(0, $1) n`, [turns]);
  return thief;
}

const of = (terminal: Terminal, type: string) => terminal.events.filter(event => event.type === type).length;

test('five terminals that must copy anew copy two at a time, and say that they wait while the old data serves', async () => {
  const fleet = await Promise.all(Array.from({ length: 5 }, () => start({ atOnce: 2 })));
  await Promise.all(fleet.map(terminal => terminal.until('fresh')));
  let most = 0;
  const before = fleet.map(terminal => of(terminal, 'waiting'));
  await inFund(fund, 'select exchange.resnapshot()');
  await eventually(async () => {
    most = Math.max(most, await copying());
    for (const { events, store } of fleet) {
      if (events.at(-1)?.type !== 'waiting') continue;
      expect((await store.cache.meta()).ready).toBe(true);
      expect(await store.cache.accountsByNumber('220753')).toHaveLength(1);
    }
    return fleet.every(terminal => of(terminal, 'swapped') === 2);
  });
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(2);
  expect(fleet.map(terminal => of(terminal, 'waiting'))).toEqual(before.map(n => n + 1));
});

test('a terminal with nothing to serve copies before one that renews, though it came later', async () => {
  const old = await start({ atOnce: 1 });
  await old.until('fresh');
  const other = await takeAll(1);
  await other.query(`select pg_advisory_unlock(1802658672, 0)`);
  await inFund(fund, 'select exchange.resnapshot()');
  await old.until('waiting');
  const fresh = await start({ atOnce: 1 });
  await fresh.until('waiting');
  const waits = `select from pg_locks where locktype = 'advisory' and classid = 1802658672 and objid = 0 and mode = 'ShareLock'`;
  await eventually(async () => (await watch.query(waits)).rowCount === 1);
  await other.end();
  await fresh.until('swapped');
  expect(of(old, 'swapped')).toBe(1);
  await eventually(() => of(old, 'swapped') === 2);
});

test('a login that takes all turns for ever keeps nobody from copying for ever', async () => {
  const thief = await takeAll(4);
  try {
    const fresh = await start({ atOnce: 4, patienceMs: 3000 });
    await fresh.until('waiting');
    await fresh.until('swapped');
    await inFund(fund, 'select exchange.resnapshot()');
    await eventually(() => of(fresh, 'swapped') === 2);
    expect(of(fresh, 'waiting')).toBe(2);
  } finally {
    await thief.end();
  }
});
