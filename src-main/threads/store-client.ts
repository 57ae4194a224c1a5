// The store thread as main sees it: the cache's reader and the terminal's own store.
import { setTimeout as pause } from 'node:timers/promises';
import { CacheNotReady, type CacheReader } from '../ports/cache.ts';
import type { Log } from '../ports/log.ts';
import type { TerminalStore } from '../ports/terminal-store.ts';
import { DamagedFile, FolderTaken, FromTheFuture, ReadOnlyFile, WrongKey } from '../adapters/sqlite/errors.ts';
import type { FileKeys } from '../adapters/sqlite/keys.ts';
import type { StoreEvent, StoreServices, StoreThreadData } from './store-thread.ts';
import { siblingModule, superviseWorker } from './supervisor.ts';

export interface Store {
  cache: CacheReader;
  terminalStore: TerminalStore;
  /** After a swap or a rebuild: opens the serving cache file. True when there is one. */
  reopen(): Promise<boolean>;
  /** Called when a read found the cache file damaged: the sync must rebuild it. */
  onDamaged(listener: (file: string, why: string) => void): void;
  /** Called after something was added to the outbox and can be sent. */
  onFilled(listener: () => void): void;
  /** Finishes pending writes, then ends the thread. */
  close(): Promise<void>;
}

const shutDownMs = 3_000;

/**
 * Starts the store thread. Rejects with FolderTaken when another program has the folder, with ReadOnlyFile when it cannot be written, with
 * FromTheFuture when a newer program wrote the outbox and with WrongKey when its key is another; their messages are sentences for a person.
 */
export async function openStore(options: { dataDir: string; keys: FileKeys; log: Log }): Promise<Store> {
  const { dataDir, keys, log } = options;
  let onDamaged: (file: string, why: string) => void = () => undefined;
  let onFilled: () => void = () => undefined;
  const worker = await superviseWorker<StoreServices>({
    name: 'store',
    url: siblingModule('./store-thread', import.meta.url),
    workerData: { dataDir, keys } satisfies StoreThreadData,
    log,
    errors: [CacheNotReady, DamagedFile, FolderTaken, FromTheFuture, ReadOnlyFile, WrongKey],
    onEvent(event) {
      const said = event as StoreEvent;
      switch (said.event) {
        case 'outboxFilled':
          return onFilled();
        case 'outboxLost':
          return log.error('outbox.lost', new Error(said.why));
        case 'cacheDamaged':
          log.warn('cache.damaged', { file: said.file, why: said.why });
          return onDamaged(said.file, said.why);
      }
    },
  });
  const control = worker.service('control');
  return {
    cache: worker.service('cache'),
    terminalStore: worker.service('store'),
    reopen: () => control.reopenCache(),
    onDamaged: listener => void (onDamaged = listener),
    onFilled: listener => void (onFilled = listener),
    async close() {
      await Promise.race([control.shutDown().catch(() => undefined), pause(shutDownMs, undefined, { ref: false })]);
      await worker.end();
    },
  };
}
