// A clock a test moves by hand.
import type { Clock } from '../../src-main/ports/clock.ts';

export interface FakeClock extends Clock {
  /** Moves time on, calling back whatever falls due on the way, in order. */
  advance(ms: number): void;
}

export function fakeClock(start = '2026-11-22T09:00:00.000Z'): FakeClock {
  let ms = 0;
  let timers: { at: number; callback: () => void }[] = [];
  const now = () => new Date(Date.parse(start) + ms).toISOString();
  return {
    now,
    today: () => now().slice(0, 10),
    monotonic: () => ms,
    after(delay, callback) {
      const timer = { at: ms + delay, callback };
      timers.push(timer);
      return () => void (timers = timers.filter(other => other !== timer));
    },
    advance(by) {
      const until = ms + by;
      for (;;) {
        const next = timers.filter(timer => timer.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter(timer => timer !== next);
        ms = Math.max(ms, next.at);
        next.callback();
      }
      ms = until;
    },
  };
}
