// What the program says of its data in each trouble, and when it takes a word back.
import { describe, expect, it } from 'vitest';
import type { SyncControl, SyncEvent, Trouble, TroubleKind } from '../../../src-main/ports/cache.ts';
import type { DiskTrouble } from '../../../src-main/ports/disk.ts';
import { entityNames } from '../../../src-main/ports/exchange.ts';
import { FundTimeLimit, FundUnreachable, FundUnreadable } from '../../../src-main/ports/fund.ts';
import { FundNotAccepted } from '../../../src-main/services/sync/acceptance.ts';
import { troubleKind } from '../../../src-main/services/sync/trouble.ts';
import { ReadOnlyFile } from '../../../src-main/adapters/sqlite/errors.ts';
import { createSystem } from '../../../src-main/services/system/index.ts';
import { data } from '../../../src-renderer/i18n/messages/data.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { memoryCache } from '../../support/memory-cache.ts';

/** A question to the disk is answered. */
const settled = () => new Promise(resolve => setImmediate(resolve));

const asOf = '2026-11-22T08:59:00.000Z';
const trouble = (kind: TroubleKind): Trouble => ({ kind, reason: '', since: asOf, held: null });

async function system(ready: boolean) {
  const clock = fakeClock();
  const listeners: ((event: SyncEvent) => void)[] = [];
  const sync = {
    onEvent: (listener: (event: SyncEvent) => void) => listeners.push(listener),
  } as unknown as SyncControl;
  const disk: { trouble: DiskTrouble | null } = { trouble: null };
  const heartbeats: (TroubleKind | null)[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const made = await createSystem({
    cache: memoryCache({}, { meta: async () => ({ ready, asOf: ready ? asOf : null }) }),
    sync,
    clock,
    log,
    version: '0',
    audience: 'kiosk',
    timeZone: 'Europe/Moscow',
    idle: { warnSeconds: 75, endSeconds: 105, readingSeconds: 45 },
    staffSignIn: true,
    staleHours: 24,
    disk: { check: async () => disk.trouble },
    tellFund: trouble => void heartbeats.push(trouble?.kind ?? null),
    demo: async () => null,
  });
  const told: string[] = [];
  made.onFreshness(({ state }) => void told.push(state));
  return {
    made,
    clock,
    told,
    disk,
    heartbeats,
    say: (event: SyncEvent) => listeners.forEach(listener => listener(event)),
  };
}

describe('the freshness of the data', () => {
  it.each<TroubleKind>(['unreachable', 'unreadable', 'notAccepted', 'timeLimit', 'diskUnwritable', 'fault'])(
    'is «%s» in that trouble, with and without data, until new data has come',
    async kind => {
      for (const ready of [true, false]) {
        const { made, say, told } = await system(ready);
        say({ type: 'trouble', trouble: trouble(kind) });
        expect(made.freshness()).toEqual({ asOf: ready ? asOf : null, state: kind, progress: null });
        say({ type: 'online' });
        expect(told).toEqual([kind, ready ? 'fresh' : 'loading']);
      }
    },
  );

  it('tells a copy made anew from the first one, and from data that is old', async () => {
    const first = await system(false);
    first.say({ type: 'progress', fraction: 0.5 });
    expect(first.made.freshness().state).toBe('loading');
    const later = await system(true);
    later.say({ type: 'progress', fraction: 0.5 });
    expect(later.made.freshness().state).toBe('renewing');
    later.say({ type: 'waiting' });
    expect(later.made.freshness()).toEqual({ asOf, state: 'waiting', progress: null });
    later.say({ type: 'progress', fraction: 0 });
    expect(later.made.freshness().state).toBe('renewing');
    later.say({ type: 'swapped', asOf });
    later.clock.advance(25 * 3_600_000);
    expect(later.made.freshness().state).toBe('stale');
  });

  it('is old once changes of the fund have been held back for over a minute, until they are read', async () => {
    const { made, say, clock } = await system(true);
    say({ type: 'fresh', asOf, heldBack: true });
    clock.advance(50_000);
    say({ type: 'fresh', asOf, heldBack: true });
    expect(made.freshness().state).toBe('fresh');
    clock.advance(11_000);
    say({ type: 'fresh', asOf, heldBack: true });
    expect(made.freshness().state).toBe('stale');
    say({ type: 'fresh', asOf });
    expect(made.freshness().state).toBe('fresh');
  });

  it('says that the disk is full from the call that found no room until the disk was written again, to the fund too', async () => {
    const { made, say, clock, disk, heartbeats } = await system(true);
    disk.trouble = { kind: 'diskFull', reason: 'no room' };
    made.diskTrouble(disk.trouble);
    expect(made.freshness().state).toBe('diskFull');
    // new data that came just before proves nothing
    say({ type: 'fresh', asOf });
    expect(made.freshness().state).toBe('diskFull');
    clock.advance(11_000);
    await settled();
    expect(made.trouble()?.kind).toBe('diskFull');
    disk.trouble = null;
    clock.advance(11_000);
    await settled();
    expect(made.freshness().state).toBe('fresh');
    expect(heartbeats).toEqual(['diskFull', null]);
  });

  it('finds by itself that the disk can only be read, and calls it that', async () => {
    const { made, clock, disk } = await system(true);
    disk.trouble = { kind: 'diskUnwritable', reason: 'read-only' };
    clock.advance(61_000);
    await settled();
    expect(made.freshness().state).toBe('diskUnwritable');
  });

  it('closes no terminal whose disk is only too small for a new copy', async () => {
    const { made, say } = await system(true);
    say({ type: 'trouble', trouble: trouble('diskFull') });
    await settled();
    expect(made.freshness().state).toBe('noRoom');
  });
});

it('every entity that can be held has a name for staff in both languages', () => {
  for (const entity of entityNames) expect(Object.keys(data)).toContain(`data.of.${entity}`);
});

describe('an error of the sync', () => {
  const withCode = (code: string) => Object.assign(new Error('no'), { code });
  it.each<[Error, TroubleKind]>([
    [new FundUnreachable('no'), 'unreachable'],
    [new FundTimeLimit('no'), 'timeLimit'],
    [new FundUnreadable('no'), 'unreadable'],
    [new FundNotAccepted('copy', []), 'notAccepted'],
    [withCode('SQLITE_FULL'), 'diskFull'],
    [withCode('ENOSPC'), 'diskFull'],
    [new ReadOnlyFile('no', { cause: withCode('SQLITE_FULL') }), 'diskFull'],
    [new ReadOnlyFile('no'), 'diskUnwritable'],
    [withCode('SQLITE_READONLY'), 'diskUnwritable'],
    [withCode('EROFS'), 'diskUnwritable'],
    [withCode('SQLITE_BUSY'), 'fault'],
    [new TypeError('no'), 'fault'],
  ])('%s is the trouble %s', (error, kind) => {
    expect(troubleKind(error)).toBe(kind);
  });
});

it('data dated days ahead of this clock is not called fresh', async () => {
  const { made, say } = await system(true);
  say({ type: 'fresh', asOf: '2027-12-28T08:59:00.000Z' });
  expect(made.freshness().state).toBe('stale');
});
