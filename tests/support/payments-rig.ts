// Card payment put together as compose.ts does it, over a real outbox file, a real cache and real HTTP to the loopback acquirer.
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import { yooKassa, type YooKassaOptions } from '../../src-main/adapters/acquirers/yookassa.ts';
import { systemClock } from '../../src-main/adapters/clock/system-clock.ts';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { nothingSaid, ok, type PaymentAttempt, type Result } from '#contract';
import type { Acquirer } from '../../src-main/ports/acquirer.ts';
import type { AttemptStore } from '../../src-main/ports/attempts.ts';
import type { AccountIntent } from '../../src-main/ports/fund.ts';
import { createAudit } from '../../src-main/services/audit/index.ts';
import type { Pace } from '../../src-main/services/payments/follower.ts';
import { createPayments, type Payments } from '../../src-main/services/payments/index.ts';
import { keysOf, listeningLog, type Logged } from '../integration/sync-support.ts';
import { called } from './called.ts';

export const shop = { shopId: '506751', secret: 'test_Nadezhnyi-sekret-0123456789' };

/** Seconds become hundredths, so that a test sees an hour pass. */
const quickPace: Pace = { watchedMs: 20, watchEndsMs: 400, longestMs: 60, rareMs: 60, marginMs: 300 };

export interface RigOptions {
  dataDir: string;
  baseUrl: string;
  /** an open store of this folder; one of its own otherwise */
  store?: Store;
  acquirer?: Partial<YooKassaOptions>;
  wrapAcquirer?: (acquirer: Acquirer) => Acquirer;
  wrapStore?: (store: AttemptStore) => AttemptStore;
  intents?: () => Promise<readonly AccountIntent[] | null>;
  pace?: Partial<Pace>;
  cardAccounts?: readonly string[];
  beginMs?: number;
}

export interface Rig {
  payments: Omit<Payments, 'methods'> & { methods: ReturnType<typeof called<Payments['methods']>> };
  store: Store;
  log: { said: Logged[] };
  stop(): Promise<void>;
}

export async function paymentsRig(options: RigOptions): Promise<Rig> {
  const log = listeningLog();
  const store =
    options.store ?? (await openStore({ dataDir: options.dataDir, keys: await keysOf(options.dataDir), log }));
  const clock = systemClock('Europe/Moscow');
  const acquirer = yooKassa({
    ...shop,
    baseUrl: options.baseUrl,
    timeoutMs: 3_000,
    termSeconds: 3600,
    confirmation: { kind: 'sbpQr' },
    ...options.acquirer,
  });
  const payments = createPayments({
    acquirer: options.wrapAcquirer?.(acquirer) ?? acquirer,
    store: options.wrapStore?.(store.terminalStore) ?? store.terminalStore,
    cache: store.cache,
    intents: options.intents ?? (async () => null),
    paper: createPaper(),
    visit: { id: () => 'visit' },
    printing: {
      printout: async (_visit, job) => ok({ job, state: 'queued', note: nothingSaid, trouble: false, others: [] }),
    },
    audit: createAudit({ store: store.terminalStore, clock, log, terminalName: 'Проба' }),
    clock,
    log,
    cardAccounts: options.cardAccounts ?? [],
    limits: { least: 100, most: 10_000_000 },
    timeZone: 'Europe/Moscow',
    terminalName: 'Проба',
    pace: { ...quickPace, ...options.pace },
    beginMs: options.beginMs ?? 10_000,
  });
  return {
    payments: { ...payments, methods: called(payments.methods) },
    store,
    log,
    async stop() {
      await payments.stop();
      if (!options.store) await store.close();
    },
  };
}

/** The attempt of an answer that has to be good. */
export function attemptOf(result: Result<PaymentAttempt>): PaymentAttempt {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
