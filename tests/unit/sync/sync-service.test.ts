// The states of the sync, over a fund and a cache in memory: what is said to the program after a failure, a cursor too old, a damaged file.
import { describe, expect, it } from 'vitest';
import type { CacheFile, CacheWriter, ShadowCache } from '../../../src-main/ports/cache-writer.ts';
import type { SyncEvent } from '../../../src-main/ports/cache.ts';
import { entityNames } from '../../../src-main/ports/exchange.ts';
import { CursorTooOld, FundUnreachable, type FundSource } from '../../../src-main/ports/fund.ts';
import { SyncService } from '../../../src-main/services/sync/sync-service.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const cursor = { xid: '1', seq: '0' };
const asOf = '2026-11-22T09:00:00.000Z';

/** A cache that only knows whether a file serves. */
function memoryWriter(serving: boolean) {
  const counts = {
    tally: () => ({ rows: 100, aside: 0, known: {}, doubts: {} }),
    aside: () => ({}),
    intake: () => null,
    setIntake: () => undefined,
  };
  const file = {
    ...counts,
    cursor: () => cursor,
    apply: () => ({ accounts: [], addresses: false }),
    setAsOf: () => undefined,
    asOf: () => asOf,
    check: () => [][Symbol.iterator](),
  } as unknown as CacheFile;
  let active: CacheFile | null = null;
  const shadow = {
    ...counts,
    cursor: () => cursor,
    setAsOf: () => undefined,
    started: () => ({ cursor, asOf, totalRows: 1 }),
    place: () => ({ done: true, after: null }),
    index: () => undefined,
  } as unknown as ShadowCache;
  const writer = {
    open: () => (active = serving ? file : null),
    active: () => active,
    shadow: () => shadow,
    discardShadow: () => undefined,
    swap: () => void (active = file),
    setAside: () => void (active = null),
    isDamage: (error: unknown) => error instanceof Error && error.name === 'DamagedFile',
  } as unknown as CacheWriter;
  return writer;
}

/** Each call of `changes` takes the next answer; the last one is repeated. */
function sync(options: { serving: boolean; changes: (Error | null)[]; held?: (asked: number) => object }) {
  const clock = fakeClock();
  const events: SyncEvent[] = [];
  const logged: string[] = [];
  const asked: number[] = [];
  const answers = [...options.changes];
  const fund = {
    changes: async () => {
      asked.push(clock.monotonic());
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer) throw answer;
      return { changes: [], cursor, asOf, more: false, heldBack: false, ...options.held?.(asked.length) };
    },
    accountSnapshot: async () => null,
    listen: async () => ({ hears: true, close: async () => undefined }),
  } as unknown as FundSource;
  const writer = memoryWriter(options.serving);
  const note = (event: string, details?: unknown) => {
    logged.push(event === 'snapshot.begun' ? `${event} ${JSON.stringify(details)}` : event);
  };
  const service = new SyncService({
    fund,
    writer,
    clock,
    log: { info: note, warn: note, error: note },
    pollMs: 30_000,
    limits: { shrinkPercent: 5, asidePercent: 1, doubtPercent: 1, leastRows: 20, days: 7 },
    copies: { atOnce: 4, patienceMs: 60_000, pauseMs: 0 },
    emit: event => void events.push(event),
  });
  const running = service.run();
  const settle = async () => {
    for (let n = 0; n < 50; n++) await Promise.resolve();
  };
  return {
    service,
    writer,
    logged,
    /** when the fund was asked for changes, in milliseconds from the start */
    asked,
    events: () => events.splice(0).map(event => event.type),
    settle,
    /** Lets so much time pass, and what falls due then be done. */
    async pass(ms: number) {
      clock.advance(ms);
      await settle();
    },
    async stop() {
      service.stop();
      await running;
    },
  };
}

const away = new FundUnreachable('away');
const tooOld = new CursorTooOld('too old');

describe('the sync', () => {
  it('with a file that serves says so, then follows', async () => {
    const { events, settle, stop, pass } = sync({ serving: true, changes: [null] });
    await settle();
    expect(events()).toEqual(['swapped', 'fresh']);
    await pass(30_000);
    expect(events()).toEqual(['fresh']);
    await stop();
  });

  it('without one takes a snapshot first; every entity is asked for', async () => {
    const { events, settle, logged, stop } = sync({ serving: false, changes: [null] });
    await settle();
    expect(entityNames.length).toBeGreaterThan(10);
    expect(events()).toEqual(['progress', 'progress', 'swapped', 'fresh', 'fresh']);
    expect(logged).toEqual(['snapshot.begun {"renewal":false}', 'snapshot.whole']);
    await stop();
  });

  it('says «trouble» once however often it fails, answers no refresh meanwhile, and «online» when a round succeeds', async () => {
    const { service, events, settle, pass, stop } = sync({ serving: true, changes: [away, away, null] });
    await settle();
    expect(events()).toEqual(['swapped', 'trouble']);
    await pass(1000);
    expect(events()).toEqual([]);
    // the refresh is refused at once and wakes the next round
    expect(await service.refreshAccount(5, 700)).toBe(false);
    await settle();
    expect(events()).toEqual(['fresh', 'online']);
    await stop();
  });

  it('a cursor too old leads to a snapshot at once, and is no outage', async () => {
    const { events, settle, pass, logged, stop } = sync({ serving: true, changes: [tooOld, null] });
    await settle();
    await pass(0);
    expect(events()).toEqual(['swapped', 'progress', 'progress', 'swapped', 'fresh', 'fresh']);
    expect(logged).toEqual(['changes.tooOld', 'snapshot.begun {"renewal":true}', 'snapshot.whole']);
    await stop();
  });

  it('a fund that calls a fresh snapshot too old is asked again with pauses', async () => {
    const { settle, logged, pass, stop } = sync({ serving: true, changes: [tooOld] });
    await settle();
    await pass(0);
    const begun = () => logged.filter(line => line.startsWith('snapshot.begun')).length;
    expect(begun()).toBe(1);
    await pass(0);
    expect(begun()).toBe(1);
    await pass(1000);
    expect(begun()).toBe(2);
    await stop();
  });

  it('a file set aside is replaced by a new copy in the next round', async () => {
    const { service, events, settle, logged, stop } = sync({ serving: true, changes: [null] });
    await settle();
    events();
    await service.rebuild('damaged');
    await settle();
    expect(events()).toEqual(['progress', 'progress', 'swapped', 'fresh', 'fresh']);
    expect(logged).toEqual(['snapshot.begun {"renewal":false}', 'snapshot.whole']);
    await stop();
  });

  it('asks for what one transaction holds back after half a second at first, and after five at last', async () => {
    const { asked, settle, pass, stop } = sync({ serving: true, changes: [null], held: () => ({ heldBack: true }) });
    await settle();
    for (let n = 0; n < 600; n++) await pass(100);
    const waits = asked.slice(1).map((at, n) => at - (asked[n] ?? 0));
    // a step of the test's clock is 100 ms
    expect(waits[0]).toBeGreaterThanOrEqual(500);
    expect(waits[0]).toBeLessThanOrEqual(1100);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5100);
    expect(Math.min(...waits.slice(3))).toBeGreaterThanOrEqual(2500);
    expect(new Set(waits.slice(3)).size, 'terminals do not ask in step').toBeGreaterThan(1);
    await stop();
  });

  it('asks soon while transactions that hold changes back end one after another', async () => {
    const held = (n: number) => ({ heldBack: true, cursor: { xid: String(n + 1), seq: '0' } });
    const { asked, settle, pass, stop } = sync({ serving: true, changes: [null], held });
    await settle();
    for (let n = 0; n < 200; n++) await pass(100);
    const waits = asked.slice(1).map((at, n) => at - (asked[n] ?? 0));
    expect(Math.max(...waits)).toBeLessThanOrEqual(1100);
    await stop();
  });

  it('stopped, it begins no further round', async () => {
    const { events, settle, pass, stop } = sync({ serving: true, changes: [null] });
    await settle();
    await stop();
    events();
    await pass(600_000);
    expect(events()).toEqual([]);
  });
});
