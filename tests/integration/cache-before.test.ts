// The copy that served before is kept one renewal long: it serves again, as old as it is, when the one in use turns out damaged.
import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPointer } from '../../src-main/adapters/sqlite/files.ts';
import { cableTo, type Cable } from '../support/cable.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

let fund: FundDatabase;
let cable: Cable;
let dataDir: string;
let terminal: Terminal;
beforeEach(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 300, ['2026-10']));
  dataDir = folder();
  cable = await cableTo(fund.terminalOf(dataDir));
  terminal = await startTerminal(dataDir, cable.url, 0.2);
  await terminal.until('fresh');
});
afterEach(async () => {
  await terminal.stop();
  await cable.close();
  removeFolder(dataDir);
  await fund.drop();
});

const caches = () => readdirSync(dataDir).filter(name => /^cache-\d+\.db$/.test(name));
const closing = async () => (await terminal.store.cache.balances(5))[0]?.closing;

async function renewed(figure: number): Promise<void> {
  const mark = terminal.events.length;
  // in one transaction: the change alone would come to the file before as well
  await inFund(
    fund,
    `update fund.period_balance set closing = ${figure}, opening = ${figure} where account_id = 5;
     select exchange.resnapshot()`,
  );
  await terminal.until('swapped', mark);
  await terminal.until('fresh', mark);
  await eventually(async () => (await closing()) === figure);
}

/** All of the serving file but its first page, as a disk that fails does it. */
function spoil(): string {
  const file = readPointer(dataDir)?.file ?? '';
  const path = join(dataDir, file);
  const handle = openSync(path, 'r+');
  const size = statSync(path).size;
  writeSync(handle, Buffer.alloc(size - 4096, 0x5a), 0, size - 4096, 4096);
  closeSync(handle);
  return file;
}

/** Reads until the damage shows. */
const meet = () =>
  eventually(async () => {
    for (let account = 1; account <= 300; account += 7)
      await terminal.store.cache.lines(account, '2026-01', '2026-12').catch(() => []);
    return terminal.events.some(event => event.type === 'rebuilt');
  });

it('damaged while the fund is away, it is served by the copy before, whose age is told, and the fund’s changes come when it is back', async () => {
  const [first] = caches();
  await renewed(11_100);
  await renewed(22_200);
  // the one before, and no older one
  await eventually(() => caches().length === 2);
  expect(caches()).not.toContain(first);
  const before = (await terminal.store.cache.meta()).asOf ?? '';
  cable.pull();
  const mark = terminal.events.length;
  const damaged = spoil();
  await meet();
  const { asOf } = await terminal.until('swapped', mark);
  expect(Date.parse(asOf ?? '')).toBeLessThan(Date.parse(before));
  // as old as it is
  expect(await eventually(closing)).toBe(11_100);
  expect((await terminal.store.cache.meta()).asOf).toBe(asOf);
  expect(readPointer(dataDir)?.file).not.toBe(damaged);
  cable.plug();
  // whoever opens an account wakes it
  await eventually(async () => {
    await terminal.sync.refreshAccount(6, 100);
    return (await closing()) === 22_200;
  });
}, 60_000);

it('damaged when the program starts, the same', async () => {
  await renewed(11_100);
  await renewed(22_200);
  await terminal.stop();
  cable.pull();
  const path = join(dataDir, readPointer(dataDir)?.file ?? '');
  const handle = openSync(path, 'r+');
  writeSync(handle, Buffer.alloc(8192, 0x5a), 0, 8192, 0);
  closeSync(handle);
  terminal = await startTerminal(dataDir, cable.url, 0.2);
  await terminal.until('swapped');
  expect(await eventually(closing)).toBe(11_100);
}, 60_000);
