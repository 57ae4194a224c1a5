// The description of a contract method: its audience, the rights it needs, its input and its output.
import type { z } from 'zod';

export type Audience = 'kiosk' | 'desk';

/**
 * What the visit must hold before a method is called:
 * `nothing`; `account` — the input names an `account` this visit has opened; `user` — a cabinet user is signed in;
 * `operator` — staff is signed in; `admin` — staff with the administrator's right.
 */
export type Needs = 'nothing' | 'account' | 'user' | 'operator' | 'admin';

export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  audience: Audience | 'both';
  needs: Needs;
  /**
   * True when the answer may arrive after the visit has ended, because it holds no personal data. Any other late answer is withheld:
   * it would appear on the next person's screen.
   */
  outlivesVisit?: true;
  input: I;
  output: O;
}

export const method = <I extends z.ZodType, O extends z.ZodType>(m: Method<I, O>): Method<I, O> => m;
