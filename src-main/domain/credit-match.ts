// Matches attempts paid here with payments in the fund's ledger. It only decides what is still called «будет зачислена» and changes no figure.
import { daysBetween } from './day.ts';

export interface PaidAttempt {
  id: string;
  /** kopecks */
  amount: number;
  /** the day it was paid, in the fund's time zone */
  day: string;
  /** payments that were in the ledger when the attempt began */
  before: readonly number[];
  /** the payment it was matched with before, or by the fund itself */
  creditedBy: number | null;
}

export interface LedgerPayment {
  id: number;
  amount: number;
  paidOn: string;
}

/** Days. A register may have the day before or after, and a weekend may be in between. */
const windowDays = 3;

/**
 * Attempt id -> payment id, for one account. Known matches stay; the rest are matched by equal sums within three days, the earliest
 * attempt with the earliest payment, each payment with at most one attempt.
 */
export function creditedBy(
  attempts: readonly PaidAttempt[],
  payments: readonly LedgerPayment[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { id, creditedBy: known } of attempts) if (known !== null) found.set(id, known);
  const taken = new Set(found.values());
  const inOrder = payments.toSorted((a, b) => a.paidOn.localeCompare(b.paidOn) || a.id - b.id);
  const open = attempts.filter(attempt => attempt.creditedBy === null);
  for (const attempt of open.toSorted((a, b) => a.day.localeCompare(b.day) || a.id.localeCompare(b.id))) {
    const payment = inOrder.find(
      each =>
        !taken.has(each.id) &&
        each.amount === attempt.amount &&
        Math.abs(daysBetween(attempt.day, each.paidOn)) <= windowDays &&
        !attempt.before.includes(each.id),
    );
    if (!payment) continue;
    taken.add(payment.id);
    found.set(attempt.id, payment.id);
  }
  return found;
}
