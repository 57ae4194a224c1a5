// What was looked at after an opening: one line an account and kind of view for a visit, not one a call.
import type { Shown, Who } from '#contract';
import type { Audit } from './index.ts';

export interface Views {
  /** Resolves when the line is on disk: nothing is shown before. */
  seen(who: Who, what: Shown, account: number | null): Promise<void>;
}

export function createViews(audit: Pick<Audit, 'record'>): Views {
  /** lines of the visit and the shift that go on; of an earlier one none is needed any more */
  let of = '';
  let lines = new Map<string, Promise<void>>();
  return {
    async seen(who, what, account) {
      const now = `${who.visit} ${who.shift}`;
      if (of !== now) {
        of = now;
        lines = new Map();
      }
      const key = `${account} ${what}`;
      const known = lines.get(key);
      if (known) return known;
      const line = audit.record({ action: 'view.shown', account, details: { what }, who });
      lines.set(key, line);
      // a line that could not be written is written when the view is asked for again
      line.catch(() => lines.delete(key));
      return line;
    },
  };
}
