// What a month's figures come to in the words of the screen. Sums are added up as integers, never judged: the fund's closing is authoritative.
import type { ChargeLine, Kopecks, Output, PeriodRow } from '#contract';
import { rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

/** All that was charged for a month: the contribution with corrections, discounts and penalty. */
export const chargedInAll = (row: Pick<PeriodRow, 'charged' | 'recalculation' | 'privilege' | 'penalty'>): Kopecks =>
  row.charged + row.recalculation - row.privilege + row.penalty;

/** The same of a range of months; main has taken the discounts off its corrections. */
export const chargedInTotal = (totals: Output<'statement.history'>['totals']): Kopecks =>
  totals.charged + totals.recalculation + totals.penalty;

/** What a line adds to the charge: the fund gives a privilege as a positive discount. */
export const lineAmount = (line: Pick<ChargeLine, 'kind' | 'amount'>): Kopecks =>
  line.kind === 'privilege' ? -line.amount : line.amount;

/** «кв. 10» never breaks after the dot. */
export const unbroken = (address: string): string => address.replaceAll('. ', '.\u00a0');

export interface BalanceWords {
  kind: 'due' | 'advance' | 'zero';
  label: string;
  /** Null when there is nothing either way. */
  sum: string | null;
}

/** «К оплате 1 234,50 ₽», «Переплата 120,00 ₽», «Долга нет» */
export function balanceWords(balance: Kopecks): BalanceWords {
  if (balance > 0) return { kind: 'due', label: t('statement.due'), sum: rubles(balance) };
  if (balance < 0) return { kind: 'advance', label: t('statement.advance'), sum: rubles(-balance) };
  return { kind: 'zero', label: t('statement.nothingDue'), sum: null };
}
