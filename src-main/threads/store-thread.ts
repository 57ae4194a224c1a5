// The store thread: reads the serving cache and holds the outbox file, so that no query blocks the window.
import { parentPort, workerData } from 'node:worker_threads';
import { ServingCache } from '../adapters/cache/serving-cache.ts';
import { openOutbox } from '../adapters/outbox/outbox-file.ts';
import { terminalStore } from '../adapters/outbox/terminal-store.ts';
import type { Db } from '../adapters/sqlite/database.ts';
import { diskTrouble } from '../base/disk-trouble.ts';
import { saysDamaged } from '../adapters/sqlite/errors.ts';
import { makeFolder } from '../adapters/sqlite/files.ts';
import { holdFolder } from '../adapters/sqlite/folder-lock.ts';
import type { FileKeys } from '../adapters/sqlite/keys.ts';
import type { CacheMeta, CacheReader } from '../ports/cache.ts';
import type { TerminalStore } from '../ports/terminal-store.ts';
import { methodOf, serializeError, serve, serviceOf } from './rpc.ts';
import type { Ready } from './supervisor.ts';

export interface StoreThreadData {
  dataDir: string;
  keys: FileKeys;
}

export type StoreEvent =
  | { event: 'cacheDamaged'; file: string; why: string }
  | { event: 'outboxLost'; why: string }
  /** Something was added to the outbox. */
  | { event: 'outboxFilled' };

/** The thread's methods besides the two ports. */
export interface StoreControl {
  /** Opens the cache file that the pointer names; true when there is one. */
  reopenCache(): boolean;
  /** Finishes pending writes and closes both files. */
  shutDown(): Promise<void>;
}

export interface StoreServices {
  cache: CacheReader;
  store: TerminalStore;
  control: StoreControl;
}

const port = parentPort;
if (!port) throw new Error('store-thread is a worker thread’s module.');
const { dataDir, keys } = workerData as StoreThreadData;
const say = (event: StoreEvent | Ready) => tell(event);

/** Null when another program has the folder, or it cannot be written: then the thread does not serve. */
let folder: Db | null = null;

const cache = new ServingCache({
  dataDir,
  key: keys.cache,
  onDamaged: (file, why) => say({ event: 'cacheDamaged', file, why }),
});
const noCache: CacheMeta = { ready: false, asOf: null };

async function openStore(): Promise<{ store: TerminalStore; makeRoom(): void; close(): Promise<void> }> {
  makeFolder(dataDir);
  folder ??= holdFolder(dataDir);
  const outbox = await openOutbox({ dataDir, key: keys.outbox, onLost: why => say({ event: 'outboxLost', why }) });
  const store = terminalStore(outbox, () => say({ event: 'outboxFilled' }));
  return { store, makeRoom: outbox.makeRoom, close: () => outbox.source.destroy() };
}

let opened: ReturnType<typeof openStore>;
const underWay = new Set<Promise<unknown>>();

/**
 * A file that breaks while in use is moved aside like one found broken at start, and the call is repeated on the new one. On a full disk it is
 * repeated in the room that was kept.
 */
async function onStore(method: string, args: unknown[]): Promise<unknown> {
  const held = opened;
  const call = async () => methodOf((await opened).store, method)(...args);
  try {
    return await call();
  } catch (error) {
    if (diskTrouble(error) === 'diskFull') {
      (await opened).makeRoom();
      return call();
    }
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

const control: StoreControl = {
  reopenCache: () => cache.reopen(),
  async shutDown() {
    await Promise.all(underWay);
    cache.close();
    await (await opened).close();
    folder?.close();
  },
};

const tell = serve<StoreServices>(port, {
  cache: (method, args) =>
    method === 'meta' && !cache.isOpen ? noCache : cache.use(reads => methodOf(reads, method)(...args)),
  store: (method, args) => tracked(onStore(method, args)),
  control: serviceOf(control),
});
cache.reopen();
opened = openStore();
opened.then(
  () => say({ ready: true }),
  (error: unknown) => say({ ready: false, error: serializeError(error) }),
);
