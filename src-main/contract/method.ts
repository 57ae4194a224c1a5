// The description of a contract method: its audience, the rights it needs, its input and its output.
import type { z } from 'zod';

export type Audience = 'kiosk' | 'desk';

/**
 * What the visit must hold before a method is called:
 * `nothing`; `account` — the input names an `account` this visit has opened; `user` — a cabinet user is signed in;
 * `staff` — anybody is on shift; `operator` — an operator or an administrator; `admin` — an administrator; `auditor` — an auditor or an
 * administrator. While an auditor is on shift nothing else is called but what says `auditorToo`.
 */
export type Needs = 'nothing' | 'account' | 'user' | StaffNeeds;
export type StaffNeeds = 'staff' | 'operator' | 'admin' | 'auditor';

const ofStaff = {
  staff: ['operator', 'admin', 'auditor'],
  operator: ['operator', 'admin'],
  admin: ['admin'],
  auditor: ['auditor', 'admin'],
} as const satisfies Record<StaffNeeds, readonly string[]>;

/** The roles of staff who may call what needs this; null: it is not for staff alone. */
export const rolesFor = (needs: Needs): readonly ('operator' | 'admin' | 'auditor')[] | null =>
  needs in ofStaff ? ofStaff[needs as StaffNeeds] : null;

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
  /** Of those that need nothing: it is answered while an auditor is on shift too. Whoever only reads the log has no business with accounts. */
  auditorToo?: true;
  /** It answers while the clerk has locked the screen: it holds nothing of a visitor. Every other method is refused then. */
  whileLocked?: true;
  input: I;
  output: O;
  /** It opens the input's `account`: where the visit has another owner's open, the clerk says first (`sameVisitor`) whether it is the same visitor. */
  opens?: true;
}

export type Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Described<I, O> & Shows;

export const method = <I extends z.ZodType, O extends z.ZodType>(m: Method<I, O>): Method<I, O> => m;
