// How many wrong answers an account and a name take before they are locked, and for how long. Pure. A terminal: terminal-limits.ts.
import type { Limit } from '../../ports/terminal-store.ts';
import type { Standing, TerminalRules } from './terminal-limits.ts';

export interface LimitRules {
  failuresToLock: number;
  lockMinutes: number;
}

export type AttemptRules = LimitRules & {
  failuresToPicture: number;
  /** whether the account's number is asked for as well */
  number: 'always' | 'byRisk' | 'never';
  terminal: TerminalRules;
};

export const noLimit: Limit = { failures: 0, lockedUntil: null, locks: 0, lastFailureAt: null };

const dayMs = 24 * 3600 * 1000;

/** Locked at this moment (ISO UTC). No lock is longer than a day: one that ends later was made while the clock was wrong. */
export const isLocked = (limit: Limit, now: string): boolean =>
  limit.lockedUntil !== null && limit.lockedUntil > now && Date.parse(limit.lockedUntil) - Date.parse(now) <= dayMs;

/** Wrong answers, and the doubling of locks, are forgotten after a quiet day. */
export function current(limit: Limit, now: string): Limit {
  if (limit.lastFailureAt === null || isLocked(limit, now)) return limit;
  return Date.parse(now) - Date.parse(limit.lockedUntil ?? limit.lastFailureAt) > dayMs ? noLimit : limit;
}

/** One more wrong answer: at `failuresToLock` the lock closes for `lockMinutes`, doubled for every lock before it, a day at most. */
export function afterFailure(limit: Limit, rules: LimitRules, now: string): Limit {
  const failures = limit.failures + 1;
  if (failures < rules.failuresToLock) return { ...limit, failures, lockedUntil: null, lastFailureAt: now };
  const ms = Math.min(rules.lockMinutes * 60_000 * 2 ** limit.locks, dayMs);
  return {
    failures: 0,
    locks: limit.locks + 1,
    lockedUntil: new Date(Date.parse(now) + ms).toISOString(),
    lastFailureAt: now,
  };
}

/** The latest moment any of the locks is closed until, or null. */
export const lockedUntil = (limits: readonly Limit[], now: string): string | null =>
  limits
    .filter(limit => isLocked(limit, now))
    .map(limit => limit.lockedUntil ?? '')
    .toSorted()
    .at(-1) ?? null;

/** Whose wrong answers a picture code is asked for. */
export interface Answering {
  /** of the account or the name */
  own: Limit;
  /** of the visit, at whatever account or name */
  visitFailures: number;
  /** many of all visitors together */
  terminal: Pick<Standing, 'picture'>;
}

/** From so many failures of the account or of the visit on. Other visitors' count for it only when there are many of them. */
export const captchaDue = ({ own, visitFailures, terminal }: Answering, rules: AttemptRules): boolean =>
  Math.max(own.failures, visitFailures) >= rules.failuresToPicture || own.locks > 0 || terminal.picture;
