// What of the fund's data is not accepted by itself: an entity emptied or shrunk, too many rows set aside, or a column gone bad (docs/domain.md#acceptance).
import type {
  Accepted,
  AcceptanceLimits,
  EntityCount,
  EntityTally,
  Held,
  IntakeMemory,
  Refusal,
  Subject,
} from '../../ports/acceptance.ts';
import type { CacheFile } from '../../ports/cache-writer.ts';
import { entityNames, type EntityName } from '../../ports/exchange.ts';
import { freshMemory, leastAside, lostSinceBest, memoryOf, remembered } from './intake-memory.ts';

/** Without a row of these nobody finds an account: their last row is refused whatever the number. */
const vital: ReadonlySet<EntityName> = new Set(['organization', 'house', 'premises', 'account']);

/** A first copy without any of these is not opened. */
const neededAtFirst: ReadonlySet<EntityName> = new Set(['house', 'premises', 'account']);

const isLarge = (rows: number, of: number, percent: number, least: number) =>
  rows >= least && rows * 100 > of * percent;

/** Whether a loss can be refused at all: only then is it worth counting a large table. */
export const isWorthCounting = (
  entity: EntityName,
  lost: number,
  newlyAside: number,
  limits: AcceptanceLimits,
): boolean => (lost > 0 && vital.has(entity)) || lost >= limits.leastRows || newlyAside >= limits.leastRows;

/** Why an entity of the fund is not accepted; null when it is. `before` null: nothing serves yet. */
function whyNot(
  entity: EntityName,
  before: EntityCount | null,
  now: EntityCount,
  { shrinkPercent, asidePercent, leastRows }: AcceptanceLimits,
): Refusal['why'] | null {
  const had = before ? before.rows + before.aside : 0;
  const has = now.rows + now.aside;
  const newlyAside = now.aside - (before?.aside ?? 0);
  if (isLarge(newlyAside, has, asidePercent, leastRows)) return 'setAside';
  const missed = before ? vital.has(entity) && before.rows > 0 : neededAtFirst.has(entity);
  if (now.rows === 0 && missed) return now.aside > 0 ? 'setAside' : 'emptied';
  if (isLarge(had - has, had, shrinkPercent, leastRows)) return has === 0 ? 'emptied' : 'shrunk';
  return null;
}

export interface Comparison {
  entity: EntityName;
  /** a column, whose known cells are counted in place of rows; empty: the rows themselves */
  column: string;
  before: EntityCount | null;
  /** of a column: its known cells, and those that said something and no longer do */
  now: EntityCount;
}

const subjectOf = ({ entity, column }: Pick<Comparison, 'entity' | 'column'>): Subject =>
  column === '' ? entity : `${entity}.${column}`;

/** What an administrator accepted may come, and nothing worse. */
const isWorse = (now: EntityCount, accepted: EntityCount): boolean =>
  now.rows < accepted.rows || now.aside > accepted.aside;

function refusal({ entity, column, before, now }: Comparison, limits: AcceptanceLimits): Refusal['why'] | null {
  if (column === '') return whyNot(entity, before, now, limits);
  const { doubtPercent, leastRows } = limits;
  return before && isLarge(now.aside, now.aside + now.rows, doubtPercent, leastRows) ? 'doubtful' : null;
}

/** What `accepted` names is held against it alone. */
export const refusalsOf = (
  compared: readonly Comparison[],
  limits: AcceptanceLimits,
  accepted: Accepted | null = null,
): Refusal[] =>
  compared.flatMap(one => {
    const { entity, column, before, now } = one;
    const why = refusal(one, limits);
    const known = accepted?.[subjectOf(one)];
    if (!why || (known && !isWorse(now, known))) return [];
    return [{ entity, column, why, before: before?.rows ?? null, now: now.rows, aside: now.aside }];
  });

/** Whether refused data is still what was refused and shown: the same entities, and none of them worse by more than the limits. */
export function isStillHeld(
  held: Pick<Held, 'what' | 'refusals'>,
  now: Pick<Held, 'what' | 'refusals'>,
  limits: AcceptanceLimits,
): boolean {
  if (held.what !== now.what || held.refusals.length !== now.refusals.length) return false;
  return now.refusals.every(one => {
    const known = held.refusals.find(before => subjectOf(before) === subjectOf(one) && before.why === one.why);
    const before = known && { rows: known.now, aside: known.aside };
    const after = { rows: one.now, aside: one.aside };
    return before !== undefined && whyNot(one.entity, before, after, limits) === null;
  });
}

/** What came from the fund is not accepted; what serves goes on. */
export class FundNotAccepted extends Error {
  override name = 'FundNotAccepted';
  readonly what: Held['what'];
  readonly refusals: Refusal[];

  constructor(what: Held['what'], refusals: Refusal[]) {
    const said = refusals.map(one => {
      const { why, before, now, aside } = one;
      return `${subjectOf(one)} ${why}: ${before ?? 0} -> ${now}, set aside ${aside}`;
    });
    super(`The fund’s data is not accepted (${what}): ${said.join('; ')}`);
    this.what = what;
    this.refusals = refusals;
  }
}

/** Of counts accepted at different times, those that cover all that is refused; null when something is worse than all of them. */
export function coveredBy(refusals: readonly Refusal[], accepted: readonly Accepted[]): Accepted | null {
  const found: Record<string, EntityCount> = {};
  for (const one of refusals) {
    const now = { rows: one.now, aside: one.aside };
    const counts = accepted.map(known => known[subjectOf(one)]);
    const covering = counts.find(known => known !== undefined && !isWorse(now, known));
    if (!covering) return null;
    found[subjectOf(one)] = covering;
  }
  return found;
}

/** The counts of what was refused, as an administrator accepts them. */
export const acceptedOf = (refusals: readonly Refusal[]): Accepted =>
  Object.fromEntries(refusals.map(one => [subjectOf(one), { rows: one.now, aside: one.aside }]));

/**
 * Cells of a column that say nothing in the copy though they did, or should. Of rows that are gone, as many cells are gone with them; of rows that
 * came, only those that could not be read count.
 */
const cellsLost = (column: string, before: EntityTally, now: EntityTally): number => {
  const cells = (before.known[column] ?? 0) - (now.known[column] ?? 0) - Math.max(0, before.rows - now.rows);
  return Math.max(cells, (now.doubts[column] ?? 0) - (before.doubts[column] ?? 0));
};

/** The rows of the best of the last days: those that are set aside since were rows then. */
export const bestOf = (serves: EntityCount, memory: IntakeMemory, entity: EntityName): EntityCount => {
  const aside = leastAside(memory, entity);
  return { rows: serves.rows + serves.aside - aside + lostSinceBest(memory, entity), aside };
};

type Copy = Pick<CacheFile, 'tally' | 'aside' | 'intake' | 'setIntake'>;

/**
 * Holds a whole copy against the file that serves and the best of its last days, or against what the first copy needs. The copy then remembers what
 * it was held against, unless an administrator accepted it: that one is a new beginning. Throws FundNotAccepted.
 */
export function examineCopy(
  copy: Copy,
  serving: Copy | null,
  accepted: Accepted | null,
  limits: AcceptanceLimits,
  now: string,
): void {
  const memory = serving && memoryOf(serving, now, limits);
  const compared: Comparison[] = [];
  const lost = new Map<Subject, number>();
  for (const entity of entityNames) {
    const after = copy.tally(entity);
    const before = serving?.tally(entity);
    const best = before && memory ? bestOf(before, memory, entity) : null;
    compared.push({ entity, column: '', before: best, now: after });
    if (!before || !memory) continue;
    lost.set(entity, before.rows + before.aside - after.rows - after.aside);
    for (const column of Object.keys(after.known)) {
      const subject = subjectOf({ entity, column });
      const cells = cellsLost(column, before, after);
      lost.set(subject, cells);
      const gone = Math.max(0, cells + lostSinceBest(memory, subject));
      const known = after.known[column] ?? 0;
      compared.push({ entity, column, before: { rows: known + gone, aside: 0 }, now: { rows: known, aside: gone } });
    }
  }
  const refusals = refusalsOf(compared, limits, accepted);
  if (refusals.length > 0) throw new FundNotAccepted('copy', refusals);
  const aside = copy.aside();
  copy.setIntake(memory && !accepted ? remembered(memory, lost, aside) : freshMemory(aside, now));
}
