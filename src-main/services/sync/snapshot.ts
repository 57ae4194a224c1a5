// Copying the whole fund into the shadow cache: resumed after any interruption, swapped in when it is whole and up to date.
import type { CacheWriter, ShadowCache } from '../../ports/cache-writer.ts';
import { entityNames } from '../../ports/exchange.ts';
import { CursorTooOld, rowsIn, type FundSource, type Snapshot, type Words } from '../../ports/fund.ts';
import { followOnce } from './follow.ts';

/** The program is being stopped. Not a failure: the shadow is resumed at the next start. */
export class Stopping extends Error {
  override name = 'Stopping';
}

export interface SnapshotDeps {
  fund: FundSource;
  writer: CacheWriter;
  /** Begins a copy at the fund, when something is left to copy. `words`: see FundSource.snapshot. */
  open(words: Words | null): Promise<Snapshot>;
  /** Holds the whole copy against what serves. Throws when it must not take its place; it stays, and is followed further. */
  examine(copy: ShadowCache): void;
  /** 0..1 */
  onProgress(fraction: number): void;
  stopping(): boolean;
}

// the copy is nearly all of the work; indexes and catching up are the rest
const copyShare = 0.95;

/**
 * Makes a new cache and puts it in place; resolves with the fund's moment it is true for. A shadow whose start the change log no
 * longer reaches is thrown away. Rejects with FundUnreachable, FundUnreadable, CursorTooOld, Stopping,
 * and with what `open` and `examine` throw.
 */
export async function takeSnapshot(deps: SnapshotDeps): Promise<string> {
  const shadow = deps.writer.shadow();
  try {
    await copyAll(shadow, deps);
    shadow.index();
    deps.onProgress(0.98);
    for (;;) {
      if (deps.stopping()) throw new Stopping();
      const { asOf } = await followOnce(deps.fund, shadow);
      if (asOf === null) continue;
      deps.examine(shadow);
      deps.writer.swap();
      return asOf;
    }
  } catch (error) {
    if (error instanceof CursorTooOld || deps.writer.isDamage(error)) deps.writer.discardShadow();
    throw error;
  }
}

async function copyAll(shadow: ShadowCache, { open, onProgress, stopping }: SnapshotDeps): Promise<void> {
  if (shadow.started() && entityNames.every(entity => shadow.place(entity).done)) return;
  const snapshot = await open(shadow.words());
  try {
    const { cursor, asOf, totalRows } = snapshot;
    if (!shadow.started()) shadow.begin({ cursor, asOf, totalRows });
    const total = Math.max(1, shadow.started()?.totalRows ?? 0);
    let copied = shadow.rowsCopied();
    for (const entity of entityNames) {
      const { done, after } = shadow.place(entity);
      if (done) continue;
      for await (const batch of after ? snapshot.copy(entity, after) : snapshot.copy(entity)) {
        if (stopping()) throw new Stopping();
        shadow.add(batch);
        copied += rowsIn(batch);
        onProgress(Math.min(1, copied / total) * copyShare);
      }
      shadow.finishEntity(entity);
    }
  } finally {
    await snapshot.close();
  }
}
