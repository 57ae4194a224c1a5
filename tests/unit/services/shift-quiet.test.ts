// The quiet of a shift: it locks the screen first, and ends the shift only when nobody comes back.
import { beforeEach, expect, test } from 'vitest';
import { createShift, type Shift, type ShiftEvent } from '../../../src-main/services/staff/shift.ts';
import { staffMember } from '../../contract/program.ts';
import { fakeClock, type FakeClock } from '../../support/fake-clock.ts';

const minute = 60_000;
let clock: FakeClock;
let shift: Shift;
let told: string[];

function begin(lockMinutes: number | null, endMinutes: number): void {
  clock = fakeClock();
  shift = createShift({ clock, lockMinutes, endMinutes });
  told = [];
  const why = (event: ShiftEvent) => ('why' in event ? ` by ${event.why}` : '');
  shift.onEvent(event => told.push(`${event.type}${why(event)} at ${clock.monotonic() / minute}`));
  shift.begin(staffMember('operator'));
}
beforeEach(() => begin(10, 60));

test('quiet locks the screen, and ends a shift whose clerk does not come back', () => {
  clock.advance(120 * minute);
  expect(told).toEqual(['begun at 0', 'locked by idle at 10', 'ended by idle at 60']);
});

test('work puts the lock off, and what is done at the locked screen does not put the end off', () => {
  clock.advance(9 * minute);
  shift.touch();
  clock.advance(10 * minute);
  expect(shift.locked()).toBe(true);
  clock.advance(30 * minute);
  shift.touch();
  clock.advance(20 * minute);
  expect(told).toEqual(['begun at 0', 'locked by idle at 19', 'ended by idle at 69']);
});

test('a screen that is unlocked is locked by quiet again, and counts from its opening', () => {
  shift.lock('button');
  clock.advance(30 * minute);
  shift.unlock();
  clock.advance(9 * minute);
  expect(shift.locked()).toBe(false);
  clock.advance(minute);
  expect(told).toEqual(['begun at 0', 'locked by button at 0', 'unlocked at 30', 'locked by idle at 40']);
});

test('a lock is one lock, and goes with its shift', () => {
  shift.lock('button');
  shift.lock('idle');
  shift.begin(staffMember('admin'));
  expect(shift.locked()).toBe(false);
  shift.end('button');
  shift.lock('button');
  expect(shift.locked()).toBe(false);
  expect(told).toEqual([
    'begun at 0',
    'locked by button at 0',
    'ended by replaced at 0',
    'begun at 0',
    'ended by button at 0',
  ]);
});

test('nothing locks the screen of a kiosk, and an end before the lock is an end', () => {
  begin(null, 60);
  clock.advance(60 * minute);
  expect(told).toEqual(['begun at 0', 'ended by idle at 60']);
  begin(30, 15);
  clock.advance(60 * minute);
  expect(told).toEqual(['begun at 0', 'ended by idle at 15']);
});
