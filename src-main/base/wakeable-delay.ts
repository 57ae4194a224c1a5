// A delay that can be cut short.

/** The part of a clock it needs: calls `then` after so many milliseconds; the answer takes that back. */
export interface Timer {
  after(ms: number, then: () => void): () => void;
}

/** A delay that `wake` ends at once; a wake between two delays cuts the next one short, so none is ever missed. */
export class WakeableDelay {
  readonly #timer: Timer;
  #woken = false;
  #end: (() => void) | null = null;

  constructor(timer: Timer) {
    this.#timer = timer;
  }

  wait(ms: number): Promise<void> {
    return new Promise(resolve => {
      if (this.#woken) {
        this.#woken = false;
        return resolve();
      }
      const cancel = this.#timer.after(ms, () => this.#end?.());
      this.#end = () => {
        this.#end = null;
        this.#woken = false;
        cancel();
        resolve();
      };
    });
  }

  wake(): void {
    this.#woken = true;
    this.#end?.();
  }
}
