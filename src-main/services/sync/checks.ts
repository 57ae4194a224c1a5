// When the rules between the fund's rows are asked: after data changed or the day turned, and rarely enough to cost nothing that is felt.
import type { CacheFile } from '../../ports/cache-writer.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';

export interface ChecksDeps {
  clock: Pick<Clock, 'today' | 'monotonic'>;
  log: Pick<Log, 'info' | 'error'>;
  /** Runs one step while nothing else is written. */
  step(work: () => void): Promise<void>;
}

/** At least this long from one check to the next, and this many times as long as the last one took. */
const restMs = 60_000;
const restTimes = 30;

export class Checks {
  readonly #deps: ChecksDeps;
  #checked: { file: CacheFile; day: string } | null = null;
  #changed = true;
  #notBefore = -Infinity;

  constructor(deps: ChecksDeps) {
    this.#deps = deps;
  }

  /** Data changed: what the rules found may no longer be so. */
  changed(): void {
    this.#changed = true;
  }

  /** Asks the rules if they are due. A failure is logged: it never stops the following of changes. */
  async run(file: CacheFile, stopping: () => boolean): Promise<void> {
    const { clock, log, step } = this.#deps;
    const day = clock.today();
    const isNew = this.#checked?.file !== file;
    if (!isNew && this.#checked?.day === day && (!this.#changed || clock.monotonic() < this.#notBefore)) return;
    const began = clock.monotonic();
    this.#checked = { file, day };
    this.#changed = false;
    try {
      const rules = file.check(day);
      for (let done = false; !done && !stopping();) await step(() => (done = rules.next().done === true));
    } catch (error) {
      log.error('rules not checked', error);
    }
    const took = clock.monotonic() - began;
    this.#notBefore = clock.monotonic() + Math.max(restMs, took * restTimes);
    if (took > 1000) log.info('rules.checked', { seconds: Math.round(took / 100) / 10 });
  }
}
