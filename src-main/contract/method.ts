// The description of a contract method: its audience, the rights it needs, its input and its output.
import type { z } from 'zod';

export type Audience = 'kiosk' | 'desk';

/**
 * What the visit must hold before a method is called:
 * `nothing`; `account` — the input names an `account` this visit has opened; `user` — a cabinet user is signed in;
 * `operator` — staff is signed in; `admin` — staff with the administrator's right.
 */
export type Needs = 'nothing' | 'account' | 'user' | 'operator' | 'admin';

/** What a person has seen when a method answered, as the audit log calls it. */
export type Shown =
  'account' | 'statement' | 'history' | 'payments' | 'document' | 'applications' | 'locks' | 'parkedVisits';

/** An account's method says what it shows of it: null where that is not the person's own, or the method leaves a line of its own. */
type Shows = { needs: 'account'; shows: Shown | null } | { needs: Exclude<Needs, 'account'>; shows?: Shown };

interface Described<I extends z.ZodType, O extends z.ZodType> {
  audience: Audience | 'both';
  /**
   * True when the answer may arrive after the visit has ended, because it holds no personal data. Any other late answer is withheld:
   * it would appear on the next person's screen.
   */
  outlivesVisit?: true;
  /** It answers while the clerk has locked the screen: it holds nothing of a visitor. Every other method is refused then. */
  whileLocked?: true;
  input: I;
  output: O;
  /** It opens the input's `account`: where the visit has another owner's open, the clerk says first (`sameVisitor`) whether it is the same visitor. */
  opens?: true;
}

export type Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Described<I, O> & Shows;

export const method = <I extends z.ZodType, O extends z.ZodType>(m: Method<I, O>): Method<I, O> => m;
