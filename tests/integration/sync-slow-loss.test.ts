// Too little a day to be refused, day after day: what came is held against the best of the last days, not only against yesterday.
import { afterEach, describe, expect, it } from 'vitest';
import { SqliteCacheWriter } from '../../src-main/adapters/cache/cache-writer.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import type { SyncEvent } from '../../src-main/ports/cache.ts';
import { SyncService } from '../../src-main/services/sync/sync-service.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { inFund, type FundDatabase } from '../support/postgres.ts';
import { accounts, heldRig, shortly } from './held-support.ts';
import { eventually, keysOf, limits, listeningLog } from './sync-support.ts';

const rig = heldRig();
const dayMs = 24 * 3_600_000;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** The sync in this thread over a real fund and real files, with a clock of the test's own. */
async function following(fund: FundDatabase, dataDir = rig.newFolder(), clock = fakeClock()) {
  const source = createFundPostgres(fund.terminalUrl);
  const { cache } = await keysOf(dataDir);
  const writer = new SqliteCacheWriter({
    dataDir,
    key: cache,
    onSetAside: () => undefined,
    onOtherSchema: () => undefined,
  });
  const events: SyncEvent[] = [];
  const service = new SyncService({
    fund: source,
    writer,
    clock,
    log: listeningLog(),
    pollMs: 30_000,
    copies: { atOnce: 4, patienceMs: 60_000, pauseMs: 0 },
    limits,
    emit: event => void events.push(event),
  });
  const running = service.run();
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    service.stop();
    await running;
    writer.close();
    await source.close();
  };
  stops.push(stop);
  const said = (type: SyncEvent['type'], after: number) => events.slice(after).find(event => event.type === type);
  await eventually(() => said('fresh', 0) ?? said('trouble', 0));
  return {
    service,
    stop,
    rows: () => writer.active()?.tally('payment').rows ?? 0,
    held: () => service.trouble()?.held ?? null,
    /** Some days pass, the fund is changed, and what became of it is waited for. */
    async after(days: number, sql: string, isDone: () => boolean) {
      clock.advance(days * dayMs);
      await inFund(fund, sql);
      await eventually(() => {
        clock.advance(60_000);
        return service.trouble()?.held ?? isDone();
      });
      return service.trouble()?.held ?? null;
    },
    async accepted(isDone: () => boolean) {
      expect(await service.accept(service.trouble()?.held?.id ?? '')).toBe(true);
      await eventually(() => {
        clock.advance(60_000);
        return service.trouble() === null && isDone();
      });
    },
  };
}

const total = accounts * 10;
/** 2 % of the payments; each call takes others */
const someOf = (n: number) => `delete from fund.payment where id % 50 = ${n}`;
const left = (calls: number) => total - calls * (total / 50);

describe('two percent a day', () => {
  it('by changes are held on the third day, and after an acceptance counted anew', { timeout: 180_000 }, async () => {
    const fund = await rig.seeded();
    const { after, rows, accepted } = await following(fund);
    expect(await after(1, someOf(0), () => rows() === left(1))).toBeNull();
    expect(await after(1, someOf(1), () => rows() === left(2))).toBeNull();
    const held = await after(1, someOf(2), () => rows() === left(3));
    expect(held && shortly(held)).toEqual(['changes', `payment shrunk ${total} ${left(3)} 0`]);
    expect(rows()).toBe(left(2));
    await accepted(() => rows() === left(3));
    expect(await after(1, someOf(3), () => rows() === left(4))).toBeNull();
    expect(await after(1, someOf(4), () => rows() === left(5))).toBeNull();
    expect(await after(1, someOf(5), () => rows() === left(6))).not.toBeNull();
  });

  it('by a new copy each day are held too, also after a restart', { timeout: 180_000 }, async () => {
    const fund = await rig.seeded();
    const dataDir = rig.newFolder();
    const clock = fakeClock();
    const first = await following(fund, dataDir, clock);
    const copy = (n: number) => `${someOf(n)}; select exchange.resnapshot()`;
    expect(await first.after(1, copy(0), () => first.rows() === left(1))).toBeNull();
    await first.stop();
    const again = await following(fund, dataDir, clock);
    expect(await again.after(1, copy(1), () => again.rows() === left(2))).toBeNull();
    const held = await again.after(1, copy(2), () => again.rows() === left(3));
    expect(held && shortly(held)).toEqual(['copy', `payment shrunk ${total} ${left(3)} 0`]);
    await again.accepted(() => again.rows() === left(3));
    expect(await again.after(1, copy(3), () => again.rows() === left(4))).toBeNull();
  });

  it('are no reason once the days before are long enough ago', { timeout: 180_000 }, async () => {
    const fund = await rig.seeded();
    const { after, rows } = await following(fund);
    for (let n = 0; n < 4; n++) expect(await after(4, someOf(n), () => rows() === left(n + 1))).toBeNull();
  });

  it('are no reason where as many came in between', { timeout: 180_000 }, async () => {
    const fund = await rig.seeded();
    const { after, rows } = await following(fund);
    const back = `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
      select id, 500000 + id, '2026-09-05', '2026-09-06', '2026-09', 100, 'Касса' from fund.account where id <= 60`;
    expect(await after(1, someOf(0), () => rows() === left(1))).toBeNull();
    expect(await after(1, back, () => rows() === left(0))).toBeNull();
    expect(await after(1, someOf(1), () => rows() < left(0))).toBeNull();
    expect(await after(1, someOf(2), () => rows() < left(0) - 60)).toBeNull();
  });
});
