// The store thread as main sees it: the cache's reader and the terminal's own store.
import type { CacheReader } from '../../ports/cache.ts';
import type { Log } from '../../ports/log.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { FileKeys } from './keys.ts';
import type { StoreControl, StoreEvent, StoreThreadData } from './store-thread.ts';
import { keep, siblingModule } from './threads/keeper.ts';

export interface Store {
  cache: CacheReader;
  terminalStore: TerminalStore;
  /** After a swap or a rebuild: read the cache file that serves now. True when there is one. */
  reopen(): Promise<boolean>;
  /** Told when a read found the cache file damaged: the sync must make it anew. */
  onDamaged(listener: (file: string, why: string) => void): void;
  close(): Promise<void>;
}

/**
 * Starts the store thread. Rejects with ReadOnlyFile when the folder cannot be written and with FromTheFuture when the outbox
 * was written by a newer program; their messages are sentences for a person.
 */
export async function openStore(options: { dataDir: string; keys: FileKeys; log: Log }): Promise<Store> {
  const { dataDir, keys, log } = options;
  let onDamaged: (file: string, why: string) => void = () => undefined;
  const kept = await keep<CacheReader & TerminalStore & StoreControl>({
    name: 'store',
    url: siblingModule('./store-thread', import.meta.url),
    workerData: { dataDir, keys } satisfies StoreThreadData,
    log,
    onEvent: event => {
      const said = event as StoreEvent;
      if (said.event === 'outboxLost') return log.error('outbox.lost', new Error(said.why));
      log.warn('cache.damaged', { file: said.file, why: said.why });
      onDamaged(said.file, said.why);
    },
  });
  return {
    cache: kept.api,
    terminalStore: kept.api,
    reopen: () => kept.api.reopenCache(),
    onDamaged: listener => void (onDamaged = listener),
    close: () => kept.end(),
  };
}
