// How many letters with codes one terminal may ask for, so that it cannot be used to flood strangers' mailboxes.
import { fail, type Result } from '#contract';
import type { TerminalCounts } from '../sign-in/terminal-counts.ts';

export interface LettersAsked {
  /** Counts one; a failure when there were too many. */
  count(): Promise<Result<never> | null>;
}

export const createLettersAsked = ({ letters }: Pick<TerminalCounts, 'letters'>): LettersAsked => ({
  async count() {
    const { lockedUntil } = await letters.count('', '');
    return lockedUntil === null ? null : fail('cabinet.lettersLocked', { params: { until: lockedUntil } });
  },
});
