// Mutual exclusion: one piece of work at a time, in the order of the calls.

/** Runs one piece of work at a time. A failed piece rejects for its caller and does not stop the next one. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Resolves when all work is done, including work added meanwhile. */
  async idle(): Promise<void> {
    for (let seen: Promise<unknown> | null = null; seen !== this.#last;) await (seen = this.#last);
  }
}

/** A Mutex per key: work of one key runs in order, different keys do not wait for each other. */
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

  /** Resolves when no key has work left, including work added meanwhile. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}
