// The sync thread as main sees it: starting it, its events, and the store told to read the new file before anyone else is.
import { setTimeout as pause } from 'node:timers/promises';
import type { SyncControl, SyncEvent } from '../ports/cache.ts';
import type { AccountIntent } from '../ports/fund.ts';
import type { Log } from '../ports/log.ts';
import type { FileKeys } from '../adapters/sqlite/keys.ts';
import type { Store } from './store-client.ts';
import { keep, siblingModule, type Birth } from './supervisor.ts';
import { revive, type Carried } from './rpc.ts';

/** The thread is given this long to finish its batch and flush; then it is ended, which no file minds. */
const stopMs = 5_000;

/** The terminal as the fund's table of terminals shows it. */
export interface SyncTerminal {
  terminalId: string;
  name: string;
  audience: 'kiosk' | 'desk';
  version: string;
}

export interface SyncThreadData {
  dataDir: string;
  keys: FileKeys;
  /** the address without its password, and the password when it is not in the environment */
  fund: { url: string; password?: string };
  timeZone: string;
  pollSeconds: number;
  terminal: SyncTerminal;
}

export interface SyncThreadApi {
  refreshAccount(account: number, timeoutMs: number): Promise<boolean>;
  accountIntents(account: number): Promise<AccountIntent[]>;
  outboxFilled(): void;
  dropOld(): void;
  cacheDamaged(file: string, why: string): Promise<void>;
  stop(): Promise<void>;
}

export type SyncThreadEvent =
  | Birth
  | { sync: SyncEvent }
  | { log: 'info' | 'warn'; event: string; details: Record<string, unknown> }
  | { log: 'error'; event: string; details: Record<string, unknown>; error: Carried };

export interface SyncOptions extends SyncThreadData {
  store: Store;
  log: Log;
}

/** Starts the sync thread; resolves once it runs, whether or not the fund can be reached. */
export async function startSync({ store, log, ...thread }: SyncOptions): Promise<SyncControl> {
  const listeners = new Set<(event: SyncEvent) => void>();
  const early: SyncEvent[] = [];
  const emit = (event: SyncEvent) => {
    if (listeners.size === 0 && early.length < 100) early.push(event);
    for (const listener of listeners) listener(event);
  };
  const unanswered = (error: unknown) => log.warn('sync.unanswered', { why: (error as Error).message });

  // in order: what follows a swap must find the store already reading the new file
  let events = Promise.resolve();
  const inOrder = (work: () => Promise<unknown> | void) => {
    events = events.then(work).then(() => undefined, unanswered);
  };
  const onSync = (event: SyncEvent) =>
    inOrder(async () => {
      if (event.type === 'rebuilt') log.error('cache.rebuilt', new Error(event.why));
      if (event.type === 'swapped' || event.type === 'rebuilt') await store.reopen();
      emit(event);
      if (event.type === 'swapped') await kept.api.dropOld();
    });

  const kept = await keep<SyncThreadApi>({
    name: 'sync',
    url: siblingModule('./sync-thread', import.meta.url),
    workerData: thread,
    log,
    onEvent: event => {
      const said = event as Exclude<SyncThreadEvent, Birth>;
      if ('sync' in said) onSync(said.sync);
      else if (said.log === 'error') log.error(said.event, revive(said.error), said.details);
      else log[said.log](said.event, said.details);
    },
  });
  store.onDamaged((file, why) => void kept.api.cacheDamaged(file, why).catch(unanswered));
  const outboxFilled = () => void kept.api.outboxFilled().catch(unanswered);
  store.onFilled(outboxFilled);

  return {
    refreshAccount: (account, timeoutMs) =>
      Promise.race([
        kept.api.refreshAccount(account, timeoutMs).catch((error: unknown) => (unanswered(error), false)),
        // the thread itself may be busy with a long write, or being started again
        pause(timeoutMs + 50, false, { ref: false }),
      ]),
    accountIntents: (account, timeoutMs) =>
      Promise.race([
        kept.api.accountIntents(account).catch((error: unknown) => (unanswered(error), null)),
        pause(timeoutMs, null, { ref: false }),
      ]),
    outboxFilled,
    onEvent(listener) {
      listeners.add(listener);
      // said before anyone listened: the first listener hears it still
      for (const event of early.splice(0)) listener(event);
      return () => listeners.delete(listener);
    },
    async stop() {
      await Promise.race([kept.api.stop().catch(unanswered), pause(stopMs, undefined, { ref: false })]);
      await kept.end();
    },
  };
}
