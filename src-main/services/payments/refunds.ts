// Whether a paid attempt that the ledger does not have yet was paid back: made in the acquirer's own cabinet, it is told to nobody, so it is asked.
import { AcquirerAway, AcquirerRefused, type Acquirer } from '../../ports/acquirer.ts';
import type { AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Attempts } from './attempts.ts';
import { afterRefund } from './transitions.ts';
import { bySchedule } from '../audit/who.ts';

/** Milliseconds. */
export interface RefundPace {
  /** between two rounds over all uncredited attempts */
  roundMs: number;
  /** an attempt whose account is opened is not asked for again sooner */
  openedMs: number;
}

export const usualRefundPace: RefundPace = { roundMs: 3_600_000, openedMs: 60_000 };

export interface RefundWatchDeps {
  acquirer: Acquirer;
  store: Pick<AttemptStore, 'uncreditedAttempts'>;
  attempts: Pick<Attempts, 'change'>;
  clock: Clock;
  log: Log;
  pace: RefundPace;
}

export class RefundWatch {
  readonly #deps: RefundWatchDeps;
  readonly #askedAt = new Map<string, number>();
  readonly #stop = new AbortController();
  #round: Promise<void> = Promise.resolve();
  #cancel = () => {};

  constructor(deps: RefundWatchDeps) {
    this.#deps = deps;
  }

  /** One round now, and one every `roundMs`. */
  start(): void {
    this.#round = this.#all().finally(() => {
      if (!this.#stop.signal.aborted)
        this.#cancel = this.#deps.clock.after(this.#deps.pace.roundMs, () => this.start());
    });
  }

  /** The account of these attempts is looked at: what is new is told as a change. Never rejects. */
  async look(attempts: readonly StoredAttempt[]): Promise<void> {
    const { clock, pace } = this.#deps;
    for (const attempt of attempts) {
      const at = this.#askedAt.get(attempt.id);
      if (at === undefined || clock.monotonic() - at >= pace.openedMs) await this.#ask(attempt);
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#cancel();
    await this.#round;
  }

  async #all(): Promise<void> {
    try {
      const attempts = await this.#deps.store.uncreditedAttempts();
      const ids = new Set(attempts.map(({ id }) => id));
      for (const id of this.#askedAt.keys()) if (!ids.has(id)) this.#askedAt.delete(id);
      for (const attempt of attempts) await this.#ask(attempt);
    } catch (error) {
      this.#deps.log.error('refunds not looked for', error);
    }
  }

  async #ask(attempt: StoredAttempt): Promise<void> {
    const { acquirer, attempts, clock, log } = this.#deps;
    if (this.#stop.signal.aborted || attempt.acquirerId === null || attempt.acquirer !== acquirer.name) return;
    this.#askedAt.set(attempt.id, clock.monotonic());
    try {
      const change = afterRefund(attempt, await acquirer.status(attempt.acquirerId, this.#stop.signal));
      if (change) await attempts.change(attempt, change, bySchedule);
    } catch (error) {
      if (error instanceof AcquirerAway || error instanceof AcquirerRefused)
        log.info('refund not asked', { attempt: attempt.id, why: error.message });
      else if (!this.#stop.signal.aborted) log.error('refund not asked', error, { attempt: attempt.id });
    }
  }
}
