// The first copy of the fund into the cache: whole, exact, resumed after a kill, and never in a reader's way.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { findShadow, readPointer } from '../../src-main/adapters/sqlite/files.ts';
import { fingerprint } from '../../src-main/adapters/sqlite/keys.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import type { SyncThreadData } from '../../src-main/threads/sync-client.ts';
import { entityNames } from '../../src-main/ports/exchange.ts';
import { withClient, type FundDatabase } from '../support/postgres.ts';
import {
  atOnce,
  cacheRows,
  folder,
  fundRows,
  keysOf,
  limits,
  listeningLog,
  region,
  removeFolder,
  startTerminal,
} from './sync-support.ts';

let fund: FundDatabase;
const folders: string[] = [];
const newFolder = () => {
  const made = folder();
  folders.push(made);
  return made;
};

beforeAll(async () => {
  fund = await region(500);
});
afterAll(async () => {
  await fund.drop();
  folders.forEach(removeFolder);
});

async function expectSameRows(dataDir: string): Promise<void> {
  for (const entity of entityNames) {
    const ours = await cacheRows(dataDir, entity);
    const theirs = await fundRows(fund.terminalUrl, entity);
    expect(ours.length, entity).toBe(theirs.length);
    expect(ours, entity).toEqual(theirs);
  }
}

describe('snapshot', () => {
  it('ends with exactly the fund’s rows, and its places can be walked to every account', async () => {
    const dataDir = newFolder();
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      const { asOf } = await terminal.until('fresh');
      expect(Date.now() - Date.parse(asOf)).toBeLessThan(60_000);
      await expectSameRows(dataDir);

      const { cache } = terminal.store;
      const found = new Set<number>();
      for (const settlement of await cache.settlements())
        for (const street of await cache.streets(settlement.id))
          for (const house of await cache.houses(street.id))
            for (const { number: flat } of await cache.flats(house.id))
              for (const view of await cache.accountsByFlat(house.id, flat)) found.add(view.id);
      const accounts = (await cacheRows(dataDir, 'account')) as { id: number; number: string }[];
      expect(found.size).toBe(accounts.length);
      const known = await cache.accountsByNumber('220753');
      expect(known.map(view => [view.house?.street, view.house?.number, view.premises?.number])).toEqual([
        ['Энгельса', '14', '10'],
      ]);
    } finally {
      await terminal.stop();
    }
  });

  it('killed at random moments, goes on and ends with exactly the fund’s rows', { timeout: 120_000 }, async () => {
    const dataDir = newFolder();
    const keys = await keysOf(dataDir);
    const placeOf = () => {
      const file = findShadow(dataDir, fingerprint(keys.cache));
      if (!file) return null;
      const db = openDatabase(join(dataDir, file), keys.cache);
      try {
        return {
          file,
          start: db.prepare(`select value from meta where key = 'snapshot_start'`).pluck().get() as string,
          rows: db.prepare('select coalesce(sum(rows), 0) from snapshot_place').pluck().get() as number,
        };
      } finally {
        db.close();
      }
    };

    const fractions = [0.02 + Math.random() * 0.15, 0.2 + Math.random() * 0.15, 0.4 + Math.random() * 0.3];
    const seen: { file: string; start: string; rows: number }[] = [];
    for (const fraction of fractions) {
      await killAt(dataDir, fraction);
      // on a fast machine the last kill may come after the end
      if (readPointer(dataDir)) break;
      const place = placeOf();
      if (place) seen.push(place);
    }
    expect(seen.length).toBeGreaterThanOrEqual(2);
    // one file, one start, and more rows after each attempt: it went on and did not begin anew
    expect(new Set(seen.map(place => place.file)).size).toBe(1);
    expect(new Set(seen.map(place => place.start)).size).toBe(1);
    expect(seen.map(place => place.rows)).toEqual(seen.map(place => place.rows).toSorted((a, b) => a - b));
    expect(seen[0]?.rows).toBeGreaterThan(0);

    // what changes in rows already copied is found through the FIRST attempt's place in the change log
    await withClient(fund.url, async client => {
      await client.query(`update fund.organization set phone = '+7 (000) 000-00-00'`);
      await client.query(`delete from fund.payment where id = (select min(id) from fund.payment)`);
      await client.query(
        `update fund.period_balance set paid = paid + 1, closing = closing - 1
         where account_id = (select min(account_id) from fund.period_balance)`,
      );
    });
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      await terminal.until('fresh');
      // another test's open transaction holds the change log of the whole server back
      await vi.waitFor(() => expectSameRows(dataDir), { timeout: 60_000, interval: 100 });
      expect(readPointer(dataDir)?.file).toBe(seen[0]?.file);
    } finally {
      await terminal.stop();
    }
  });

  it('its thread ended in the middle, the next one in the same process goes on', async () => {
    const dataDir = newFolder();
    const store = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });
    const thread = new Worker(new URL('../../src-main/threads/sync-thread.ts', import.meta.url), {
      execArgv: [],
      workerData: {
        dataDir,
        keys: await keysOf(dataDir),
        fund: { url: fund.terminalUrl },
        timeZone: 'Europe/Moscow',
        pollSeconds: 30,
        limits,
        copies: atOnce,
        terminal: {
          terminalId: await store.terminalStore.terminalId(),
          name: 'Проба',
          audience: 'kiosk',
          version: '0',
        },
      } satisfies SyncThreadData,
    });
    await new Promise<void>(resolve =>
      thread.on('message', ({ event }: { event: { sync?: { type: string; fraction?: number } } }) => {
        if ((event.sync?.fraction ?? 0) > 0.2) resolve();
      }),
    );
    await thread.terminate();
    await store.close();
    const file = findShadow(dataDir, fingerprint((await keysOf(dataDir)).cache));
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      await terminal.until('fresh');
      expect(readPointer(dataDir)?.file).toBe(file);
      await expectSameRows(dataDir);
    } finally {
      await terminal.stop();
    }
  });

  it('does not keep readers waiting, and leaves the old cache serving until the new one is whole', async () => {
    const dataDir = newFolder();
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir), 0.2);
    try {
      await terminal.until('fresh');
      const id = (await terminal.store.cache.accountsByNumber('220753'))[0]?.id ?? 0;
      const mark = terminal.events.length;
      // as after a restored backup: the change log begins anew
      await withClient(fund.url, client => client.query('select exchange.resnapshot()'));
      await terminal.until('progress', mark);
      const waits: number[] = [];
      while (!terminal.events.slice(mark).some(event => event.type === 'swapped')) {
        const asked = performance.now();
        expect((await terminal.store.cache.balances(id)).length).toBeGreaterThan(36);
        waits.push(performance.now() - asked);
      }
      await terminal.until('fresh', mark);
      expect(waits.length).toBeGreaterThan(20);
      const sorted = waits.toSorted((a, b) => a - b);
      // a reader blocked by the writer would wait for whole batches, hundreds of milliseconds each time
      expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(50);
      expect((await terminal.store.cache.balances(id)).length).toBeGreaterThan(36);
      await expectSameRows(dataDir);
    } finally {
      await terminal.stop();
    }
  });
});

/** Runs a terminal in a process of its own and kills it, as a power switch would, once so much is copied. */
async function killAt(dataDir: string, fraction: number): Promise<void> {
  const script = fileURLToPath(new URL('./sync-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, fund.terminalUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise(resolve => child.on('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as { type: string; fraction?: number };
    if (event.type === 'swapped' || (event.fraction ?? 0) >= fraction) {
      child.kill('SIGKILL');
      break;
    }
  }
  await exited;
}
