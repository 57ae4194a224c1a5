// The demo region of 20 000 accounts in a real encrypted cache file: filled, synced as the program does it, and kept between runs.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTerminalLogin, migrateFund } from '../../../src-main/adapters/fund-postgres/migrate.ts';
import { startEmbeddedPostgres } from '../../../scripts/embedded-postgres/index.ts';
import { readPointer } from '../../../src-main/adapters/sqlite/files.ts';
import { loadKeys, type FileKeys } from '../../../src-main/adapters/sqlite/keys.ts';
import { openStore, type Store } from '../../../src-main/threads/store-client.ts';
import { startSync } from '../../../src-main/threads/sync-client.ts';
import { plainFileStore } from '../../../src-main/adapters/secrets/plain-file.ts';
import { fillDemo } from '../../../scripts/demo/index.ts';
import type { Log } from '../../../src-main/ports/log.ts';
import type { SyncControl } from '../../../src-main/ports/cache.ts';
import { makePeerFile } from './peer-file.ts';

export const ACCOUNTS = 20_000;
/** Fixed, so that a region built next month is the same region. */
export const LAST_PERIOD = '2026-10';

export interface Region {
  dataDir: string;
  keys: FileKeys;
  /** the cache as the program made it */
  file: string;
  /** the same rows in the tables a TypeORM program would have made, under the same key */
  peerFile: string;
}

/** Quiet but for trouble, which goes to the terminal. */
export const benchLog: Log = {
  info: () => undefined,
  warn: (event, details) => console.error('warning', event, details),
  error: (event, error) => console.error('error', event, error),
};

/** The region's own folder: another making of rows or of tables gets another. */
function version(): string {
  const makers = [
    'scripts/demo/**/*.ts',
    'scripts/demo/resources/*.json',
    'src-main/adapters/cache/{derived,rows,schema,string-table}.ts',
    'src-main/ports/exchange.ts',
    'tests/bench/region/{peer-file,region}.ts',
  ];
  const hash = createHash('sha256').update(`${ACCOUNTS} ${LAST_PERIOD}`);
  for (const file of makers.flatMap(pattern => globSync(pattern)).sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

const kept = join(tmpdir(), `kapremont-bench-${process.getuid?.() ?? 0}`);

/** Builds the region, or takes the one an earlier run has left. */
export async function benchRegion(): Promise<Region> {
  const dataDir = join(kept, version());
  if (!existsSync(dataDir)) {
    console.log(`  building the region of ${ACCOUNTS} accounts (kept for the next run)`);
    rmSync(kept, { recursive: true, force: true });
    const making = `${dataDir}.making`;
    await build(making);
    renameSync(making, dataDir);
  }
  return at(dataDir);
}

async function at(dataDir: string): Promise<Region> {
  const active = readPointer(dataDir);
  if (!active) throw new Error(`The region in ${dataDir} has no cache; delete the folder and run again.`);
  return {
    dataDir,
    keys: await loadKeys(plainFileStore(dataDir), dataDir),
    file: join(dataDir, active.file),
    peerFile: join(dataDir, 'peer.db'),
  };
}

async function build(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await withFund(async fund => {
    const { store, sync } = await startSynced(dataDir, fund.url);
    await sync.stop();
    await store.close();
  });
  const region = await at(dataDir);
  makePeerFile(region.file, region.peerFile, region.keys.cache);
}

export interface BenchFund {
  superuserUrl: string;
  /** as a terminal's login */
  url: string;
  fillSeconds: number;
}

/** A real PostgreSQL with the region in it, for as long as `work` takes. Safe settings, as the program's own server has. */
export async function withFund<T>(work: (fund: BenchFund) => Promise<T>, accounts = ACCOUNTS): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-bench-fund-'));
  const server = await startEmbeddedPostgres({ dataDir: folder });
  try {
    const superuserUrl = await migrateFund(server.superuserUrl, 'bench');
    const began = performance.now();
    await fillDemo(superuserUrl, { accounts, lastPeriod: LAST_PERIOD });
    const fillSeconds = (performance.now() - began) / 1000;
    return await work({ superuserUrl, url: await createTerminalLogin(superuserUrl, 'bench', 'bench'), fillSeconds });
  } finally {
    await server.stop();
    if (server.home !== folder) rmSync(server.home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program's own store and sync over a data folder; resolves when the first copy is whole and served. */
export async function startSynced(dataDir: string, fundUrl: string): Promise<{ store: Store; sync: SyncControl }> {
  const keys = await loadKeys(plainFileStore(dataDir), dataDir);
  const store = await openStore({ dataDir, keys, log: benchLog });
  const sync = await startSync({
    dataDir,
    keys,
    fund: { url: fundUrl },
    timeZone: 'Europe/Moscow',
    pollSeconds: 30,
    limits: { shrinkPercent: 5, asidePercent: 1, doubtPercent: 1, leastRows: 20, days: 7 },
    copies: { atOnce: 4, patienceMs: 60_000, pauseMs: 0 },
    terminal: { terminalId: await store.terminalStore.terminalId(), name: 'Bench', audience: 'kiosk', version: '0' },
    store,
    log: benchLog,
  });
  await new Promise<void>(resolve => sync.onEvent(event => event.type === 'fresh' && resolve()));
  return { store, sync };
}
