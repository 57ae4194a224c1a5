// «Принята, будет зачислена»: which paid attempts the fund's own ledger does not have yet. The ledger's figures are only read.
import { creditedBy, type PaidAttempt } from '../../domain/credit-match.ts';
import { dayIn } from '../../domain/zone.ts';
import type { StoredAttempt } from '../../ports/attempts.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { AccountIntent } from '../../ports/fund.ts';

export interface Ledger {
  /** Attempt id -> the ledger's payment, of one account's paid attempts: this terminal's and those the fund knows of others. */
  credited(
    account: number,
    paid: readonly StoredAttempt[],
    intents: readonly AccountIntent[],
  ): Promise<ReadonlyMap<string, number>>;
}

export function createLedger(deps: { cache: Pick<CacheReader, 'payments'>; timeZone: string }): Ledger {
  const day = (instant: string) => dayIn(instant, deps.timeZone);
  return {
    async credited(account, paid, intents) {
      if (paid.length + intents.length === 0) return new Map();
      const payments = await deps.cache.payments(account);
      const there = new Set(payments.map(payment => payment.id));
      // what the fund says by itself counts when the payment can be seen in the statement
      const told = new Map(
        intents.flatMap(each => (each.creditedBy === null ? [] : [[each.attempt, each.creditedBy]])),
      );
      const known = (id: string, own: number | null): number | null => {
        const payment = own ?? told.get(id) ?? null;
        return payment !== null && there.has(payment) ? payment : null;
      };
      const here = new Set(paid.map(attempt => attempt.id));
      const attempts: PaidAttempt[] = [
        ...paid.map(each => ({
          ...each,
          day: day(each.paidAt ?? each.createdAt),
          creditedBy: known(each.id, each.creditedBy),
        })),
        ...intents
          .filter(each => !here.has(each.attempt))
          .map(each => ({
            id: each.attempt,
            amount: each.amount,
            day: day(each.createdAt),
            before: [],
            creditedBy: known(each.attempt, null),
          })),
      ];
      return creditedBy(
        attempts,
        payments.map(payment => ({ id: payment.id, amount: payment.amount, paidOn: payment.paid_on })),
      );
    },
  };
}
