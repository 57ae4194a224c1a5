// The sync thread as main sees it: its start and its events, which the store handles before any other listener.
import { setTimeout as pause } from 'node:timers/promises';
import type { AcceptanceLimits } from '../ports/acceptance.ts';
import type { SyncControl, SyncEvent, Trouble } from '../ports/cache.ts';
import {
  CursorTooOld,
  FundTimeLimit,
  FundUnreachable,
  FundUnreadable,
  type AccountIntent,
  type CopyRules,
  type OwnIntent,
} from '../ports/fund.ts';
import type { Reconciled } from '../ports/reconcile.ts';
import type { Log } from '../ports/log.ts';
import { Emitter } from '../base/emitter.ts';
import { Mutex } from '../base/mutex.ts';
import { DamagedFile, ReadOnlyFile, WrongKey } from '../adapters/sqlite/errors.ts';
import type { FileKeys } from '../adapters/sqlite/keys.ts';
import type { Store } from './store-client.ts';
import { siblingModule, superviseWorker, type Ready } from './supervisor.ts';
import { reviveError, type SerializedError } from './rpc.ts';

/** Milliseconds the thread has to finish its batch and flush. Then it is terminated, which the files survive. */
const stopMs = 5_000;
/** number of events kept until there is a listener */
const mostEarly = 100;

/** The terminal's row in the fund's table of terminals. */
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
  limits: AcceptanceLimits;
  copies: CopyRules;
  terminal: SyncTerminal;
}

export interface SyncThreadApi {
  refreshAccount(account: number, timeoutMs: number): Promise<boolean>;
  accountIntents(account: number): Promise<AccountIntent[]>;
  ownIntents(): Promise<OwnIntent[]>;
  accept(held: string): Promise<boolean>;
  reconcile(): Promise<Reconciled>;
  tellFund(trouble: Trouble | null): void;
  outboxFilled(): void;
  dropOld(): void;
  cacheDamaged(file: string, why: string): Promise<void>;
  stop(): Promise<void>;
}

export interface SyncServices {
  sync: SyncThreadApi;
}

export type SyncThreadEvent =
  | Ready
  | { sync: SyncEvent }
  | { log: 'info' | 'warn'; event: string; details: Record<string, unknown> }
  | { log: 'error'; event: string; details: Record<string, unknown>; error: SerializedError };

export interface SyncOptions extends SyncThreadData {
  store: Store;
  log: Log;
}

const errors = [CursorTooOld, DamagedFile, FundTimeLimit, FundUnreachable, FundUnreadable, ReadOnlyFile, WrongKey];

/** Starts the sync thread; resolves when it runs, whether or not the fund can be reached. */
export async function startSync({ store, log, ...workerData }: SyncOptions): Promise<SyncControl> {
  const listeners = new Listeners();
  const unanswered = (error: unknown) => log.warn('sync.unanswered', { why: (error as Error).message });

  // in order: a listener of a swap must find the store already reading the new file
  const mutex = new Mutex();
  const onSync = (event: SyncEvent) =>
    mutex
      .run(async () => {
        if (event.type === 'rebuilt') log.error('cache.rebuilt', new Error(event.why));
        if (event.type === 'swapped' || event.type === 'rebuilt') await store.reopen();
        listeners.tell(event);
        if (event.type === 'swapped') await api.dropOld();
      })
      .catch(unanswered);

  const worker = await superviseWorker<SyncServices>({
    name: 'sync',
    url: siblingModule('./sync-thread', import.meta.url),
    workerData: workerData satisfies SyncThreadData,
    log,
    errors,
    onEvent(event) {
      const said = event as Exclude<SyncThreadEvent, Ready>;
      if ('sync' in said) void onSync(said.sync);
      else if (said.log === 'error') log.error(said.event, reviveError(said.error, errors), said.details);
      else log[said.log](said.event, said.details);
    },
  });
  const api = worker.service('sync');
  store.onDamaged((file, why) => void api.cacheDamaged(file, why).catch(unanswered));
  store.onFilled(() => void api.outboxFilled().catch(unanswered));

  return {
    refreshAccount: (account, timeoutMs) =>
      Promise.race([
        api.refreshAccount(account, timeoutMs).catch((error: unknown) => (unanswered(error), false)),
        // the thread may be busy with a long write, or restarting
        pause(timeoutMs + 50, false, { ref: false }),
      ]),
    accountIntents: (account, timeoutMs) =>
      Promise.race([
        api.accountIntents(account).catch((error: unknown) => (unanswered(error), null)),
        pause(timeoutMs, null, { ref: false }),
      ]),
    ownIntents: () => api.ownIntents(),
    accept: held => api.accept(held),
    reconcile: () => api.reconcile(),
    tellFund: trouble => void api.tellFund(trouble).catch(unanswered),
    onEvent: listener => listeners.add(listener),
    async stop() {
      await Promise.race([api.stop().catch(unanswered), pause(stopMs, undefined, { ref: false })]);
      await worker.end();
    },
  };
}

/** Listeners of sync events; events before the first listener are kept for it. */
class Listeners {
  readonly #emitter = new Emitter<SyncEvent>();
  #early: SyncEvent[] | null = [];

  tell(event: SyncEvent): void {
    if (!this.#early) this.#emitter.emit(event);
    else if (this.#early.length < mostEarly) this.#early.push(event);
  }

  add(listener: (event: SyncEvent) => void): () => void {
    const stop = this.#emitter.on(listener);
    const early = this.#early ?? [];
    this.#early = null;
    early.forEach(listener);
    return stop;
  }
}
