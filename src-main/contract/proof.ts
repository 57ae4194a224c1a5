// Proving that an account is one's own: the date and the sum of its last payment, limits, the captcha.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, Instant, typed } from './primitives.ts';
import { AccountHeader } from './statement.ts';

export const ProofState = z.strictObject({
  /** The captcha as a PNG in base64, from the third failure on; null when none is required. */
  picture: z.string().nullable(),
  /** Until when attempts are locked; null when they are not. */
  lockedUntil: Instant.nullable(),
  /** What is locked: this account, or the terminal for all. */
  lockOf: z.enum(['account', 'terminal']).nullable(),
  /** The account's number is asked for as well. */
  number: z.boolean(),
});
export type ProofState = z.infer<typeof ProofState>;

export const proof = {
  /** What the proof screen must ask for now. Each call makes a new captcha. */
  'proof.begin': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ account: AccountId }),
    output: ProofState,
  }),
  /**
   * One attempt. `paidOn` is `YYYY-MM-DD`; `amount` is as typed («123,45»).
   * Fails with proof.dateImpossible, proof.dateInFuture, proof.amountMalformed (not counted),
   * proof.numberNeeded, proof.pictureNeeded, proof.pictureWrong, proof.locked, proof.terminalLocked, at the desk visit.anotherOwner, and the same
   * proof.mismatch for everything else.
   */
  'proof.submit': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({
      account: AccountId,
      paidOn: typed(20),
      amount: typed(20),
      number: typed(64).optional(),
      picture: typed(12).optional(),
      sameVisitor: z.boolean().optional(),
    }),
    opens: true,
    output: z.strictObject({ account: AccountHeader }),
  }),
};
