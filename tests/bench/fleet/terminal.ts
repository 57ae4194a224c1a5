// One terminal of a fleet: the program's own sync and sender over a cache of its own, in this process, with an outbox that holds nothing.
import { systemClock } from '../../../src-main/adapters/clock/system-clock.ts';
import { SqliteCacheWriter } from '../../../src-main/adapters/cache/cache-writer.ts';
import { createFundPostgres } from '../../../src-main/adapters/fund-postgres/index.ts';
import type { SyncEvent } from '../../../src-main/ports/cache.ts';
import type { Log } from '../../../src-main/ports/log.ts';
import type { OutboxQueue } from '../../../src-main/ports/outbox.ts';
import { Sender } from '../../../src-main/services/sync/sender.ts';
import { SyncService } from '../../../src-main/services/sync/sync-service.ts';

const empty: OutboxQueue = {
  next: () => [],
  acknowledge: () => undefined,
  lastAcknowledged: () => null,
  forgetOld: () => undefined,
  sendAgain: () => 0,
  waiting: () => ({ items: 0, oldest: null }),
  chain: () => ({ head: '', lines: 0 }),
  refused: () => 1,
  isGap: () => false,
  damagedSince: () => null,
  size: () => 0,
};

export interface FleetTerminal {
  stop(): Promise<void>;
}

export function fleetTerminal(
  n: number,
  dataDir: string,
  key: string,
  fundUrl: string,
  log: Log,
  emit: (event: SyncEvent) => void,
): FleetTerminal {
  const clock = systemClock('Europe/Moscow');
  const fund = createFundPostgres(fundUrl);
  const writer = new SqliteCacheWriter({
    dataDir,
    key,
    onSetAside: why => log.warn('cache.setAside', { why }),
    onOtherSchema: () => undefined,
  });
  const sync = new SyncService({
    fund,
    writer,
    clock,
    log,
    pollMs: 30_000,
    limits: { shrinkPercent: 5, asidePercent: 1, doubtPercent: 1, leastRows: 20, days: 7 },
    copies: { atOnce: 4, patienceMs: 3_600_000, pauseMs: 5_000 },
    emit,
  });
  const sender = new Sender({
    fund,
    outbox: empty,
    clock,
    log,
    terminal: {
      terminalId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      name: 'Bench',
      audience: 'kiosk',
      version: '0',
    },
    asOf: () => writer.active()?.asOf() ?? null,
    trouble: () => sync.trouble(),
    facts: () => sync.facts(),
    restored: () => undefined,
    parted: () => undefined,
    identity: () => undefined,
  });
  const running = Promise.all([sync.run(), sender.run()]);
  return {
    async stop() {
      sync.stop();
      sender.stop();
      await running;
      writer.close();
      await fund.close();
    },
  };
}
