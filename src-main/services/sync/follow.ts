// Following the change log: fetch again what changed, apply it with the new place in one transaction, until nothing is left.
import type { IntakeMemory } from '../../ports/acceptance.ts';
import type { CacheFile, ChangeEffect, Fetched } from '../../ports/cache-writer.ts';
import type { ChangeBatch, FundSource } from '../../ports/fund.ts';
import { groupChanges } from './group-changes.ts';

const changesAtOnce = 2000;

export interface Followed {
  effect: ChangeEffect;
  /** rows were fetched again */
  moved: boolean;
  /** set once the log is read to its end */
  asOf: string | null;
  /** see ChangeBatch; of the reading after which nothing more could be read */
  heldBack: boolean;
  /** the place in the log moved on, though perhaps past nothing of ours */
  advanced: boolean;
  /** the batch is the first of a long stretch, of which nothing was applied: the stretch must be looked through first */
  longStretch?: true;
}

/** Looks at a batch before it is applied. */
export interface Gate {
  /** False when the batch begins a stretch that was not looked through yet. */
  isKnown(batch: ChangeBatch): boolean;
  /** What the file is to remember once the batch is applied. Throws when it must not be applied. */
  examine(file: CacheFile, fetched: readonly Fetched[], batch: ChangeBatch): IntakeMemory;
}

const nothing: ChangeEffect = { accounts: [], addresses: false };

/** Reads and applies one batch of changes. Rejects with FundUnreachable, FundUnreadable and CursorTooOld, and with what the gate throws. */
export async function followOnce(fund: FundSource, file: CacheFile, gate?: Gate): Promise<Followed> {
  const before = file.cursor();
  const batch = await fund.changes(before, changesAtOnce);
  const { heldBack } = batch;
  if (gate && !gate.isKnown(batch))
    return { effect: nothing, moved: false, asOf: null, heldBack, advanced: false, longStretch: true };
  const fetched: Fetched[] = [];
  for (const asked of groupChanges(batch.changes)) {
    const { entity, ...what } = asked;
    const given: Fetched['given'] = await fund.fetch(entity, what);
    fetched.push({ asked, given });
  }
  const memory = gate?.examine(file, fetched, batch);
  const advanced = batch.cursor.xid !== before.xid || batch.cursor.seq !== before.seq;
  const effect = advanced || fetched.length > 0 ? file.apply(fetched, batch.cursor, memory) : nothing;
  if (batch.more) return { effect, moved: fetched.length > 0, asOf: null, heldBack, advanced };
  file.setAsOf(batch.asOf);
  return { effect, moved: fetched.length > 0, asOf: batch.asOf, heldBack, advanced };
}
