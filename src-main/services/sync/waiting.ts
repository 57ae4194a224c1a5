// Two small things loops are made of: a pause that can be cut short, and taking turns.
import type { Clock } from '../../ports/clock.ts';

/** A pause that `wake` ends at once; a wake between two pauses cuts the next one short, so none is ever missed. */
export class Pause {
  readonly #clock: Clock;
  #woken = false;
  #end: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  wait(ms: number): Promise<void> {
    return new Promise(resolve => {
      if (this.#woken) {
        this.#woken = false;
        return resolve();
      }
      const cancel = this.#clock.after(ms, () => this.#end?.());
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

/** One piece of work at a time, in the order asked. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
