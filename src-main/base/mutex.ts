// Work that must not overlap: one piece at a time, in the order asked.

/** Runs one piece of work at a time. A failed piece rejects for its caller and does not stop the next. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Resolves when all work asked for so far, and what it asked for meanwhile, is done. */
  async idle(): Promise<void> {
    for (let seen: Promise<unknown> | null = null; seen !== this.#last;) await (seen = this.#last);
  }
}

/** A Mutex for each key: work of one key is in order, different keys do not wait for each other. */
export class KeyedMutex<K> {
  readonly #tails = new Map<K, Promise<unknown>>();

  run<T>(key: K, work: () => Promise<T>): Promise<T> {
    const mine = (this.#tails.get(key) ?? Promise.resolve()).then(work, work);
    const tail: Promise<unknown> = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
    return mine;
  }

  /** Resolves when no key has work left, work asked for meanwhile included. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}
