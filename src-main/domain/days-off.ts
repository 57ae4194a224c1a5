// Days off: Saturdays, Sundays and the holidays of ТК РФ ст. 112. The days the Government moves from year to year are not known here.
import { addDays, dayNumber } from './day.ts';

/** `MM-DD` */
const holidays = new Set(
  '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04'.split(' '),
);

/** 1970-01-01 was a Thursday; Monday is 0. */
const weekday = (day: string) => (((dayNumber(day) + 3) % 7) + 7) % 7;

export const isDayOff = (day: string): boolean => weekday(day) >= 5 || holidays.has(day.slice(5));

/** The day itself, or the first working day after it: where a term's last day is a day off, the term ends then (ГК РФ ст. 193). */
export function workingDayFrom(day: string): string {
  let at = day;
  while (isDayOff(at)) at = addDays(at, 1);
  return at;
}
