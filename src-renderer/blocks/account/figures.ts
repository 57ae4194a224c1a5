// Sums and labels of a month's figures for the screen. Sums are added as integers and never checked: the fund's closing is authoritative.
import type { ChargeLine, Kopecks, Output, PeriodRow } from '#contract';
import { rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

/** All charges of a month: the contribution with recalculations, privileges and penalty. */
export const chargedInAll = (row: Pick<PeriodRow, 'charged' | 'recalculation' | 'privilege' | 'penalty'>): Kopecks =>
  row.charged + row.recalculation - row.privilege + row.penalty;

/** The same for a range of months; main has already subtracted privileges from its recalculations. */
export const chargedInTotal = (totals: NonNullable<Output<'statement.history'>['totals']>): Kopecks =>
  totals.charged + totals.recalculation + totals.penalty;

/** What a line adds to the charge: the fund gives a privilege as a positive amount. */
export const lineAmount = (line: Pick<ChargeLine, 'kind' | 'amount'>): Kopecks =>
  line.kind === 'privilege' ? -line.amount : line.amount;

/** «кв. 10» is not broken after the dot. */
export const unbroken = (address: string): string => address.replaceAll('. ', '.\u00a0');

export interface BalanceWords {
  kind: 'due' | 'advance' | 'zero' | 'unknown';
  label: string;
  /** Null when the balance is zero or not known. */
  sum: string | null;
}

/** «К оплате 1 234,50 ₽», «Переплата 120,00 ₽», «Долга нет»; null is «Сумма не известна». */
export function balanceWords(balance: Kopecks | null): BalanceWords {
  if (balance === null) return { kind: 'unknown', label: t('unread.sum'), sum: null };
  if (balance > 0) return { kind: 'due', label: t('statement.due'), sum: rubles(balance) };
  if (balance < 0) return { kind: 'advance', label: t('statement.advance'), sum: rubles(-balance) };
  return { kind: 'zero', label: t('statement.nothingDue'), sum: null };
}
