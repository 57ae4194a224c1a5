// «Принята, будет зачислена»: which paid attempts the fund's own ledger does not have yet. The ledger's figures are only read.
import { creditedBy, type PaidAttempt } from '../../domain/credit-match.ts';
import { dayIn } from '../../domain/zone.ts';
import type { AttemptChange, AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { AccountIntent } from '../../ports/fund.ts';

/** Paid and not yet credited: this terminal's own, and those the fund knows of other terminals. */
export interface Uncredited {
  own: StoredAttempt[];
  others: AccountIntent[];
}

export interface Ledger {
  /** Writes down which of this terminal's paid attempts the ledger has, and gives back the rest. */
  uncredited(account: number): Promise<Uncredited>;
}

export interface LedgerDeps {
  cache: Pick<CacheReader, 'payments'>;
  store: Pick<AttemptStore, 'accountAttempts'>;
  /** what the fund knows of an account's paid attempts; null when it does not answer in time */
  intents(account: number): Promise<readonly AccountIntent[] | null>;
  change(attempt: StoredAttempt, to: AttemptChange): Promise<unknown>;
  timeZone: string;
}

const elsewhere = (own: readonly StoredAttempt[], intents: readonly AccountIntent[]): AccountIntent[] =>
  intents.filter(each => !own.some(attempt => attempt.id === each.attempt));

export function createLedger({ cache, store, intents: ask, change, timeZone }: LedgerDeps): Ledger {
  const day = (instant: string) => dayIn(instant, timeZone);

  /** Attempt id -> the ledger's payment. */
  async function credited(
    account: number,
    paid: readonly StoredAttempt[],
    intents: readonly AccountIntent[],
  ): Promise<ReadonlyMap<string, number>> {
    if (paid.length + intents.length === 0) return new Map();
    const payments = await cache.payments(account);
    const there = new Set(payments.map(payment => payment.id));
    const told = new Map(intents.flatMap(each => (each.creditedBy === null ? [] : [[each.attempt, each.creditedBy]])));
    // what is known, or the fund says by itself, counts when the payment can be seen in the statement
    const known = (id: string, own: number | null): number | null => {
      const payment = own ?? told.get(id) ?? null;
      return payment !== null && there.has(payment) ? payment : null;
    };
    const attempts: PaidAttempt[] = [
      ...paid.map(each => ({
        ...each,
        day: day(each.paidAt ?? each.createdAt),
        creditedBy: known(each.id, each.creditedBy),
      })),
      ...elsewhere(paid, intents).map(({ attempt, amount, createdAt }) => ({
        id: attempt,
        amount,
        day: day(createdAt),
        before: [],
        creditedBy: known(attempt, null),
      })),
    ];
    return creditedBy(
      attempts,
      payments.flatMap(({ id, amount, paid_on, posted_on }) => {
        const paidOn = paid_on ?? posted_on;
        return paidOn === null ? [] : [{ id, amount, paidOn }];
      }),
    );
  }

  return {
    async uncredited(account) {
      const [paid, intents] = await Promise.all([
        store.accountAttempts(account).then(all => all.filter(each => each.state === 'succeeded')),
        ask(account).then(given => given ?? []),
      ]);
      const found = await credited(account, paid, intents);
      for (const attempt of paid) {
        const payment = found.get(attempt.id);
        if (payment !== undefined && attempt.creditedBy === null) await change(attempt, { creditedBy: payment });
      }
      return {
        own: paid.filter(attempt => !found.has(attempt.id)),
        others: elsewhere(paid, intents).filter(each => !found.has(each.attempt)),
      };
    },
  };
}
