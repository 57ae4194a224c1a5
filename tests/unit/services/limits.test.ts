// Limits on wrong answers: how many, how long, what is forgotten when.
import { describe, expect, test } from 'vitest';
import { afterFailure, current, isLocked, noLimit } from '../../../src-main/services/sign-in/limits.ts';
import type { Limit } from '../../../src-main/ports/terminal-store.ts';

const rules = { failuresToLock: 5, lockMinutes: 15 };
const noon = '2026-11-22T12:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(noon) + minutes * 60_000).toISOString();
const failures = (n: number, from: Limit = noLimit, at = noon) =>
  Array.from({ length: n }).reduce<Limit>(limit => afterFailure(limit, rules, at), from);

describe('limits on wrong answers', () => {
  test('four wrong answers lock nothing, the fifth locks for 15 minutes', () => {
    expect(isLocked(failures(4), noon)).toBe(false);
    const locked = failures(5);
    expect(locked.lockedUntil).toBe(later(15));
    expect(isLocked(locked, later(14.9))).toBe(true);
    expect(isLocked(locked, later(15))).toBe(false);
  });

  test('a lock made while the clock was a year ahead is none', () => {
    const locked = failures(5, noLimit, later(365 * 24 * 60));
    expect(isLocked(locked, noon)).toBe(false);
  });

  test('each further lock is twice as long, and none is longer than a day', () => {
    let limit = failures(5);
    limit = failures(5, limit, later(15));
    expect(limit.lockedUntil).toBe(later(15 + 30));
    limit = failures(5, limit, later(45));
    expect(limit.lockedUntil).toBe(later(45 + 60));
    for (let i = 0; i < 20; i++) limit = failures(5, limit, limit.lockedUntil ?? noon);
    expect(Date.parse(limit.lockedUntil ?? '') - Date.parse(limit.lastFailureAt ?? '')).toBe(24 * 3600 * 1000);
  });

  test('failures are forgotten after a quiet day', () => {
    const three = failures(3);
    expect(current(three, later(60)).failures).toBe(3);
    expect(current(three, later(25 * 60))).toEqual(noLimit);
  });

  test('a lock in force is never forgotten, however long', () => {
    const day: Limit = { failures: 0, locks: 9, lockedUntil: later(24 * 60), lastFailureAt: noon };
    expect(current(day, later(23 * 60))).toEqual(day);
  });
});
