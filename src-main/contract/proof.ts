// Proving that an account is one's own: the date and the sum of its last payment, limits, the picture code.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, Instant, typed } from './primitives.ts';
import { AccountHeader } from './statement.ts';

export const ProofState = z.strictObject({
  /** An SVG picture with the code to type, from the third failure on; null when none is asked for. */
  picture: z.string().nullable(),
  /** Until when no attempt is taken; null when attempts are open. */
  lockedUntil: Instant.nullable(),
});
export type ProofState = z.infer<typeof ProofState>;

export const proof = {
  /** What the proof screen must ask for now. Making a new picture is also this call. */
  'proof.begin': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ account: AccountId }),
    output: ProofState,
  }),
  /**
   * One attempt. `paidOn` is `YYYY-MM-DD`; `amount` is as typed («123,45»).
   * Fails with proof.dateImpossible, proof.dateInFuture, proof.amountMalformed (not counted),
   * proof.pictureNeeded, proof.pictureWrong, proof.locked, and one and the same proof.mismatch for all else.
   */
  'proof.submit': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({
      account: AccountId,
      paidOn: typed(20),
      amount: typed(20),
      picture: typed(12).optional(),
    }),
    output: z.strictObject({ account: AccountHeader }),
  }),
};
