// The composition root of the sync thread: joins the fund, the cache files, the outbox and the sync's services.
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteCacheWriter } from '../adapters/cache/cache-writer.ts';
import { readPointer } from '../adapters/sqlite/files.ts';
import { SqliteOutboxQueue } from '../adapters/outbox/outbox-queue.ts';
import { CopyThreads } from './copy-client.ts';
import type { SyncServices, SyncThreadApi, SyncThreadData, SyncThreadEvent } from './sync-client.ts';
import { serializeError, serve, serviceOf } from './rpc.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { createFundPostgres } from '../adapters/fund-postgres/index.ts';
import type { FundSource } from '../ports/fund.ts';
import type { Trouble } from '../ports/cache.ts';
import type { Log } from '../ports/log.ts';
import { Sender } from '../services/sync/sender.ts';
import { SyncService } from '../services/sync/sync-service.ts';

const port = parentPort;
if (!port) throw new Error('sync-thread is a worker thread’s module.');
const { dataDir, keys, fund: at, timeZone, pollSeconds, limits, copies, terminal } = workerData as SyncThreadData;

const say = (event: SyncThreadEvent) => tell(event);
const log: Log = {
  info: (event, details = {}) => say({ log: 'info', event, details }),
  warn: (event, details = {}) => say({ log: 'warn', event, details }),
  error: (event, error, details = {}) => say({ log: 'error', event, details, error: serializeError(error) }),
};

const clock = systemClock(timeZone);
const applicationName = `kapremont ${terminal.name}`.slice(0, 60);
const copyThreads = new CopyThreads({ fund: at, applicationName });
const fund: FundSource = {
  ...createFundPostgres(at.url, { ...(at.password === undefined ? {} : { password: at.password }), applicationName }),
  snapshot: (turn, words = null) => copyThreads.open(turn, words),
};
const writer = new SqliteCacheWriter({
  dataDir,
  key: keys.cache,
  onSetAside: why => say({ sync: { type: 'rebuilt', why } }),
  onOtherSchema: file => log.info('cache.otherSchema', { file }),
});
const sync = new SyncService({
  fund,
  writer,
  clock,
  log,
  pollMs: pollSeconds * 1000,
  limits,
  copies,
  emit: event => {
    say({ sync: event });
    if (event.type === 'trouble' || event.type === 'online') sender.beatNow();
  },
});
let ofTheDisk: Trouble | null = null;
const outbox = new SqliteOutboxQueue({ dataDir, key: keys.outbox });
const sender = new Sender({
  fund,
  outbox,
  clock,
  log,
  terminal,
  asOf: () => writer.active()?.asOf() ?? null,
  facts: () => sync.facts(),
  parted: after => say({ sync: { type: 'parted', after } }),
  restored: () => sync.fundRestored(),
  trouble: () => ofTheDisk ?? sync.trouble(),
  identity: fault => say({ sync: { type: 'identity', fault } }),
});
let running: Promise<unknown> = Promise.resolve();

const api: SyncThreadApi = {
  refreshAccount: (account, timeoutMs) => sync.refreshAccount(account, timeoutMs),
  accountIntents: account => fund.accountIntents(account),
  ownIntents: () => fund.ownIntents(),
  accept: held => sync.accept(held),
  reconcile: () => sync.reconcile(),
  tellFund(trouble) {
    ofTheDisk = trouble;
    sender.beatNow();
  },
  outboxFilled: () => sender.wake(),
  dropOld: () => writer.dropOld(),
  async cacheDamaged(file, why) {
    // the file may have been replaced meanwhile
    if (readPointer(dataDir)?.file === file) await sync.rebuild(why);
  },
  async stop() {
    sync.stop();
    sender.stop();
    await running;
    writer.close();
    await copyThreads.close();
    await fund.close();
  },
};

const tell = serve<SyncServices>(port, { sync: serviceOf(api) });
say({ ready: true });
running = Promise.all([sync.run(), sender.run()]);
