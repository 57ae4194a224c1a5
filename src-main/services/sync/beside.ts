// While a copy is waited for and made, the file that still serves gets what changes meanwhile, though its own place in the log is too old.
import type { Fetched } from '../../ports/cache-writer.ts';
import { type ChangeCursor, CursorTooOld, type FundSource } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { WakeableDelay } from '../../base/wakeable-delay.ts';
import { fetchAll } from './follow.ts';
import { groupChanges } from './group-changes.ts';

const changesAtOnce = 2_000;
/** Milliseconds between questions while something is held back. */
const heldBackMs = 2_000;

export interface BesideDeps {
  fund: FundSource;
  log: Log;
  pause: WakeableDelay;
  pollMs: number;
  /** Stores what `fetch` resolves with in the file that serves, if one does. Rejects when it must not be stored. */
  store(fetch: () => Promise<Fetched[]>): Promise<void>;
}

/** The file's own place stays, and so does what it says of its age: what changed before is in the copy alone. */
export class Beside {
  readonly #deps: BesideDeps;
  #after: ChangeCursor | null = null;

  constructor(deps: BesideDeps) {
    this.#deps = deps;
  }

  /** From here on, unless it follows already. */
  begin(from: ChangeCursor | null): void {
    this.#after ??= from;
  }

  /** Another file serves. */
  end(): void {
    this.#after = null;
  }

  /** Stores what changed since the last time. Returns the milliseconds until it should be asked again. Rejects as the fund does. */
  async catchUp(): Promise<number> {
    const { fund, store, pollMs } = this.#deps;
    while (this.#after) {
      try {
        const batch = await fund.changes(this.#after, changesAtOnce);
        const asked = groupChanges(batch.changes);
        if (asked.length > 0) await store(() => fetchAll(fund, asked));
        this.#after = batch.cursor;
        if (!batch.more) return batch.heldBack ? Math.min(heldBackMs, pollMs) : pollMs;
      } catch (error) {
        if (!(error instanceof CursorTooOld)) throw error;
        this.#after = error.now;
      }
    }
    return pollMs;
  }

  /** Until `isOver`, which the pause's end lets it see. Never rejects: whatever is in the way, the copy will have it all. */
  async follow(isOver: () => boolean): Promise<void> {
    try {
      while (!isOver()) {
        const wait = await this.catchUp();
        if (!isOver()) await this.#deps.pause.wait(wait);
      }
    } catch (error) {
      this.#deps.log.warn('snapshot.notFollowedBeside', { why: (error as Error).message });
    }
  }
}
