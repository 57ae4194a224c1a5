// How fast accounts may be looked up without proof: a queue never meets it, a script that reads the whole list waits and is written down.
import type { HandlersOf, Who } from '#contract';
import { Mutex } from '../../base/mutex.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Audit } from '../audit/index.ts';
import type { Lookup } from './index.ts';

const hourMs = 3600_000;
/** Accounts shown, or asked for in vain, before answers come slower: of one visit, and of the terminal within an hour. */
const ofVisit = 20;
const ofHour = 120;
const firstWaitMs = 1000;
const longestWaitMs = 10_000;

/** Of each so many more the wait doubles. */
const step = 10;

export interface PaceDeps {
  audit: Pick<Audit, 'record'>;
  clock: Pick<Clock, 'monotonic' | 'after'>;
}

class Pace {
  readonly #deps: PaceDeps;
  readonly #mutex = new Mutex();
  /** when, and in which visit */
  #shown: { at: number; visit: string | null }[] = [];
  #toldAt = -Infinity;

  constructor(deps: PaceDeps) {
    this.#deps = deps;
  }

  /** One at a time, so that many at once wait as long as one after another. */
  run<T extends { ok: boolean; value?: { hits: readonly unknown[] } }>(who: Who, look: () => Promise<T>): Promise<T> {
    // staff answer for what they look up by name, and serve more than one person a minute
    if (who.shift !== null) return look();
    return this.#mutex.run(async () => {
      await this.#wait(who);
      const found = await look();
      const count = Math.max(1, found.value?.hits.length ?? 0);
      const one = { at: this.#deps.clock.monotonic(), visit: who.visit };
      this.#shown.push(...Array.from({ length: count }, () => one));
      return found;
    });
  }

  async #wait(who: Who): Promise<void> {
    const { clock, audit } = this.#deps;
    const now = clock.monotonic();
    this.#shown = this.#shown.filter(({ at }) => now - at < hourMs);
    const mine = this.#shown.filter(({ visit }) => visit === who.visit).length;
    const over = Math.max(mine - ofVisit, this.#shown.length - ofHour);
    if (over < 0) return;
    if (now - this.#toldAt >= hourMs) {
      this.#toldAt = now;
      const details = { visit: mine, hour: this.#shown.length };
      await audit.record({ action: 'lookup.many', account: null, details, who });
    }
    const ms = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.floor(over / step));
    await new Promise<void>(resolve => void clock.after(ms, resolve));
  }
}

/** The methods of looking up, those that show accounts at this pace. */
export function paced(methods: Lookup['methods'], deps: PaceDeps): HandlersOf<'lookup'> {
  const pace = new Pace(deps);
  return {
    ...methods,
    'lookup.byNumber': (input, call) => pace.run(call.who, () => methods['lookup.byNumber'](input)),
    'lookup.byFlat': (input, call) => pace.run(call.who, () => methods['lookup.byFlat'](input)),
    'lookup.byCode': (input, call) => pace.run(call.who, () => methods['lookup.byCode'](input)),
  };
}
