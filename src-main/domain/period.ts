// Calendar months as `YYYY-MM` text: arithmetic, their days, and their Russian names.
import { daysInMonth, monthGenitive } from './day.ts';

const NBSP = '\u00a0';
const MONTHS = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ');

export const isPeriod = (text: string): boolean => /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** Months since January of year 0. Throws RangeError when not a period. */
function monthNumber(period: string): number {
  if (!isPeriod(period)) throw new RangeError(`Not a period: ${JSON.stringify(period.slice(0, 20))}`);
  return Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1;
}

function fromMonthNumber(number: number): string {
  const year = Math.floor(number / 12);
  if (!Number.isInteger(number) || year < 1 || year > 9999) throw new RangeError(`No period has the number ${number}`);
  return `${String(year).padStart(4, '0')}-${String(number - year * 12 + 1).padStart(2, '0')}`;
}

export const addMonths = (period: string, months: number): string => fromMonthNumber(monthNumber(period) + months);
export const nextPeriod = (period: string): string => addMonths(period, 1);

/** How many months `to` is after `from`; negative when it is before. */
export const monthsBetween = (from: string, to: string): number => monthNumber(to) - monthNumber(from);

/** Every period from `from` to `to`, both ends included, oldest first; empty when they are reversed. */
export const periodsBetween = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, i) => addMonths(from, i));

export const periodOf = (day: string): string => day.slice(0, 7);
export const firstDay = (period: string): string => `${period}-01`;
export const daysIn = (period: string): number => daysInMonth(Number(period.slice(0, 4)), Number(period.slice(5, 7)));
export const lastDay = (period: string): string => `${period}-${daysIn(period)}`;

const year = (period: string) => `${NBSP}${Number(period.slice(0, 4))}`;

/** «декабрь 2013» with a no-break space */
export const formatPeriod = (period: string): string => (MONTHS[Number(period.slice(5)) - 1] ?? '') + year(period);

/** «декабря 2013» with a no-break space */
export const formatPeriodGenitive = (period: string): string => monthGenitive(Number(period.slice(5))) + year(period);
