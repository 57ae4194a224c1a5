// What an account owes today, from its rows in the cache.
import type { TodayBalance } from '#contract';
import { balanceOfDay, type BalanceOfDay } from '../../domain/day-balance.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { RowOf } from '../../ports/exchange.ts';
import { paymentRow } from './rows.ts';

export interface AccountLedger {
  /** newest first */
  months: RowOf<'period_balance'>[];
  payments: RowOf<'payment'>[];
  balance: BalanceOfDay;
}

/** Reads an account's months and payments and reckons the balance of `today`. */
export async function readLedger(
  cache: Pick<CacheReader, 'balances' | 'payments'>,
  account: number,
  today: string,
): Promise<AccountLedger> {
  const [months, payments] = await Promise.all([cache.balances(account), cache.payments(account)]);
  return { months, payments, balance: balanceOfDay({ months, payments }, today) };
}

/** The amount of a known balance. No reader tells of unreadable rows yet, so an unknown one cannot come. */
export function amountOf(balance: BalanceOfDay): number {
  if (!balance.known) throw new Error(`The balance is not known: a ${balance.unreadable} row could not be read`);
  return balance.amount;
}

export function shownBalance({ balance, payments }: AccountLedger, day: string): TodayBalance {
  if (!balance.known) throw new Error(`The balance is not known: a ${balance.unreadable} row could not be read`);
  const { amount, overdue, penalty, dueOn, from } = balance;
  const ids = new Map(payments.map(payment => [payment.id, payment]));
  const rows = from?.payments.flatMap(({ id }) => ids.get(id) ?? []) ?? [];
  return { day, amount, overdue, penalty, dueOn, from: from && { ...from, payments: rows.map(paymentRow) } };
}
