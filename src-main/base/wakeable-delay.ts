// A delay that can be cut short.

/** The needed part of a clock: calls `then` after the given milliseconds; the returned function cancels it. */
export interface Timer {
  after(ms: number, then: () => void): () => void;
}

/** A delay that `wake` ends at once. A wake between two delays ends the next one, so no wake is lost. */
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
