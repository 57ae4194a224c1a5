// Logs slow calls, because a terminal in the field has no profiler.
import type { Log } from '../ports/log.ts';

export interface SlowCallsOptions {
  log: Log;
  /** the thread that did the work */
  thread: string;
  clock?: SlowCallsClock;
}

export interface SlowCallsClock {
  monotonic(): number;
  after(ms: number, callback: () => void): () => void;
}

export const slowMs = 50;
/** Lines per minute. A slow disk makes every call slow; logging all of them would make it slower. */
export const linesAMinute = 20;
const minuteMs = 60_000;

/** A caller may send any text as a method: only texts of a method's form are logged. */
const isName = (method: string) => /^[a-zA-Z.]{1,60}$/.test(method);

const machineClock: SlowCallsClock = {
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * Logs `call.slow` with the method's name, its milliseconds and the thread, never arguments. At most `linesAMinute` lines in a minute that
 * begins with the first of them; `call.slowUnsaid` at its end gives the number of the others.
 */
export class SlowCalls {
  readonly #log: Log;
  readonly #thread: string;
  readonly #clock: SlowCallsClock;
  #minuteBegan = -Infinity;
  #lines = 0;
  #unsaid = 0;

  constructor({ log, thread, clock = machineClock }: SlowCallsOptions) {
    this.#log = log;
    this.#thread = thread;
    this.#clock = clock;
  }

  /** Records a finished call. */
  took(method: string, ms: number, more: Record<string, number> = {}): void {
    if (ms <= slowMs) return;
    const now = this.#clock.monotonic();
    if (now - this.#minuteBegan >= minuteMs) {
      this.#minuteBegan = now;
      this.#lines = 0;
    }
    if (this.#lines < linesAMinute) {
      this.#lines++;
      this.#log.warn('call.slow', {
        method: isName(method) ? method : 'unknown',
        ms: Math.round(ms),
        thread: this.#thread,
        ...more,
      });
    } else if (this.#unsaid++ === 0) this.#clock.after(this.#minuteBegan + minuteMs - now, () => this.#sayRest());
  }

  #sayRest(): void {
    this.#log.warn('call.slowUnsaid', { calls: this.#unsaid, thread: this.#thread });
    this.#unsaid = 0;
  }

  /** Wraps a function of (anything, method, input), such as dispatch, to record its calls. */
  watch<C, I, R>(call: (caller: C, method: string, input: I) => Promise<R>): typeof call {
    return async (caller, method, input) => {
      const began = this.#clock.monotonic();
      try {
        return await call(caller, method, input);
      } finally {
        this.took(method, this.#clock.monotonic() - began);
      }
    };
  }
}
