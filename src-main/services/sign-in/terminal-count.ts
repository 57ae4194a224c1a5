// One terminal's count of one kind of mistakes: each check together with what it counts, so that no two at once slip under a limit.
import { Mutex } from '../../base/mutex.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TallyStore } from '../../ports/tally.ts';
import { dayMs, standing, type Standing, type TerminalRules } from './terminal-limits.ts';

export interface Counted extends Standing {
  /** of the moment before; false when it was locked, and then nothing was counted */
  counted: boolean;
}

export class TerminalCount {
  readonly #store: TallyStore;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #kind: string;
  readonly #rules: TerminalRules;
  readonly #mutex = new Mutex();

  constructor(deps: { terminalStore: TallyStore; clock: Pick<Clock, 'now'> }, kind: string, rules: TerminalRules) {
    this.#store = deps.terminalStore;
    this.#clock = deps.clock;
    this.#kind = kind;
    this.#rules = rules;
  }

  get kind(): string {
    return this.#kind;
  }

  standing(): Promise<Standing> {
    return this.#mutex.run(() => this.#look());
  }

  /** Counts a mistake before it is known to be one, so that pulling the plug in between wins no free attempt. */
  count(subject: string, visit: string): Promise<Counted> {
    return this.#mutex.run(async () => {
      const before = await this.#look();
      if (before.lockedUntil !== null) return { ...before, counted: false };
      const at = this.#clock.now();
      await this.#store.tally(this.#kind, { subject, visit, at }, this.#dayAgo());
      return { ...before, counted: true };
    });
  }

  /** What a visit has counted here. */
  async of(visit: string): Promise<string[]> {
    return (await this.#all()).filter(each => each.visit === visit).map(({ subject }) => subject);
  }

  /** It was no mistake at all: nobody could say, or it was right. */
  takeBack(subject: string, visit: string): Promise<void> {
    return this.#mutex.run(async () => {
      const last = (await this.#all()).findLast(each => each.subject === subject && each.visit === visit);
      if (last) await this.#store.untally([last.seq]);
    });
  }

  /**
   * A right answer: the visit's own slips there are forgiven, and one of another visit with them. The latter once a day for each subject, or
   * who knows one answer could guess at all others for ever.
   */
  succeeded(subject: string, visit: string): Promise<void> {
    return this.#mutex.run(async () => {
      const all = await this.#all();
      const own = all.filter(each => each.subject === subject && each.visit === visit);
      const relief = `${this.#kind} relief`;
      const used = (await this.#store.tallied(relief, this.#dayAgo())).some(each => each.subject === subject);
      const other = used ? undefined : all.find(each => each.visit !== visit);
      if (other) await this.#store.tally(relief, { subject, visit, at: this.#clock.now() }, this.#dayAgo());
      const gone = [...own, ...(other ? [other] : [])];
      if (gone.length > 0) await this.#store.untally(gone.map(({ seq }) => seq));
    });
  }

  /** Staff have lifted it. */
  clear(): Promise<void> {
    return this.#mutex.run(() => this.#store.clearTally(this.#kind));
  }

  #dayAgo(): string {
    return new Date(Date.parse(this.#clock.now()) - dayMs).toISOString();
  }

  #all() {
    return this.#store.tallied(this.#kind, this.#dayAgo());
  }

  async #look(): Promise<Standing> {
    return standing(await this.#all(), this.#rules, this.#clock.now());
  }
}
