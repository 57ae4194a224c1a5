// The moment the fund's data is true for, from one reading of the change log to the next.

export interface Reading {
  /** the fund's clock, ISO UTC */
  now: string;
  /** of the oldest transaction still running: rows of it and of later ones may not be read yet */
  xmin: string;
  /** a committed row that may not be read yet, with its moment; null when there is none */
  held: { xid: string; at: string } | null;
}

/**
 * The earliest row held back is not looked for among all of them, which may be a whole month's charging: of each reading one is known, and
 * until it may be read the data is no newer than it. The moment never goes back: a row held back later does not make earlier data older.
 */
export class AsOf {
  #latest = '';
  #held: Reading['held'] = null;

  after({ now, xmin, held }: Reading): string {
    if (this.#held && BigInt(this.#held.xid) < BigInt(xmin)) this.#held = null;
    if (held && (!this.#held || held.at < this.#held.at)) this.#held = held;
    const trueFor = this.#held && this.#held.at < now ? this.#held.at : now;
    if (trueFor > this.#latest) this.#latest = trueFor;
    return this.#latest;
  }
}
