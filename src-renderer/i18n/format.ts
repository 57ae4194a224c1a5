// Numbers, money and dates formatted in the chosen language. Sums are in kopecks, areas in hundredths of m².
import { fundTime } from './fund-time.ts';
import { currentLocale } from './locale.ts';

const NBSP = '\u00a0';
const MINUS = '\u2212';
const tag = () => (currentLocale() === 'ru' ? 'ru-RU' : 'en-GB');

/** «1 234,50» */
export function money(kopecks: number): string {
  const text = new Intl.NumberFormat(tag(), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: 'always',
  }).format(Math.abs(kopecks) / 100);
  return (kopecks < 0 ? MINUS : '') + text.replace(/[\s\u202f]/g, NBSP);
}

/** «400 000»: a count */
export const count = (n: number): string =>
  new Intl.NumberFormat(tag(), { useGrouping: 'always' }).format(n).replace(/[\s\u202f]/g, NBSP);

/** «1 234,50 ₽» */
export const rubles = (kopecks: number): string => `${money(kopecks)}${NBSP}₽`;

const notKnown = () => (currentLocale() === 'ru' ? 'неизвестно' : 'not known');

/** «42,70 м²» */
export const area = (hundredths: number | null): string =>
  hundredths === null ? notKnown() : `${money(hundredths)}${NBSP}${currentLocale() === 'ru' ? 'м²' : 'm²'}`;

/** «22.11.2026» */
export const day = (iso: string | null): string =>
  iso === null ? notKnown() : `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`;

const monthName = (period: string, form: 'standalone' | 'genitive'): string => {
  const date = new Date(`${period}-01T00:00:00Z`);
  if (form === 'standalone') return new Intl.DateTimeFormat(tag(), { month: 'long', timeZone: 'UTC' }).format(date);
  return (
    new Intl.DateTimeFormat(tag(), { day: 'numeric', month: 'long', timeZone: 'UTC' })
      .formatToParts(date)
      .find(part => part.type === 'month')?.value ?? ''
  );
};

/** «декабрь 2013» */
export const month = (period: string): string => `${monthName(period, 'standalone')}${NBSP}${period.slice(0, 4)}`;

/** «декабря 2013» */
export const monthGenitive = (period: string): string => `${monthName(period, 'genitive')}${NBSP}${period.slice(0, 4)}`;

/** «22.11.2026 18:05» in the fund's time. */
export function moment(iso: string): string {
  const at = fundTime(new Date(iso));
  return `${day(at.day)}${NBSP}${at.time}`;
}

/** «18:05» in the fund's time. */
export const timeOf = (iso: string): string => fundTime(new Date(iso)).time;
