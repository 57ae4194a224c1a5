// Which documents of a house went to a printer: kept on disk until all of them did, so that a batch begun again prints none of them twice.
import { daysBetween } from '../../domain/day.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';

export interface PrintedDeps {
  terminalStore: Pick<TerminalStore, 'note' | 'setNote'>;
  clock: Pick<Clock, 'today'>;
}

interface Kept {
  day: string;
  accounts: number[];
}

/** A batch left for longer is begun anew: its papers are elsewhere by then. */
const daysKept = 3;

export class Printed {
  readonly #deps: PrintedDeps;
  readonly #name: string;
  readonly #accounts: Set<number>;

  private constructor(deps: PrintedDeps, name: string, accounts: readonly number[]) {
    this.#deps = deps;
    this.#name = name;
    this.#accounts = new Set(accounts);
  }

  /** `batch` names a house and a month. */
  static async of(deps: PrintedDeps, batch: string): Promise<Printed> {
    const name = `printed ${batch}`;
    const text = await deps.terminalStore.note(name);
    const kept = text === null ? null : (JSON.parse(text) as Kept);
    const isLate = !kept || Math.abs(daysBetween(kept.day, deps.clock.today())) > daysKept;
    return new Printed(deps, name, isLate ? [] : kept.accounts);
  }

  get size(): number {
    return this.#accounts.size;
  }

  has(account: number): boolean {
    return this.#accounts.has(account);
  }

  async add(account: number): Promise<void> {
    this.#accounts.add(account);
    const kept: Kept = { day: this.#deps.clock.today(), accounts: [...this.#accounts] };
    await this.#deps.terminalStore.setNote(this.#name, JSON.stringify(kept));
  }

  forget(): Promise<void> {
    return this.#deps.terminalStore.setNote(this.#name, null);
  }
}
