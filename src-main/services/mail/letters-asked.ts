// How many letters with codes one terminal may ask for, so that it cannot be used to flood strangers' mailboxes.
import { fail, type Result } from '#contract';
import type { Clock } from '../../ports/clock.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import { afterFailure, current, lockedUntil } from '../sign-in/limits.ts';

/** Thirty in a quarter of an hour are more than any queue of people needs. */
const rules = { failuresToLock: 30, lockMinutes: 15 };
const key = 'letters';

export interface LettersAsked {
  /** Counts one; a failure when there were too many. */
  count(): Promise<Result<never> | null>;
}

export function createLettersAsked(deps: {
  terminalStore: Pick<TerminalStore, 'limit' | 'setLimit'>;
  clock: Pick<Clock, 'now'>;
}): LettersAsked {
  return {
    async count() {
      const now = deps.clock.now();
      const limit = current(await deps.terminalStore.limit('terminal', key), now, rules.lockMinutes * 60_000);
      const until = lockedUntil([limit], now);
      if (until) return fail('proof.locked', { params: { until } });
      await deps.terminalStore.setLimit('terminal', key, afterFailure(limit, rules, now));
      return null;
    },
  };
}
