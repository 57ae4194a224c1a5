// The wrong answers of the visit that is at the terminal now, by account or name: its picture code is no other visitor's.
import type { Limit } from '../../ports/terminal-store.ts';

/** Forgotten with the visit; what must outlive it is in the limits of the account and of the terminal. */
export class VisitFailures {
  #visit = '';
  readonly #counts = new Map<string, number>();

  #of(visitId: string): Map<string, number> {
    if (visitId !== this.#visit) this.#counts.clear();
    this.#visit = visitId;
    return this.#counts;
  }

  total(visitId: string): number {
    return [...this.#of(visitId).values()].reduce((sum, count) => sum + count, 0);
  }

  count(visitId: string, key: string): void {
    const counts = this.#of(visitId);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  /** The terminal's limit after a right answer: the visit's own slips at this account or name, now known to be slips, taken off it. */
  forgiven(visitId: string, key: string, terminal: Limit): Limit {
    const counts = this.#of(visitId);
    const slips = counts.get(key) ?? 0;
    counts.delete(key);
    return { ...terminal, failures: Math.max(0, terminal.failures - slips) };
  }
}
