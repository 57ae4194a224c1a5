// Which data of the fund is not accepted by itself, by the numbers alone.
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../src-main/ports/acceptance.ts';
import { coveredBy, isStillHeld, refusalsOf, type Comparison } from '../../../src-main/services/sync/acceptance.ts';

const limits = { shrinkPercent: 5, asidePercent: 1, doubtPercent: 1, leastRows: 20, days: 7 };
type Entity = Comparison['entity'];
const why = (entity: Entity, before: [number, number] | null, now: [number, number]): Refusal['why'] | null =>
  refusalsOf(
    [
      {
        entity,
        column: '',
        before: before && { rows: before[0], aside: before[1] },
        now: { rows: now[0], aside: now[1] },
      },
    ],
    limits,
  )[0]?.why ?? null;

describe('what came is refused', () => {
  it.each<[Entity, [number, number] | null, [number, number], Refusal['why'] | null]>([
    // a share alone is no reason in a small table
    ['payment', [10, 0], [9, 0], null],
    ['payment', [10, 0], [0, 0], null],
    ['news', [19, 0], [0, 0], null],
    ['payment', [300, 0], [281, 0], null],
    // nor are many rows alone
    ['payment', [1_000_000, 0], [950_000, 0], null],
    ['payment', [400, 0], [380, 0], null],
    // both are
    ['payment', [399, 0], [379, 0], 'shrunk'],
    ['payment', [1_000_000, 0], [949_999, 0], 'shrunk'],
    ['news', [20, 0], [0, 0], 'emptied'],
    // without its last row nobody finds an account
    ['account', [1, 0], [0, 0], 'emptied'],
    ['house', [3, 0], [0, 3], 'setAside'],
    // a row set aside is still the fund's
    ['payment', [5000, 0], [4960, 40], null],
    ['payment', [5000, 0], [4940, 60], 'setAside'],
    ['account', [15, 0], [10, 5], null],
    // what was set aside before is no news
    ['payment', [4940, 60], [4940, 60], null],
    ['payment', [4940, 60], [4880, 120], 'setAside'],
    ['payment', [4940, 60], [5000, 0], null],
    // growth is welcome
    ['payment', [100, 0], [9000, 0], null],
    // a first copy
    ['account', null, [0, 0], 'emptied'],
    ['account', null, [0, 7], 'setAside'],
    ['account', null, [980, 20], 'setAside'],
    ['account', null, [3, 1], null],
    ['news', null, [0, 0], null],
    ['payment', null, [0, 0], null],
  ])('%s %j -> %j: %s', (entity, before, now, expected) => {
    expect(why(entity, before, now)).toBe(expected);
  });
});

describe('an acceptance', () => {
  const held = (now: number, more: Partial<Refusal> = {}) => ({
    what: 'copy' as const,
    refusals: [
      { entity: 'payment' as const, column: '', why: 'shrunk' as const, before: 10_000, now, aside: 0, ...more },
    ],
  });

  it('is of what was shown, give or take what would not be refused by itself', () => {
    expect(isStillHeld(held(7000), held(7000), limits)).toBe(true);
    expect(isStillHeld(held(7000), held(6990), limits)).toBe(true);
    expect(isStillHeld(held(7000), held(7500), limits)).toBe(true);
    expect(isStillHeld(held(7000), held(6000), limits)).toBe(false);
    expect(isStillHeld(held(7000), held(7000, { why: 'setAside', aside: 500 }), limits)).toBe(false);
    expect(isStillHeld(held(7000), held(7000, { entity: 'house' }), limits)).toBe(false);
    expect(isStillHeld(held(7000), { ...held(7000), what: 'changes' }, limits)).toBe(false);
  });

  it('at another terminal is of these numbers, and of nothing worse', () => {
    const { refusals } = held(7000, { aside: 10 });
    const covers = (...accepted: Parameters<typeof coveredBy>[1]) => coveredBy(refusals, accepted);
    expect(covers({ payment: { rows: 7000, aside: 10 } })).toEqual({ payment: { rows: 7000, aside: 10 } });
    expect(covers({ payment: { rows: 6900, aside: 12 } })).toEqual({ payment: { rows: 6900, aside: 12 } });
    expect(covers({ payment: { rows: 7001, aside: 10 } })).toBeNull();
    expect(covers({ payment: { rows: 7000, aside: 9 } })).toBeNull();
    expect(covers({ house: { rows: 0, aside: 0 } })).toBeNull();
    expect(covers()).toBeNull();
    const column = held(12, { column: 'channel', why: 'doubtful' }).refusals;
    expect(coveredBy(column, [{ payment: { rows: 0, aside: 9999 } }])).toBeNull();
    expect(coveredBy(column, [{ 'payment.channel': { rows: 12, aside: 0 } }])).not.toBeNull();
    // each by whichever covers it
    expect(
      coveredBy(
        [...refusals, ...column],
        [{ payment: { rows: 0, aside: 99 } }, { 'payment.channel': { rows: 0, aside: 0 } }],
      ),
    ).not.toBeNull();
  });
});
