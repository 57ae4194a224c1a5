// Card payment: the acquirer's QR on the screen, its status, the slip. It never changes the fund's figures.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, Instant, Kopecks, typed, Uuid } from './primitives.ts';
import { PrintJob } from './print-job.ts';
import { Said } from './said.ts';

/**
 * `creating` the acquirer has not answered yet; `waiting` for the payer; `succeeded`; `declined`; `expired`; `cancelled` by the person;
 * `unknown` the acquirer does not answer, and the attempt is followed until its outcome is known; `refunded` whole, after it succeeded.
 */
export const PaymentState = z.enum([
  'creating',
  'waiting',
  'succeeded',
  'declined',
  'expired',
  'cancelled',
  'unknown',
  'refunded',
]);
export type PaymentState = z.infer<typeof PaymentState>;

export const PaymentAttempt = z.strictObject({
  attempt: Uuid,
  account: AccountId,
  amount: Kopecks,
  state: PaymentState,
  /** The acquirer's QR as one SVG path, while waiting. */
  qr: z.strictObject({ path: z.string(), size: z.int().positive() }).nullable(),
  /** Until when its code can be paid; null when it no longer can. A cancelled attempt's code can be paid until its term ends. */
  expiresAt: Instant.nullable(),
  /** The acquirer's last word is known: nothing but a refund changes it any more. */
  settled: z.boolean(),
  /** What went back to the payer of a payment that succeeded; less than `amount` while `state` is `succeeded`. */
  refunded: Kopecks,
  createdAt: Instant,
});
export type PaymentAttempt = z.infer<typeof PaymentAttempt>;

const attempt = z.strictObject({ account: AccountId, attempt: Uuid });

export const payments = {
  /** Whether this terminal takes card payments, and the limits of one payment in kopecks. */
  'payments.offer': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({
      available: z.boolean(),
      /** why not, for the person; empty when it is available */
      why: Said,
      /** There is somebody to pay: a payment document says by which details. Else it says whom to ask. */
      payeeKnown: z.boolean(),
      /** Both null when what is owed, or to whom, could not be read: then nothing is paid here, by a document neither. */
      debt: Kopecks.nullable(),
      currentMonth: Kopecks.nullable(),
      least: Kopecks,
      most: Kopecks,
    }),
  }),
  /**
   * Idempotent by `attempt`: the same key is never charged twice. The answer may have ANOTHER attempt's id: when this terminal already waits
   * for the same account and sum, that attempt goes on, and its id must be used. While another code of the account can still be paid, it
   * fails with payment.earlierCode, unless the person said that they did not pay by that one (`notPaidBefore`): the acquirer takes no code
   * back, and the account would be paid twice. When the same sum was paid here and is not credited yet, it fails with payment.paidMeanwhile,
   * unless that attempt was among those the person was `shown`. Needs the acquirer, not the fund's database. Fails with payment.amountMalformed,
   * payment.unavailable, payment.otherAccount, payment.noPayee, document.sumUnread, document.payeeUnread.
   */
  'payments.begin': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({
      account: AccountId,
      attempt: Uuid,
      amount: typed(20),
      notPaidBefore: z.boolean().optional(),
      shown: z.array(Uuid).max(100).optional(),
    }),
    output: PaymentAttempt,
  }),
  'payments.status': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: attempt,
    output: PaymentAttempt,
  }),
  /** Stops waiting; a payment that succeeds meanwhile is still found and shown. */
  'payments.cancel': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: attempt,
    output: PaymentAttempt,
  }),
  /** Paid and not yet in the fund's ledger («принята, будет зачислена»), paid back, of unknown outcome, and cancelled ones that can still be paid. */
  'payments.pending': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({ attempts: z.array(PaymentAttempt) }),
  }),
  /** Prints the slip of a succeeded attempt. Idempotent by `job`. */
  'payments.printSlip': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({ account: AccountId, attempt: Uuid, job: Uuid }),
    output: PrintJob,
  }),
};
