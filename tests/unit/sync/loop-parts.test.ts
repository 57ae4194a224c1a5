// The sync's small parts: grouping changes, waiting longer, pauses that can be cut short, taking mutex.
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src-main/ports/fund.ts';
import { BackOff } from '../../../src-main/base/back-off.ts';
import { groupChanges } from '../../../src-main/services/sync/group-changes.ts';
import { Mutex } from '../../../src-main/base/mutex.ts';
import { WakeableDelay } from '../../../src-main/base/wakeable-delay.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const change = (entity: Change['entity'], more: Partial<Change>): Change => ({
  entity,
  id: null,
  accountId: null,
  period: null,
  key: null,
  ...more,
});

describe('groupChanges', () => {
  it('asks for a row once however often it changed, what is referred to first', () => {
    const asked = groupChanges([
      change('payment', { id: 7, accountId: 1, period: '2026-01' }),
      change('period_balance', { accountId: 1, period: '2026-01' }),
      change('payment', { id: 7, accountId: 2, period: '2026-01' }),
      change('house', { id: 3 }),
      change('period_balance', { accountId: 1, period: '2026-01' }),
      change('period_balance', { accountId: 1, period: '2026-02' }),
      change('key_rate', { key: '2026-06-01' }),
    ]);
    expect(asked).toEqual([
      { entity: 'house', ids: [3] },
      { entity: 'key_rate', ids: ['2026-06-01'] },
      {
        entity: 'period_balance',
        months: [
          { accountId: 1, period: '2026-01' },
          { accountId: 1, period: '2026-02' },
        ],
      },
      {
        entity: 'payment',
        ids: [7],
        owners: [
          { accountId: 1, id: 7 },
          { accountId: 2, id: 7 },
        ],
      },
    ]);
  });

  it('cuts what is too much for one question into pieces that lose nothing', () => {
    const many = Array.from({ length: 2500 }, (_, n) => change('payment', { id: n + 1 }));
    const asked = groupChanges(many);
    expect(asked.map(piece => piece.ids?.length)).toEqual([1000, 1000, 500]);
    expect(new Set(asked.flatMap(piece => piece.ids ?? [])).size).toBe(2500);
  });

  it('leaves out a change that names nothing', () => {
    expect(groupChanges([change('payment', {}), change('charge_line', { accountId: 1 })])).toEqual([]);
  });
});

describe('BackOff', () => {
  it('doubles up to the longest, half of it by chance, and begins anew after a success', () => {
    const low = new BackOff({ firstMs: 1000, longestMs: 8000, random: () => 0 });
    const high = new BackOff({ firstMs: 1000, longestMs: 8000, random: () => 1 });
    expect([1, 2, 3, 4, 5].map(() => low.next())).toEqual([500, 1000, 2000, 4000, 4000]);
    expect([1, 2, 3, 4, 5].map(() => high.next())).toEqual([1000, 2000, 4000, 8000, 8000]);
    low.reset();
    expect(low.next()).toBe(500);
  });

  it('does not lose its bounds after a very long outage', () => {
    const backOff = new BackOff({ firstMs: 1000, longestMs: 60_000 });
    for (let n = 0; n < 2000; n++) backOff.next();
    const wait = backOff.next();
    expect(wait).toBeGreaterThanOrEqual(30_000);
    expect(wait).toBeLessThanOrEqual(60_000);
  });
});

describe('WakeableDelay', () => {
  const settled = async (promise: Promise<void>) =>
    Promise.race([promise.then(() => true), new Promise(resolve => setImmediate(() => resolve(false)))]);

  it('ends after its time, or at once when woken', async () => {
    const clock = fakeClock();
    const pause = new WakeableDelay(clock);
    const first = pause.wait(1000);
    clock.advance(999);
    expect(await settled(first)).toBe(false);
    clock.advance(1);
    expect(await settled(first)).toBe(true);
    const second = pause.wait(1000);
    pause.wake();
    expect(await settled(second)).toBe(true);
  });

  it('a wake between two pauses is not missed, and counts once', async () => {
    const pause = new WakeableDelay(fakeClock());
    pause.wake();
    pause.wake();
    expect(await settled(pause.wait(1000))).toBe(true);
    expect(await settled(pause.wait(1000))).toBe(false);
  });
});

describe('Mutex', () => {
  it('the next piece of work begins when the one before is over, failed or not', async () => {
    const mutex = new Mutex();
    const log: string[] = [];
    const work = (name: string, fails = false) =>
      mutex.run(async () => {
        log.push(`${name} begins`);
        await new Promise(resolve => setTimeout(resolve, 5));
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const results = await Promise.allSettled([work('a'), work('b', true), work('c')]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(results.map(result => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
