// What the screen says of its own failures: written to the log under an id to read out, so many a minute and no more.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';

export const reportsAMinute = 20;
const minuteMs = 60_000;

/**
 * Returns the id under which the failure stands in the log. A page in a loop, or a script in it, must not fill the disk: beyond the limit
 * nothing is written but their number, and the id is that of the last one written.
 */
export function screenReports({ clock, log }: { clock: Pick<Clock, 'monotonic' | 'after'>; log: Log }) {
  let began = -Infinity;
  let written = 0;
  let unsaid = 0;
  let id = '';
  return (what: string): string => {
    const now = clock.monotonic();
    if (now - began >= minuteMs) {
      began = now;
      written = 0;
    }
    if (written < reportsAMinute) {
      written++;
      id = randomUUID().slice(0, 6).toUpperCase();
      log.error('screen failure', what, { id });
    } else if (unsaid++ === 0) {
      clock.after(began + minuteMs - now, () => {
        log.warn('screen failures unsaid', { reports: unsaid });
        unsaid = 0;
      });
    }
    return id;
  };
}
