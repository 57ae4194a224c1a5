// The store thread: reads the cache that serves and holds the outbox file, so that no query ever stalls the window.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { cacheMigrations } from '../../migrations/cache/index.ts';
import type { CacheReader } from '../ports/cache.ts';
import { CacheNotReady } from '../ports/cache.ts';
import type { TerminalStore } from '../ports/terminal-store.ts';
import { cacheReads, type ReadsNow } from '../adapters/cache/cache-reader.ts';
import { openDatabase, type Db } from '../adapters/sqlite/database.ts';
import { saysDamaged } from '../adapters/sqlite/errors.ts';
import { readPointer } from '../adapters/sqlite/files.ts';
import type { FileKeys } from '../adapters/sqlite/keys.ts';
import { isCurrent } from '../adapters/sqlite/migrate.ts';
import { openOutbox } from '../adapters/outbox/outbox-file.ts';
import { SqliteTerminalStore } from '../adapters/outbox/terminal-store.ts';
import { carry, serve } from './rpc.ts';
import type { Birth } from './supervisor.ts';

export interface StoreThreadData {
  dataDir: string;
  keys: FileKeys;
}

/** What the thread tells main unasked. */
export type StoreEvent = { event: 'cacheDamaged'; file: string; why: string } | { event: 'outboxLost'; why: string };

/** What the thread answers besides the two ports. */
export interface StoreControl {
  /** Lets go of the cache file and opens the one the pointer names; true when there is one. */
  reopenCache(): boolean;
  /** Finishes the writes under way and closes both files. */
  shutDown(): Promise<void>;
}

const port = parentPort;
if (!port) throw new Error('store-thread is a worker thread’s module.');
const { dataDir, keys } = workerData as StoreThreadData;
const say = (event: StoreEvent | Birth) => tell(event);

let db: Db | null = null;
let file = '';
let reads: ReadsNow | null = null;

function closeCache(): void {
  db?.close();
  db = null;
  reads = null;
}

function reopenCache(): boolean {
  closeCache();
  const found = readPointer(dataDir);
  if (!found) return false;
  file = found.file;
  try {
    db = openDatabase(join(dataDir, file), keys.cache, {
      readonly: true,
      mustExist: true,
      madeWith: found.madeWith,
    });
    if (!isCurrent(db, cacheMigrations)) throw new CacheNotReady('The cache is being brought up to date.');
    reads = cacheReads(db);
    return true;
  } catch (error) {
    // the sync thread finds the same when it opens the file, mends it and says so
    closeCache();
    if (saysDamaged(error)) damaged(error);
    return false;
  }
}

function damaged(error: unknown): void {
  closeCache();
  say({ event: 'cacheDamaged', file, why: (error as Error).message });
}

function read(method: keyof ReadsNow, args: unknown[]): unknown {
  if (!reads) throw new CacheNotReady('The first copy of the fund’s data is not whole yet.');
  try {
    return (reads[method] as (...given: unknown[]) => unknown)(...args);
  } catch (error) {
    if (!saysDamaged(error)) throw error;
    damaged(error);
    throw new CacheNotReady('The local copy is damaged and is being made anew.', { cause: error });
  }
}

const questions = [
  'accountsByNumber',
  'accountsByUnifiedNumber',
  'account',
  'settlements',
  'streets',
  'houses',
  'flats',
  'accountsByFlat',
  'balances',
  'lines',
  'payments',
  'lastPayments',
  'tariffs',
  'commonTariffs',
  'houseWorks',
  'operator',
  'organization',
  'offices',
  'generalNews',
  'houseNews',
  'newsItem',
  'house',
  'houseAccounts',
  'regionAccounts',
  'defects',
] as const satisfies (keyof CacheReader)[];

const storeMethods = [
  'terminalId',
  'limit',
  'setLimit',
  'clearLimit',
  'locks',
  'note',
  'setNote',
  'enqueue',
  'appendAudit',
  'outboxSize',
  'addJob',
  'job',
  'setJob',
  'recentJobs',
  'openJobs',
  'wasPrinted',
  'setPrinted',
  'addAttempt',
  'changeAttempt',
  'attempt',
  'unsettledAttempts',
  'accountAttempts',
  'accountsToCredit',
  'forgetAttempts',
] as const satisfies (keyof TerminalStore)[];

async function openStore(): Promise<{ store: TerminalStore; close(): Promise<void> }> {
  const outbox = await openOutbox({ dataDir, key: keys.outbox, onLost: why => say({ event: 'outboxLost', why }) });
  return { store: new SqliteTerminalStore(outbox), close: () => outbox.source.destroy() };
}

let opened: ReturnType<typeof openStore>;
const underWay = new Set<Promise<unknown>>();

/** A file that breaks while in use is moved aside like one found broken, and the call is made once more on the new one. */
async function onStore(method: keyof TerminalStore, args: unknown[]): Promise<unknown> {
  const held = opened;
  const call = async () => {
    const { store } = await opened;
    return (store[method] as (...given: unknown[]) => Promise<unknown>)(...args);
  };
  try {
    return await call();
  } catch (error) {
    if (!saysDamaged(error)) throw error;
    if (opened === held) opened = held.then(broken => broken.close()).then(openStore);
    return call();
  }
}

function tracked<T>(work: Promise<T>): Promise<T> {
  const settled: Promise<void> = work.then(
    () => void underWay.delete(settled),
    () => void underWay.delete(settled),
  );
  underWay.add(settled);
  return work;
}

async function shutDown(): Promise<void> {
  await Promise.all(underWay);
  closeCache();
  await (await opened).close();
}

const api = {
  meta: () => (reads ? read('meta', []) : { ready: false, asOf: null }),
  reopenCache,
  shutDown,
  ...Object.fromEntries(questions.map(name => [name, (...args: unknown[]) => read(name, args)])),
  ...Object.fromEntries(storeMethods.map(name => [name, (...args: unknown[]) => tracked(onStore(name, args))])),
};

const tell = serve(port, api);
reopenCache();
opened = openStore();
opened.then(
  () => say({ born: true }),
  (error: unknown) => say({ born: false, error: carry(error) }),
);
