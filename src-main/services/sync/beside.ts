// While a copy is waited for and made, the file that still serves gets what changes meanwhile, though its own place in the log is too old.
import type { CacheFile, Fetched } from '../../ports/cache-writer.ts';
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
  /** the file that serves */
  active(): CacheFile | null;
  /** Stores what `fetch` resolves with, if the file still serves. Rejects when it must not be stored. */
  mend(file: CacheFile, fetch: () => Promise<Fetched[]>): Promise<unknown>;
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

  /** Stores what changed since the last time. Returns the milliseconds until it should be asked again. Rejects as the fund does. */
  async catchUp(): Promise<number> {
    const { fund, active, mend, pollMs } = this.#deps;
    while (this.#after) {
      try {
        const batch = await fund.changes(this.#after, changesAtOnce);
        const asked = groupChanges(batch.changes);
        const file = active();
        if (file && asked.length > 0) await mend(file, () => fetchAll(fund, asked));
        this.#after = batch.cursor;
        if (!batch.more) return batch.heldBack ? Math.min(heldBackMs, pollMs) : pollMs;
      } catch (error) {
        if (!(error instanceof CursorTooOld)) throw error;
        this.#after = error.now;
      }
    }
    return pollMs;
  }

  /** Makes a copy, which says at which place it begins, and follows meanwhile. Rejects as `copy` does. */
  async during(copy: (begun: (from: ChangeCursor) => void) => Promise<void>, isStopped: () => boolean): Promise<void> {
    const { active, pause } = this.#deps;
    let isMade = false;
    const following: Promise<void>[] = [];
    try {
      await copy(from => {
        this.begin(from);
        following.push(this.#follow(() => isMade || isStopped() || !active()));
      });
      this.#after = null;
    } finally {
      isMade = true;
      if (following.length > 0) pause.wake();
      await Promise.all(following);
    }
  }

  /** Until `isOver`, which the pause's end lets it see. Never rejects: whatever is in the way, the copy will have it all. */
  async #follow(isOver: () => boolean): Promise<void> {
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
