// The four months of the reference cabinet's picture, as given: none of them adds up, and the demo shows them so.
import type { Month } from './calendar.ts';

/** Kopecks. `charged` is without the penalty, which the picture adds to it: 224,14 = 222,04 + 2,10. */
export interface ReferenceMonth {
  period: string;
  opening: number;
  penalty: number;
  paid: number;
  /** the day of the month of the payment; the picture has months only */
  paidOnDay: number;
  closing: number;
}

export const REFERENCE_MONTHS: readonly ReferenceMonth[] = [
  { period: '2013-09', opening: 0, penalty: 0, paid: 0, paidOnDay: 0, closing: 44408 },
  { period: '2013-10', opening: 44408, penalty: 40, paid: 9662, paidOnDay: 10, closing: 47368 },
  { period: '2013-11', opening: 47368, penalty: 119, paid: 9662, paidOnDay: 11, closing: 60108 },
  { period: '2013-12', opening: 60108, penalty: 210, paid: 9662, paidOnDay: 30, closing: 72951 },
];

/**
 * What the four months claim above their own charges and payments. The owner paid 729,51 in January 2014; the next month returns the
 * difference by a correction that says why, so that every later month adds up.
 */
export const REFERENCE_CORRECTION = {
  period: '2014-02',
  amount: -12752,
  reason: 'Сверка расчётов за сентябрь–декабрь 2013 года: долг приведён к начисленному и оплаченному',
} as const;

export const referenceMonth = (month: Month): ReferenceMonth | undefined =>
  REFERENCE_MONTHS.find(given => given.period === month.period);
