// The machine's clock, with calendar days in the fund's time zone.
import type { Clock } from '../../ports/clock.ts';

/** `timeZone` is an IANA name; an unknown one throws RangeError. */
export function systemClock(timeZone: string): Clock {
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return {
    now: () => new Date().toISOString(),
    today: () => calendar.format(new Date()),
    monotonic: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}
