// Stretches of changes held against what serves, before any of them is applied.
import type { Accepted, AcceptanceLimits, IntakeMemory, Subject } from '../../ports/acceptance.ts';
import type { CacheFile, Fetched } from '../../ports/cache-writer.ts';
import type { EntityName } from '../../ports/exchange.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ChangeBatch, ChangeCursor, FundSource, Refetch } from '../../ports/fund.ts';
import { bestOf, FundNotAccepted, isWorthCounting, refusalsOf, type Comparison } from './acceptance.ts';
import { fetchAll, type Gate } from './follow.ts';
import { groupChanges } from './group-changes.ts';
import { freshMemory, leastAside, lostSinceBest, memoryOf, remembered } from './intake-memory.ts';

const changesAtOnce = 10_000;
/** A refused stretch rests so many times as long as it took to look through: it is all the fund's rows that changed. */
const restTimes = 10;

/** What a stretch takes away, by subject, and rows that would be newly set aside. */
interface Losses {
  /** see Taken */
  lost: Map<Subject, number>;
  known: Map<Subject, number>;
  aside: Map<EntityName, number>;
}

const noLosses = (): Losses => ({ lost: new Map(), known: new Map(), aside: new Map() });

const add = <K>(sum: Map<K, number>, key: K, more: number) => sum.set(key, (sum.get(key) ?? 0) + more);

function note({ lost, known, aside }: Losses, file: CacheFile, fetched: Fetched): void {
  const taken = file.losses(fetched);
  for (const [subject, gone] of taken.lost) add(lost, subject, gone);
  for (const [subject, fewer] of taken.known) add(known, subject, fewer);
  add(aside, fetched.asked.entity, file.newlyAside(fetched.given.rejected));
}

/** How a subject would stand after the losses; null where so little would go that the answer can only be yes. */
function compared(
  file: CacheFile,
  memory: IntakeMemory,
  subject: Subject,
  { lost, known, aside }: Losses,
  limits: AcceptanceLimits,
): Comparison | null {
  const [entity, column = ''] = subject.split('.') as [EntityName, string?];
  const more = lost.get(subject) ?? 0;
  const gone = Math.max(0, lostSinceBest(memory, subject) + more);
  if (column !== '') {
    if (more <= 0 || gone < limits.leastRows) return null;
    const rows = (file.tally(entity).known[column] ?? 0) - (known.get(subject) ?? 0);
    return { entity, column, before: { rows: rows + gone, aside: 0 }, now: { rows, aside: gone } };
  }
  const moreAside = aside.get(entity) ?? 0;
  const nowAside = (file.aside()[entity] ?? 0) + moreAside;
  const newlyAside = moreAside > 0 ? nowAside - leastAside(memory, entity) : 0;
  if (!isWorthCounting(entity, more > 0 ? gone : 0, newlyAside, limits)) return null;
  const serves = file.tally(entity);
  const now = { rows: serves.rows - more - moreAside, aside: nowAside };
  return { entity, column, before: bestOf(serves, memory, entity), now };
}

/** Throws FundNotAccepted. */
function examine(file: CacheFile, losses: Losses, now: string, limits: AcceptanceLimits): void {
  const memory = memoryOf(file, now, limits);
  const subjects = new Set<Subject>([...losses.lost.keys(), ...losses.aside.keys()]);
  const found = [...subjects].map(subject => compared(file, memory, subject, losses, limits));
  const refusals = refusalsOf(
    found.filter(one => one !== null),
    limits,
    memory.accepted,
  );
  if (refusals.length > 0) throw new FundNotAccepted('changes', refusals);
}

const ids = (seen: Map<EntityName, Set<number | string>>, entity: EntityName) => {
  const found = seen.get(entity) ?? new Set();
  seen.set(entity, found);
  return found;
};

/** The part of a question that was not asked before. */
function unseen(asked: Refetch, seen: Map<EntityName, Set<number | string>>): Refetch {
  const known = ids(seen, asked.entity);
  const isNew = (key: number | string) => !known.has(key) && known.add(key).has(key);
  if (asked.months)
    return { entity: asked.entity, months: asked.months.filter(month => isNew(`${month.accountId}/${month.period}`)) };
  const fresh = new Set((asked.ids ?? []).filter(isNew));
  const rest = { entity: asked.entity, ids: [...fresh] };
  return asked.owners ? { ...rest, owners: asked.owners.filter(({ id }) => fresh.has(id)) } : rest;
}

/**
 * What all changes from `from` on would take away, by the rows as they are now. Resolves with the end it looked at: a long stretch is looked
 * through before its first batch is applied, so that it is applied as a whole or not at all.
 */
async function lookAhead(
  fund: FundSource,
  file: CacheFile,
  from: ChangeCursor,
  stopping: () => boolean,
): Promise<{ losses: Losses; upTo: ChangeCursor }> {
  const losses = noLosses();
  const seen = new Map<EntityName, Set<number | string>>();
  const read = async (after: ChangeCursor) => {
    const batch = await fund.changes(after, changesAtOnce);
    const asked = groupChanges(batch.changes).map(one => unseen(one, seen));
    return { batch, fetched: await fetchAll(fund, asked) };
  };
  for (let next = read(from); ;) {
    const { batch, fetched } = await next;
    const isLast = !batch.more || stopping();
    if (!isLast) {
      next = read(batch.cursor);
      next.catch(() => undefined);
    }
    for (const one of fetched) note(losses, file, one);
    if (isLast) return { losses, upTo: batch.cursor };
  }
}

const isBeyond = (a: ChangeCursor, b: ChangeCursor): boolean =>
  BigInt(a.xid) > BigInt(b.xid) || (BigInt(a.xid) === BigInt(b.xid) && BigInt(a.seq) > BigInt(b.seq));

/** The gate of the serving file. */
export class StretchGate implements Gate {
  readonly #deps: { fund: FundSource; clock: Pick<Clock, 'now' | 'monotonic'>; limits: AcceptanceLimits };
  /** the end of the last stretch that was looked through and may be applied */
  #knownUpTo: ChangeCursor | null = null;
  /** the last stretch that may not, and until when it is not looked through again */
  #refused: { why: FundNotAccepted; until: number } | null = null;

  constructor(deps: { fund: FundSource; clock: Pick<Clock, 'now' | 'monotonic'>; limits: AcceptanceLimits }) {
    this.#deps = deps;
  }

  #isLookedThrough(cursor: ChangeCursor): boolean {
    return this.#knownUpTo !== null && !isBeyond(cursor, this.#knownUpTo);
  }

  isKnown({ more, cursor }: ChangeBatch): boolean {
    return !more || this.#isLookedThrough(cursor);
  }

  /** In a stretch that was looked through as a whole, a part of it may take away what a later part brings back: each key anew, for one. */
  examine(file: CacheFile, fetched: readonly Fetched[], { cursor }: ChangeBatch): IntakeMemory {
    return this.#examined(file, fetched, this.#isLookedThrough(cursor));
  }

  /** Rows of which no change told. Throws FundNotAccepted. */
  examineRows(file: CacheFile, fetched: readonly Fetched[]): IntakeMemory {
    return this.#examined(file, fetched, false);
  }

  #examined(file: CacheFile, fetched: readonly Fetched[], isLookedThrough: boolean): IntakeMemory {
    const { clock, limits } = this.#deps;
    const losses = noLosses();
    for (const one of fetched) note(losses, file, one);
    if (!isLookedThrough) examine(file, losses, clock.now(), limits);
    return remembered(memoryOf(file, clock.now(), limits), losses.lost, file.aside());
  }

  /** Looks through all changes that wait. Rejects with FundNotAccepted and with what the fund rejects with. */
  async lookThrough(file: CacheFile, stopping: () => boolean): Promise<void> {
    const { fund, clock, limits } = this.#deps;
    const began = clock.monotonic();
    if (this.#refused && began < this.#refused.until) throw this.#refused.why;
    const { losses, upTo } = await lookAhead(fund, file, file.cursor(), stopping);
    try {
      examine(file, losses, clock.now(), limits);
    } catch (error) {
      const now = clock.monotonic();
      if (error instanceof FundNotAccepted) this.#refused = { why: error, until: now + (now - began) * restTimes };
      throw error;
    }
    this.#knownUpTo = upTo;
    this.#refused = null;
  }

  /** What was refused is looked through again at once. */
  acceptanceCame(): void {
    this.#refused = null;
  }

  /** Another file serves: what was known of the log was held against the old one. */
  forget(): void {
    this.#knownUpTo = null;
    this.#refused = null;
  }
}

/** What was accepted is applied to its end: the comparison begins anew with what serves now. */
export function settle(file: CacheFile, now: string): void {
  if (file.intake()?.accepted) file.setIntake(freshMemory(file.aside(), now));
}

export function accept(file: CacheFile, accepted: Accepted, now: string, limits: AcceptanceLimits): void {
  file.setIntake({ ...memoryOf(file, now, limits), accepted });
}
