// What a method of the contract is: who may call it, what the visit must hold, what goes in and what comes out.
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
   * Its answer may arrive after the visit it was asked in has ended: it holds nothing of a person. Any other answer is withheld then,
   * for it would arrive on the next person's screen.
   */
  outlivesVisit?: true;
  input: I;
  output: O;
}

export const method = <I extends z.ZodType, O extends z.ZodType>(m: Method<I, O>): Method<I, O> => m;
