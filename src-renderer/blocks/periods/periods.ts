// Arithmetic of calendar months («YYYY-MM») for the pickers: counting, stepping, ranges. Pure functions.
import type { Period } from '#contract';

export interface Span {
  from: Period;
  to: Period;
}

const two = (n: number) => String(n).padStart(2, '0');

/** Months since year 0, so that periods subtract. */
const index = (period: Period): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1;

const fromIndex = (n: number): Period => `${String(Math.floor(n / 12)).padStart(4, '0')}-${two((n % 12) + 1)}`;

export const addMonths = (period: Period, months: number): Period => fromIndex(index(period) + months);

/** The last day of a month, «2026-10-31». */
export const lastDay = (period: Period): string =>
  `${period}-${two(new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5, 7)), 0)).getUTCDate())}`;

export const yearOf = (period: Period): number => Number(period.slice(0, 4));

export const inSpan = (period: Period, span: Span): boolean => period >= span.from && period <= span.to;

/** The last `months` months that end at `whole.to`, never before `whole.from`. */
export const lastMonths = (whole: Span, months: number): Span => {
  const from = addMonths(whole.to, 1 - months);
  return { from: from > whole.from ? from : whole.from, to: whole.to };
};

/** A new first or last month; the other end moves too when the range would be reversed. */
export const withFrom = (span: Span, from: Period): Span => ({ from, to: span.to < from ? from : span.to });
export const withTo = (span: Span, to: Period): Span => ({ from: span.from > to ? to : span.from, to });
