// The store thread as main sees it: the cache's reader and the terminal's own store.
import { setTimeout as pause } from 'node:timers/promises';
import type { CacheReader } from '../ports/cache.ts';
import type { Outgoing } from '../ports/fund.ts';
import type { Log } from '../ports/log.ts';
import type { TerminalStore } from '../ports/terminal-store.ts';
import type { FileKeys } from '../adapters/sqlite/keys.ts';
import type { StoreControl, StoreEvent, StoreThreadData } from './store-thread.ts';
import { keep, siblingModule } from './supervisor.ts';

export interface Store {
  cache: CacheReader;
  terminalStore: TerminalStore;
  /** After a swap or a rebuild: read the cache file that serves now. True when there is one. */
  reopen(): Promise<boolean>;
  /** Told when a read found the cache file damaged: the sync must make it anew. */
  onDamaged(listener: (file: string, why: string) => void): void;
  /** Told after something was put into the outbox: it can be sent. */
  onFilled(listener: () => void): void;
  /** Finishes what was asked before, then ends the thread. */
  close(): Promise<void>;
}

const shutDownMs = 3_000;

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
  let onFilled: () => void = () => undefined;
  const filling = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    onFilled();
    return done;
  };
  const { api } = kept;
  return {
    cache: api,
    // a proxy has no methods of its own to spread: every call but those that fill goes straight through
    terminalStore: new Proxy(api as TerminalStore, {
      get(target, method: keyof TerminalStore) {
        if (method === 'enqueue') return (item: Outgoing) => filling(target.enqueue(item));
        if (method === 'appendAudit') return (event: Record<string, unknown>) => filling(target.appendAudit(event));
        if (method === 'addAttempt')
          return (...given: Parameters<TerminalStore['addAttempt']>) => filling(target.addAttempt(...given));
        if (method === 'changeAttempt')
          return (...given: Parameters<TerminalStore['changeAttempt']>) => filling(target.changeAttempt(...given));
        return target[method];
      },
    }),
    reopen: () => api.reopenCache(),
    onDamaged: listener => void (onDamaged = listener),
    onFilled: listener => void (onFilled = listener),
    async close() {
      await Promise.race([api.shutDown().catch(() => undefined), pause(shutDownMs, undefined, { ref: false })]);
      await kept.end();
    },
  };
}
