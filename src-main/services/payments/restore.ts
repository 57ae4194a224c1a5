// After a damaged outbox: this terminal's payments are taken back from what the fund was told of them, and none is begun before.
import { BackOff } from '../../base/back-off.ts';
import { WakeableDelay } from '../../base/wakeable-delay.ts';
import type { AttemptStore } from '../../ports/attempts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OwnIntent } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { StoredAttempt } from '../../ports/attempts.ts';

export interface RestoreDeps {
  store: AttemptStore;
  /** what this terminal told the fund of its attempts; rejects when the fund does not answer */
  ownIntents(): Promise<readonly OwnIntent[]>;
  clock: Clock;
  log: Log;
}

export class Restore {
  readonly #deps: RestoreDeps;
  readonly #pause: WakeableDelay;
  readonly #backOff = new BackOff({ firstMs: 500, longestMs: 60_000 });
  #stopping = false;
  #running: Promise<void> = Promise.resolve();

  constructor(deps: RestoreDeps) {
    this.#deps = deps;
    this.#pause = new WakeableDelay(deps.clock);
  }

  /** Asks the fund until it answers, where that is needed; `then` is called once all is there again. */
  start(then: () => Promise<void>): void {
    this.#running = this.#run(then).catch((error: unknown) => this.#deps.log.error('payments.notRestored', error));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#pause.wake();
    await this.#running;
  }

  async #run(then: () => Promise<void>): Promise<void> {
    const { store, log } = this.#deps;
    if (!(await store.attemptsUnknown())) return;
    while (!this.#stopping) {
      const known = await this.#ask();
      if (known) {
        await store.restoreAttempts(known.map(restored));
        log.warn('payments.restored', { attempts: known.length });
        return then();
      }
      if (!this.#stopping) await this.#pause.wait(this.#backOff.next());
    }
  }

  async #ask(): Promise<readonly OwnIntent[] | null> {
    try {
      return await this.#deps.ownIntents();
    } catch (error) {
      this.#deps.log.warn('payments.notRestored', { why: (error as Error).message });
      return null;
    }
  }
}

const restored = ({ attempt, accountId, state, ...rest }: OwnIntent) => ({
  ...rest,
  id: attempt,
  account: accountId,
  state: state as StoredAttempt['state'],
});
