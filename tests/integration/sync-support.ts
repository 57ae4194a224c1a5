// What the cache and sync tests share: a small region, a running terminal, its events, and both sides' rows side by side.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Db } from '../../src-main/adapters/sqlite/database.ts';
import { readPointer } from '../../src-main/adapters/sqlite/files.ts';
import { loadKeys, type FileKeys } from '../../src-main/adapters/sqlite/keys.ts';
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import { selectList } from '../../src-main/adapters/cache/rows.ts';
import { startSync } from '../../src-main/threads/sync-client.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { resolveSecrets } from '../../src-main/adapters/secrets/index.ts';
import { fillDemo } from '../../scripts/demo/index.ts';
import type { SyncControl, SyncEvent } from '../../src-main/ports/cache.ts';
import { exchange, type EntityName } from '../../src-main/ports/exchange.ts';
import type { Log } from '../../src-main/ports/log.ts';
import { freshFundDatabase, type FundDatabase } from '../support/postgres.ts';

export const folder = (): string => mkdtempSync(join(tmpdir(), 'kapremont-cache-'));
export const removeFolder = (path: string): void => rmSync(path, { recursive: true, force: true });

/** A fund with the demo region, at least 200 accounts. */
export async function region(accounts = 200): Promise<FundDatabase> {
  const fund = await freshFundDatabase();
  await fillDemo(fund.url, { accounts, lastPeriod: '2026-10' });
  return fund;
}

export interface Logged {
  level: 'info' | 'warn' | 'error';
  event: string;
  details: Record<string, unknown>;
}

export function listeningLog(): Log & { said: Logged[] } {
  const said: Logged[] = [];
  return {
    said,
    info: (event, details = {}) => void said.push({ level: 'info', event, details }),
    warn: (event, details = {}) => void said.push({ level: 'warn', event, details }),
    error: (event, error, details = {}) =>
      void said.push({ level: 'error', event, details: { ...details, error: String(error) } }),
  };
}

export interface Terminal {
  store: Store;
  sync: SyncControl;
  keys: FileKeys;
  log: { said: Logged[] };
  events: SyncEvent[];
  /** Resolves with the first event of a type, from `after` on in `events`; rejects after `ms`. */
  until<T extends SyncEvent['type']>(type: T, after?: number, ms?: number): Promise<SyncEvent & { type: T }>;
  stop(): Promise<void>;
}

export const keysOf = async (dataDir: string): Promise<FileKeys> =>
  loadKeys(await resolveSecrets({ dataDir, keyFile: null }, { demo: true }), dataDir);

export const limits = { shrinkPercent: 5, asidePercent: 1, doubtPercent: 1, leastRows: 20, days: 7 };

/** Copies that wait for nobody. */
export const atOnce = { atOnce: 100, patienceMs: 60_000, pauseMs: 0 };

/** A terminal at its folder, as compose.ts starts it. */
export async function startTerminal(
  dataDir: string,
  fundUrl: string,
  pollSeconds = 30,
  copies = atOnce,
): Promise<Terminal> {
  const log = listeningLog();
  const keys = await keysOf(dataDir);
  const store = await openStore({ dataDir, keys, log });
  const sync = await startSync({
    store,
    log,
    dataDir,
    keys,
    fund: { url: fundUrl },
    timeZone: 'Europe/Moscow',
    pollSeconds,
    limits,
    copies,
    terminal: {
      terminalId: await store.terminalStore.terminalId(),
      name: 'Проба',
      audience: 'kiosk',
      version: '0.0.0',
    },
  });
  const events: SyncEvent[] = [];
  sync.onEvent(event => void events.push(event));
  return {
    store,
    sync,
    keys,
    log,
    events,
    until: (type, after = 0, ms = 90_000) =>
      eventually(
        () => events.slice(after).find(event => event.type === type) as (SyncEvent & { type: typeof type }) | undefined,
        ms,
        () => `no «${type}» among ${JSON.stringify(events.slice(after).map(event => event.type))}`,
      ),
    async stop() {
      await sync.stop();
      await store.close();
    },
  };
}

/**
 * Asks again and again until there is an answer. Patient: tests share one server, and a long transaction of another test
 * holds every change log on it back.
 */
export async function eventually<T>(
  ask: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  ms = 90_000,
  why: () => string = () => 'it never came true',
): Promise<T> {
  for (const end = performance.now() + ms; performance.now() < end;) {
    const found = await ask();
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error(why());
}

/** The rows of the serving cache, in key order, read past every service. */
export async function cacheRows(dataDir: string, entity: EntityName): Promise<unknown[]> {
  const { db } = await openActive(dataDir);
  try {
    return db
      .prepare(`select ${selectList(entity)} from ${entity} t order by ${exchange[entity].key.join(', ')}`)
      .all();
  } finally {
    db.close();
  }
}

export async function openActive(dataDir: string): Promise<{ db: Db; file: string }> {
  const found = readPointer(dataDir);
  if (!found) throw new Error('No cache serves.');
  const { cache } = await keysOf(dataDir);
  return { db: openDatabase(join(dataDir, found.file), cache, { readonly: true, mustExist: true }), file: found.file };
}

/** The fund's rows as they parse, in key order. */
export async function fundRows(url: string, entity: EntityName): Promise<unknown[]> {
  const fund = createFundPostgres(url);
  const snapshot = await fund.snapshot();
  try {
    const rows: unknown[] = [];
    for await (const batch of snapshot.copy(entity)) rows.push(...batch.rows);
    return rows;
  } finally {
    await snapshot.close();
    await fund.close();
  }
}
