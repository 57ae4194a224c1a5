// When this terminal may begin a whole copy of the fund: some at once, those with nothing to serve first, and nobody waits for ever.
import type { Clock } from '../../ports/clock.ts';
import { NoTurn, type CopyRules, type FundSource, type Snapshot, type Words } from '../../ports/fund.ts';

/** With nothing to serve a terminal waits this part of the time. */
const urgentPart = 1 / 6;

export const copyRules = ({ atOnce, waitMinutes }: { atOnce: number; waitMinutes: number }): CopyRules => ({
  atOnce,
  patienceMs: waitMinutes * 60_000,
  pauseMs: 5_000,
});

export class TurnToCopy {
  readonly #fund: FundSource;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #rules: CopyRules;
  /** since the first question, until a copy begins */
  #waits: { since: number; urgent: boolean; patienceMs: number; askAt: number } | null = null;

  constructor({ fund, clock, copies }: { fund: FundSource; clock: Pick<Clock, 'monotonic'>; copies: CopyRules }) {
    this.#fund = fund;
    this.#clock = clock;
    this.#rules = copies;
  }

  /** Milliseconds until it makes sense to ask again; 0 while nothing waits. */
  wait(): number {
    return this.#waits ? Math.max(0, this.#waits.askAt - this.#clock.monotonic()) : 0;
  }

  /** `urgent`: nothing serves. Rejects with NoTurn, also when it was asked too soon, and with what the fund rejects with. */
  async open(urgent: boolean, words: Words | null): Promise<Snapshot> {
    const now = this.#clock.monotonic();
    const { atOnce, patienceMs } = this.#rules;
    if (this.#waits?.urgent !== urgent) {
      const patience = patienceMs * (1 + Math.random() / 2) * (urgent ? urgentPart : 1);
      this.#waits = { since: now, urgent, patienceMs: patience, askAt: urgent ? now : now + this.#pause(urgent) };
    }
    const waits = this.#waits;
    if (now < waits.askAt) throw new NoTurn();
    const regardless = now - waits.since >= waits.patienceMs;
    waits.askAt = now + this.#pause(urgent);
    if (!urgent && !regardless && !(await this.#fund.mayCopy(atOnce))) throw new NoTurn();
    const snapshot = await this.#fund.snapshot({ atOnce, urgent, regardless }, words);
    this.#waits = null;
    return snapshot;
  }

  #pause(urgent: boolean): number {
    return this.#rules.pauseMs * (0.5 + Math.random() / 2) * (urgent ? 0.2 : 1);
  }
}
