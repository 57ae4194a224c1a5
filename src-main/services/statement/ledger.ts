// What an account owes today, from its rows in the cache, and what of them could not be read.
import type { TodayBalance, Unread } from '#contract';
import { balanceOfDay, isMade, onDay, type BalanceOfDay, type Ledger } from '../../domain/day-balance.ts';
import { isPeriod } from '../../domain/period.ts';
import type { CacheReader, SetAside } from '../../ports/cache.ts';
import type { RowOf } from '../../ports/exchange.ts';
import { paymentRow } from './rows.ts';

export interface AccountLedger {
  /** those that were read, newest first */
  months: RowOf<'period_balance'>[];
  payments: RowOf<'payment'>[];
  balance: BalanceOfDay;
  unread: Unread;
}

/** What of an account's figures could not be read. */
export async function unreadOf(cache: Pick<CacheReader, 'setAside'>, account: number): Promise<Unread> {
  return unreadIn(await cache.setAside(account));
}

export function unreadIn({ months, payments }: Pick<SetAside, 'months' | 'payments'>): Unread {
  const known = months.filter(isPeriod);
  return { months: known, someMonth: known.length < months.length, payments };
}

type Month = RowOf<'period_balance'>;

/** Months that have begun, as they are on the day. What is left out stands on the staff's list (adapters/cache/rules.ts). */
export const monthsUntil = (today: string, months: readonly Month[]): Month[] =>
  months.filter(({ period }) => period <= today.slice(0, 7)).map(month => onDay(month, today));

export const paymentsUntil = (today: string, payments: readonly RowOf<'payment'>[]): RowOf<'payment'>[] =>
  payments.filter(payment => isMade(payment, today));

/** Reads an account's months and payments and reckons the balance of `today`. A month nobody can tell may be the latest. */
export async function readLedger(
  cache: Pick<CacheReader, 'balances' | 'payments' | 'setAside'>,
  account: number,
  today: string,
): Promise<AccountLedger> {
  const [given, paid, unread] = await Promise.all([
    cache.balances(account),
    cache.payments(account),
    unreadOf(cache, account),
  ]);
  const months = monthsUntil(today, given);
  const payments = paymentsUntil(today, paid);
  return { months, payments, balance: balanceReading({ months, payments }, unread, today), unread };
}

/** The balance of what was read, where some was not. */
export function balanceReading(ledger: Omit<Ledger, 'unreadable'>, unread: Unread, today: string): BalanceOfDay {
  const months = unread.someMonth ? [...unread.months, today.slice(0, 7)] : unread.months;
  return balanceOfDay({ ...ledger, unreadable: { months, payments: unread.payments } }, today);
}

/** Null when it is not known. */
export function shownBalance({ balance, payments }: AccountLedger, day: string): TodayBalance | null {
  if (!balance.known) return null;
  const { amount, overdue, penalty, dueOn, from } = balance;
  const ids = new Map(payments.map(payment => [payment.id, payment]));
  const rows = from?.payments.flatMap(({ id }) => ids.get(id) ?? []) ?? [];
  return { day, amount, overdue, penalty, dueOn, from: from && { ...from, payments: rows.map(paymentRow) } };
}
