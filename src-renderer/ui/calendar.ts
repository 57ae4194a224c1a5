// The calendar functions a date field needs.

/** Whether the calendar has this day; months and days are counted from 1. */
export function isRealDay(year: number, month: number, dayOfMonth: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, dayOfMonth));
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
}

/** The mistake in the digits typed so far, «ddmmyyyy» from the left; `latest` is `YYYY-MM-DD`. */
export function dateTrouble(digits: string, latest: string): 'day' | 'month' | 'impossible' | 'future' | null {
  const [dd, mm, yyyy] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  if (dd.length === 2 && (Number(dd) < 1 || Number(dd) > 31)) return 'day';
  if (mm.length === 2 && (Number(mm) < 1 || Number(mm) > 12)) return 'month';
  // a leap year, so that 29 February is accepted until its year is typed
  if (mm.length === 2 && !isRealDay(2024, Number(mm), Number(dd))) return 'impossible';
  if (yyyy.length !== 4) return null;
  if (!isRealDay(Number(yyyy), Number(mm), Number(dd))) return 'impossible';
  return `${yyyy}-${mm}-${dd}` > latest ? 'future' : null;
}
