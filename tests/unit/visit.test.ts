// The visit's promises: how long quiet may last, and that nothing of one visit reaches the next.
import { beforeEach, describe, expect, test } from 'vitest';
import { createVisit, type IdleLimits, type Visit, type VisitEvent } from '../../src-main/services/visit/index.ts';
import { Settings } from '../../src-main/settings.ts';
import { fakeClock, type FakeClock } from '../support/fake-clock.ts';

let clock: FakeClock;
let visit: Visit;
let seen: { at: number; event: VisitEvent }[];

function begin(idle: IdleLimits): void {
  clock = fakeClock();
  visit = createVisit({ clock, idle });
  seen = [];
  visit.onEvent(event => seen.push({ at: clock.monotonic() / 1000, event }));
}
const kinds = () => seen.map(({ at, event }) => `${event.type}@${at}`);

beforeEach(() => begin({ warnSeconds: 45, endSeconds: 60 }));

describe('quiet', () => {
  test('is warned of at 45 s, counted down each second and ends the visit at 60 s', () => {
    visit.open(visit.held(), 1);
    clock.advance(44_999);
    expect(seen).toEqual([]);
    clock.advance(1);
    expect(seen).toEqual([{ at: 45, event: { type: 'warning', secondsLeft: 15 } }]);
    clock.advance(14_999);
    expect(seen.map(({ event }) => event.type === 'warning' && event.secondsLeft)).toEqual([
      15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
    ]);
    expect(visit.isOpen(1)).toBe(true);
    clock.advance(1);
    expect(seen.at(-1)?.event).toMatchObject({ type: 'ended', why: 'idle', accounts: [1] });
    expect(visit.isOpen(1)).toBe(false);
  });

  test('is counted anew after a touch, and a touch after the warning says that it is over', () => {
    visit.touch();
    clock.advance(44_000);
    visit.touch();
    clock.advance(44_000);
    expect(seen).toEqual([]);
    clock.advance(2_000);
    visit.touch();
    expect(kinds()).toEqual(['warning@89', 'warning@90', 'resumed@90']);
    clock.advance(44_000);
    expect(kinds()).toHaveLength(3);
    clock.advance(16_000);
    expect(kinds().at(-1)).toBe('ended@150');
  });

  test('is not counted before the first touch, nor after the end', () => {
    clock.advance(600_000);
    expect(seen).toEqual([]);
    visit.touch();
    visit.end('button');
    clock.advance(600_000);
    expect(kinds()).toEqual(['ended@600']);
  });

  test('is longer where there is much to read, until the next touch elsewhere', () => {
    begin({ warnSeconds: 75, endSeconds: 105, readingSeconds: 45 });
    visit.touch(true);
    clock.advance(119_000);
    expect(seen).toEqual([]);
    clock.advance(1000);
    expect(seen).toEqual([{ at: 120, event: { type: 'warning', secondsLeft: 30 } }]);
    visit.touch();
    seen = [];
    clock.advance(75_000);
    expect(kinds()).toEqual(['warning@195']);
  });

  test('leaves whoever is warned 20 seconds at least to answer, by default and by any settings', () => {
    const { idle } = Settings.parse({});
    expect(idle.endSeconds - idle.warnSeconds).toBeGreaterThanOrEqual(20);
    expect(() => Settings.parse({ idle: { warnSeconds: 45, endSeconds: 60 } })).toThrow(/20 секунд/);
  });

  test('is as long as the settings say', () => {
    begin({ warnSeconds: 2, endSeconds: 4 });
    visit.touch();
    clock.advance(10_000);
    expect(kinds()).toEqual(['warning@2', 'warning@3', 'ended@4']);
  });

  test('ends in time when the settings put the warning after the end', () => {
    begin({ warnSeconds: 60, endSeconds: 30 });
    visit.open(visit.held(), 1);
    clock.advance(30_000);
    expect(kinds()).toEqual(['ended@30']);
  });
});

describe('a visit of a shift', () => {
  let shift: string | null;
  const beginAt = (keptByShift: boolean) => {
    shift = 'ivanova';
    clock = fakeClock();
    visit = createVisit({
      clock,
      idle: { warnSeconds: 45, endSeconds: 60 },
      shift: () => shift,
      keptByShift,
    });
    seen = [];
    visit.onEvent(event => seen.push({ at: clock.monotonic() / 1000, event }));
    visit.open(visit.held(), 1);
  };

  test('is not taken from a clerk who listens, telephones or reads a passport', () => {
    beginAt(true);
    clock.advance(600_000);
    expect(seen).toEqual([]);
    expect(visit.isOpen(1)).toBe(true);
  });

  test.each([null, 'petrov'])('has its accounts closed to %s, who did not open them', other => {
    beginAt(true);
    shift = other;
    expect(visit.isOpen(1)).toBe(false);
    expect(visit.openAccounts()).toEqual([]);
    shift = 'ivanova';
    expect(visit.openAccounts()).toEqual([1]);
  });

  test('has its accounts closed to a shift that begins after they were opened without one', () => {
    beginAt(true);
    shift = null;
    visit.open(visit.held(), 2);
    expect(visit.isOpen(2)).toBe(true);
    shift = 'ivanova';
    expect(visit.isOpen(2)).toBe(false);
  });

  test('ends at once where nobody is on shift any more and the visitor’s own quiet is over', () => {
    beginAt(true);
    clock.advance(100_000);
    shift = null;
    visit.shiftChanged();
    expect(kinds()).toEqual(['ended@100']);
  });

  test('ends by quiet at a kiosk, where the next to touch the screen is a visitor', () => {
    beginAt(false);
    clock.advance(60_000);
    expect(kinds().at(-1)).toBe('ended@60');
  });
});

describe('a parked visit', () => {
  beforeEach(() => {
    visit.open(visit.held(), 1);
  });

  test('is kept ten minutes, and then ends without a word to the one on the screen', () => {
    const first = visit.id();
    expect(visit.park()).toBe(true);
    expect(visit.isOpen(1)).toBe(false);
    clock.advance(10 * 60_000 - 1);
    expect(visit.parked().map(({ id }) => id)).toEqual([first]);
    clock.advance(1);
    expect(visit.parked()).toEqual([]);
    expect(visit.resume(first)).toBe(false);
    expect(seen.at(-1)?.event).toMatchObject({ type: 'ended', why: 'idle', visit: first, accounts: [1], parked: true });
  });

  test('gone on with has what it had open, and the one on the screen is parked in its place', () => {
    const first = visit.id();
    visit.park();
    const second = visit.id();
    visit.open(visit.held(), 2);
    expect(visit.resume(first)).toBe(true);
    expect(visit.id()).toBe(first);
    expect(visit.openAccounts()).toEqual([1]);
    expect(visit.parked().map(({ id }) => id)).toEqual([second]);
  });

  test('has nothing of the user who was signed in', () => {
    visit.signIn(visit.id(), { id: 'u', login: 'ivanov' });
    visit.open(visit.held(), 2, 'cabinet');
    expect(visit.park()).toBe(false);
    visit.open(visit.held(), 3, 'proof');
    const first = visit.id();
    expect(visit.park()).toBe(true);
    expect(visit.user()).toBeNull();
    visit.resume(first);
    expect(visit.openAccounts()).toEqual([3]);
    expect(visit.user()).toBeNull();
  });
});

describe('an account asked for', () => {
  const signIn = () => visit.signIn(visit.id(), { id: 'u', login: 'boris' });

  test.each([
    ['another account was opened', () => visit.open(visit.held(), 8)],
    ['somebody signed in', signIn],
    ['the visit was parked and another begun', () => visit.open(visit.held(), 8) && visit.park()],
  ])('is not opened when %s meanwhile', (_what, happens) => {
    const asked = visit.held();
    happens();
    expect(visit.open(asked, 7)).toBe(false);
    expect(visit.isOpen(7)).toBe(false);
  });

  test('of the user’s own cabinet is opened beside another of it that was asked for at the same time', () => {
    signIn();
    const asked = visit.held();
    expect(visit.open(asked, 1, 'cabinet')).toBe(true);
    expect(visit.open(asked, 2, 'cabinet')).toBe(true);
    expect(visit.openAccounts()).toEqual([1, 2]);
    expect(visit.open(asked, 3)).toBe(false);
    const beside = visit.held();
    expect(visit.open(beside, 8)).toBe(true);
    expect(visit.open(beside, 4, 'cabinet')).toBe(false);
  });

  test('is opened beside what was open when it was asked for, twice too', () => {
    signIn();
    visit.open(visit.held(), 8);
    const [first, second] = [visit.held(), visit.held()];
    expect(visit.open(first, 7)).toBe(true);
    expect(visit.open(second, 7)).toBe(true);
    expect(visit.openAccounts()).toEqual([8, 7]);
  });
});

describe('the end', () => {
  test('closes every account and gives the visit another name', () => {
    const first = visit.id();
    visit.open(visit.held(), 1);
    visit.open(visit.held(), 2);
    visit.end('button');
    expect(visit.openAccounts()).toEqual([]);
    expect(visit.id()).not.toBe(first);
    expect(seen[0]?.event).toMatchObject({
      type: 'ended',
      why: 'button',
      visit: first,
      accounts: [1, 2],
      touched: true,
    });
  });

  test('is already true when it is told', () => {
    visit.open(visit.held(), 1);
    const open: boolean[] = [];
    visit.onEvent(() => open.push(visit.isOpen(1)));
    visit.end('windowLost');
    expect(open).toEqual([false]);
  });

  test('reaches every listener though one of them fails', () => {
    visit = createVisit({ clock, idle: { warnSeconds: 45, endSeconds: 60 } });
    visit.onEvent(() => {
      throw new Error('the first listener is broken');
    });
    let told = false;
    visit.onEvent(() => (told = true));
    visit.open(visit.held(), 1);
    expect(() => visit.end('button')).toThrow(AggregateError);
    expect(told).toBe(true);
    expect(visit.isOpen(1)).toBe(false);
  });

  test('leaves a proof begun in the old visit without an account in the new one', () => {
    const before = visit.held();
    visit.end('idle');
    expect(visit.open(before, 1)).toBe(false);
    expect(visit.isOpen(1)).toBe(false);
    clock.advance(600_000);
    expect(kinds()).toEqual(['ended@0']);
  });

  test('is no longer told to who stopped listening', () => {
    const told: string[] = [];
    const stop = visit.onEvent(event => told.push(event.type));
    visit.end('button');
    stop();
    visit.end('button');
    expect(told).toEqual(['ended']);
  });
});
