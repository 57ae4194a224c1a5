// Waiting longer after each failure, with a random part, so that terminals do not all come back at once.

export class BackOff {
  readonly #firstMs: number;
  readonly #longestMs: number;
  readonly #random: () => number;
  #failures = 0;

  constructor(options: { firstMs: number; longestMs: number; random?: () => number }) {
    this.#firstMs = options.firstMs;
    this.#longestMs = options.longestMs;
    this.#random = options.random ?? Math.random;
  }

  /** Milliseconds to wait after one more failure: doubled each time up to the limit, half of it random. */
  next(): number {
    const whole = Math.min(this.#longestMs, this.#firstMs * 2 ** Math.min(this.#failures++, 30));
    return Math.round(whole / 2 + (whole / 2) * this.#random());
  }

  reset(): void {
    this.#failures = 0;
  }
}
