// Following the change log: fetch again what changed, apply it with the new place in one transaction, until nothing is left.
import type { CacheFile, ChangeEffect, Fetched } from '../../ports/cache-writer.ts';
import type { FundSource } from '../../ports/fund.ts';
import { groupChanges } from './group-changes.ts';

const changesAtOnce = 2000;

export interface Followed {
  effect: ChangeEffect;
  /** rows were fetched again */
  moved: boolean;
  /** set once the log is read to its end */
  asOf: string | null;
  /** see ChangeBatch */
  heldBack: boolean;
}

/** Reads and applies one batch of changes. Rejects with FundUnreachable and CursorTooOld. */
export async function followOnce(fund: FundSource, file: CacheFile): Promise<Followed> {
  const before = file.cursor();
  const batch = await fund.changes(before, changesAtOnce);
  const fetched: Fetched[] = [];
  for (const asked of groupChanges(batch.changes)) {
    const { entity, ...what } = asked;
    const given: Fetched['given'] = await fund.fetch(entity, what);
    fetched.push({ asked, given });
  }
  const moved = batch.cursor.xid !== before.xid || batch.cursor.seq !== before.seq;
  const effect = moved || fetched.length > 0 ? file.apply(fetched, batch.cursor) : { accounts: [], addresses: false };
  const { heldBack } = batch;
  if (batch.more) return { effect, moved: fetched.length > 0, asOf: null, heldBack };
  file.setAsOf(batch.asOf);
  return { effect, moved: fetched.length > 0, asOf: batch.asOf, heldBack };
}
