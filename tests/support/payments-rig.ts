// Card payment put together as compose.ts does it, over a real outbox file, a real cache and real HTTP to the loopback acquirer.
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import { yooKassa, type YooKassaOptions } from '../../src-main/adapters/acquirers/yookassa.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { outboxPath } from '../../src-main/adapters/sqlite/files.ts';
import { systemClock } from '../../src-main/adapters/clock/system-clock.ts';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { nothingSaid, ok, type PaymentAttempt, type Result } from '#contract';
import type { Acquirer } from '../../src-main/ports/acquirer.ts';
import type { AttemptStore } from '../../src-main/ports/attempts.ts';
import type { AccountIntent, OwnIntent } from '../../src-main/ports/fund.ts';
import { createAudit } from '../../src-main/services/audit/index.ts';
import type { Pace } from '../../src-main/services/payments/follower.ts';
import type { RefundPace } from '../../src-main/services/payments/refunds.ts';
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
  ownIntents?: () => Promise<readonly OwnIntent[]>;
  intents?: () => Promise<readonly AccountIntent[] | null>;
  pace?: Partial<Pace>;
  cardAccounts?: readonly string[];
  beginMs?: number;
  refundPace?: RefundPace;
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
    receipt: null,
    ...options.acquirer,
  });
  const payments = createPayments({
    acquirer: options.wrapAcquirer?.(acquirer) ?? acquirer,
    store: options.wrapStore?.(store.terminalStore) ?? store.terminalStore,
    cache: store.cache,
    ownIntents: options.ownIntents ?? (async () => []),
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
    refundPace: options.refundPace ?? { roundMs: 60, openedMs: 0 },
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

/** What the outbox file holds, whatever the program says of it. */
export async function outboxRows(dataDir: string, table: string): Promise<Record<string, unknown>[]> {
  const { outbox } = await keysOf(dataDir);
  const db = openDatabase(outboxPath(dataDir), outbox, { mustExist: true });
  try {
    return db.prepare(`select * from ${table}`).all() as Record<string, unknown>[];
  } finally {
    db.close();
  }
}

/** Audit actions of an attempt, from the queue to the fund, oldest first. */
export async function auditOf(dataDir: string, attempt: string): Promise<string[]> {
  return (await outboxRows(dataDir, 'outgoing'))
    .map(row => JSON.parse(String(row['payload'])) as { attempt?: string; audit?: { action: string } | null })
    .filter(payload => payload.attempt === attempt)
    .flatMap(payload => (payload.audit ? [payload.audit.action] : []));
}
