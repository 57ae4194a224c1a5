// The wrong answers of the visit that is at the terminal now, by account or name: its picture code is no other visitor's.

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

  /** A right answer: the slips before it there were slips. */
  forgive(visitId: string, key: string): void {
    this.#of(visitId).delete(key);
  }
}
