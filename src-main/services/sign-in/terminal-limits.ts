// When a terminal as a whole asks for more, or takes no more answers: mistakes of its visitors told apart. Pure.
import type { Tallied } from '../../ports/tally.ts';

export interface TerminalRules {
  /** A lock counts what lies within so many minutes, and lasts as long; it is never longer than the one before it. */
  minutes: number;
  /** mistakes within `minutes` from which everybody is asked for the picture code */
  toPicture: number;
  /** mistakes within `minutes` that close it; null: they never do */
  toLock: number | null;
  /** accounts or names got wrong within a day from which everybody is asked for more than the usual */
  subjectsToRisk: number;
  /** accounts or names got wrong within a day that close it; null: they never do */
  subjectsADay: number | null;
}

export interface Standing {
  /** ISO UTC; null while answers are taken */
  lockedUntil: string | null;
  picture: boolean;
  /** more than mistakes of a queue explain */
  risk: boolean;
}

export const dayMs = 24 * 3600_000;

const ms = (at: string) => Date.parse(at);
const iso = (at: number) => new Date(at).toISOString();

/** The lock closes with its last mistake, so the last `toLock` of them tell all. */
function burstLock(mistakes: readonly Tallied[], { toLock, minutes }: TerminalRules): number {
  if (toLock === null) return -Infinity;
  const [first, last] = [mistakes.at(-toLock), mistakes.at(-1)];
  return first && last && ms(last.at) - ms(first.at) <= minutes * 60_000 ? ms(last.at) + minutes * 60_000 : -Infinity;
}

/** Of each subject the last mistake, oldest first. */
function lastOfEach(mistakes: readonly Tallied[]): number[] {
  const last = new Map<string, number>();
  for (const { subject, at } of mistakes) last.set(subject, Math.max(ms(at), last.get(subject) ?? -Infinity));
  return [...last.values()].toSorted((a, b) => a - b);
}

/** `tallied`: the mistakes of the last day, oldest first. */
export function standing(tallied: readonly Tallied[], rules: TerminalRules, now: string): Standing {
  // one of a day to come was written while the clock was wrong
  const within = tallied.filter(({ at }) => Math.abs(ms(at) - ms(now)) <= dayMs);
  const recent = within.filter(({ at }) => ms(at) > ms(now) - rules.minutes * 60_000);
  const subjects = lastOfEach(within);
  // it opens when so many of them are a day old that one more may be got wrong
  const used = rules.subjectsADay === null ? undefined : subjects.at(-rules.subjectsADay);
  const until = Math.max(burstLock(within, rules), used === undefined ? -Infinity : used + dayMs);
  return {
    lockedUntil: until > ms(now) ? iso(until) : null,
    picture: recent.length >= rules.toPicture,
    risk: subjects.length >= rules.subjectsToRisk,
  };
}
