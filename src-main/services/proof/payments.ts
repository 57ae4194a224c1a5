// Which payments prove an account: the last few the fund knows, and those made at this terminal that it does not know yet.
import { dayIn } from '../../domain/zone.ts';
import type { AttemptStore } from '../../ports/attempts.ts';
import type { CacheReader } from '../../ports/cache.ts';

/**
 * An owner's last payment takes days to reach the fund, and a person who has paid since remembers another one than the fund does. Three
 * of them make guessing three times as likely to succeed, which the limits of attempts bear.
 */
const lastCount = 3;

export interface Answer {
  /** `YYYY-MM-DD` */
  paidOn: string;
  /** kopecks */
  amount: number;
}

export interface ProvingDeps {
  cache: Pick<CacheReader, 'lastPayments'>;
  store: Pick<AttemptStore, 'accountAttempts'>;
  clock: { today(): string };
  timeZone: string;
}

/** Whether one payment has both the day, paid or posted, and the sum to the kopeck. */
export async function isProvedBy(deps: ProvingDeps, account: number, { paidOn, amount }: Answer): Promise<boolean> {
  const { cache, store, clock, timeZone } = deps;
  const [known, made] = await Promise.all([
    cache.lastPayments(account, clock.today(), lastCount),
    store.accountAttempts(account),
  ]);
  const own = made.filter(attempt => attempt.state === 'succeeded' && attempt.creditedBy === null);
  return [
    ...known.map(payment => ({ amount: payment.amount, days: [payment.paid_on, payment.posted_on] })),
    ...own.map(attempt => ({ amount: attempt.amount, days: [dayIn(attempt.paidAt ?? attempt.createdAt, timeZone)] })),
  ].some(payment => payment.amount === amount && payment.days.includes(paidOn));
}
