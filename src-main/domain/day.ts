// Calendar days as `YYYY-MM-DD` text, computed as whole days since 1970-01-01 without a clock or a time zone.

const NBSP = '\u00a0';
const MONTHS_GENITIVE = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month (1..12) of a year. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The Russian name of a month (1..12) in the genitive: «ноября». */
export const monthGenitive = (month: number): string => MONTHS_GENITIVE[month - 1] ?? '';

const pad = (value: number, width: number) => String(value).padStart(width, '0');

const dayText = (year: number, month: number, day: number): string | null =>
  year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
    ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
    : null;

/** `YYYY-MM-DD` of a day that exists. */
export const isDay = (text: string): boolean => {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match !== null && dayText(Number(match[1]), Number(match[2]), Number(match[3])) !== null;
};

/** `2026-11-22` or «22.11.2026» as `YYYY-MM-DD`; null for another format or a day that does not exist. */
export function parseDay(text: string): string | null {
  if (text.length > 40) return null;
  const trimmed = text.trim();
  if (isDay(trimmed)) return trimmed;
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(trimmed);
  return match && dayText(Number(match[3]), Number(match[2]), Number(match[1]));
}

/** Days since 1970-01-01 (proleptic Gregorian). Throws RangeError on a day that does not exist. */
export function dayNumber(day: string): number {
  if (!isDay(day)) throw new RangeError(`Not a day: ${JSON.stringify(day.slice(0, 20))}`);
  const month = Number(day.slice(5, 7));
  // Years start in March here, so the leap day is the last of its year (H. Hinnant, days_from_civil).
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8)) - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The inverse of `dayNumber`. Throws RangeError outside years 1..9999. */
export function dayFromNumber(number: number): string {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  const text = year <= 9999 ? dayText(year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1) : null;
  if (text === null) throw new RangeError(`No day has the number ${number}`);
  return text;
}

export const addDays = (day: string, days: number): string => dayFromNumber(dayNumber(day) + days);

/** How many days `to` is after `from`; negative when it is before. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Negative, zero or positive, for sorting days (and periods: both sort as text). */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** «22.11.2026» */
export const formatDay = (day: string | null): string =>
  day === null ? 'неизвестно' : `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;

/** «22 ноября 2026 г.» with no-break spaces */
export const formatDayLong = (day: string): string =>
  [Number(day.slice(8, 10)), monthGenitive(Number(day.slice(5, 7))), Number(day.slice(0, 4)), 'г.'].join(NBSP);
