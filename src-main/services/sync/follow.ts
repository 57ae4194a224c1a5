// Following the change log: fetch again what changed, apply it with the new place in one transaction, until nothing is left.
import type { IntakeMemory } from '../../ports/acceptance.ts';
import type { CacheFile, ChangeEffect, Fetched } from '../../ports/cache-writer.ts';
import type { ChangeBatch, ChangeCursor, FundSource, Refetch } from '../../ports/fund.ts';
import { groupChanges } from './group-changes.ts';

const changesAtOnce = 2000;
/** While more wait: fewer transactions for the same pages, and still short enough to let an opened account in within half a second. */
const changesWhileBehind = 5000;

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

/** A batch of the log and the rows it names; `fetched` is null where the gate asks to look through the stretch first. */
interface Read {
  batch: ChangeBatch;
  fetched: Fetched[] | null;
}

/** Reads what each change names, one after another: a terminal has one connection for it. */
export async function fetchAll(fund: FundSource, all: readonly Refetch[]): Promise<Fetched[]> {
  const fetched: Fetched[] = [];
  for (const asked of all) {
    const { entity, ...what } = asked;
    fetched.push({ asked, given: await fund.fetch(entity, what) });
  }
  return fetched;
}

async function readBatch(fund: FundSource, after: ChangeCursor, gate?: Gate, behind = false): Promise<Read> {
  const batch = await fund.changes(after, behind ? changesWhileBehind : changesAtOnce);
  const isKnown = gate?.isKnown(batch) ?? true;
  return { batch, fetched: isKnown ? await fetchAll(fund, groupChanges(batch.changes)) : null };
}

/** The batch after the one that is applied, read meanwhile. */
export class Ahead {
  /** the last batch was not the end of the log */
  behind = false;
  #next: { after: ChangeCursor; read: Promise<Read> } | null = null;

  begin(after: ChangeCursor, read: Promise<Read>): void {
    // a failure is told to who takes it
    read.catch(() => undefined);
    this.#next = { after, read };
  }

  take({ xid, seq, epoch }: ChangeCursor): Promise<Read> | null {
    const next = this.#next;
    this.#next = null;
    return next?.after.xid === xid && next.after.seq === seq && next.after.epoch === epoch ? next.read : null;
  }

  /** Newer rows than those read were stored. */
  forget(): void {
    this.#next = null;
  }
}

/** Reads and applies one batch of changes. Rejects with FundUnreachable, FundUnreadable and CursorTooOld, and with what the gate throws. */
export async function followOnce(fund: FundSource, file: CacheFile, gate?: Gate, ahead?: Ahead): Promise<Followed> {
  const before = file.cursor();
  const { batch, fetched } = await (ahead?.take(before) ?? readBatch(fund, before, gate, ahead?.behind));
  const { heldBack } = batch;
  if (ahead) ahead.behind = batch.more;
  if (!fetched) return { effect: nothing, moved: false, asOf: null, heldBack, advanced: false, longStretch: true };
  if (batch.more) ahead?.begin(batch.cursor, readBatch(fund, batch.cursor, gate, true));
  const memory = gate?.examine(file, fetched, batch);
  const advanced = batch.cursor.xid !== before.xid || batch.cursor.seq !== before.seq;
  const effect = advanced || fetched.length > 0 ? file.apply(fetched, batch.cursor, memory) : nothing;
  if (batch.more) return { effect, moved: fetched.length > 0, asOf: null, heldBack, advanced };
  file.setAsOf(batch.asOf);
  return { effect, moved: fetched.length > 0, asOf: batch.asOf, heldBack, advanced };
}
