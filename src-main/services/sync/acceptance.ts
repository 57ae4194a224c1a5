// What of the fund's data is not accepted by itself: an entity emptied or shrunk, or too many rows set aside (docs/domain.md#acceptance).
import type { Accepted, AcceptanceLimits, EntityCount, Held, Refusal } from '../../ports/acceptance.ts';
import type { CacheFile } from '../../ports/cache-writer.ts';
import { entityNames, type EntityName } from '../../ports/exchange.ts';

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
  before: EntityCount | null;
  now: EntityCount;
}

export const refusalsOf = (compared: readonly Comparison[], limits: AcceptanceLimits): Refusal[] =>
  compared.flatMap(({ entity, before, now }) => {
    const why = whyNot(entity, before, now, limits);
    return why ? [{ entity, why, before: before?.rows ?? null, now: now.rows, aside: now.aside }] : [];
  });

/** Whether refused data is still what was refused and shown: the same entities, and none of them worse by more than the limits. */
export function isStillHeld(
  held: Pick<Held, 'what' | 'refusals'>,
  now: Pick<Held, 'what' | 'refusals'>,
  limits: AcceptanceLimits,
): boolean {
  if (held.what !== now.what || held.refusals.length !== now.refusals.length) return false;
  return now.refusals.every(one => {
    const known = held.refusals.find(({ entity, why }) => entity === one.entity && why === one.why);
    const before = known && { rows: known.now, aside: known.aside };
    return before !== undefined && whyNot(one.entity, before, { rows: one.now, aside: one.aside }, limits) === null;
  });
}

/** What came from the fund is not accepted; what serves goes on. */
export class FundNotAccepted extends Error {
  override name = 'FundNotAccepted';
  readonly what: Held['what'];
  readonly refusals: Refusal[];

  constructor(what: Held['what'], refusals: Refusal[]) {
    const said = refusals.map(
      ({ entity, why, before, now, aside }) => `${entity} ${why}: ${before ?? 0} -> ${now}, set aside ${aside}`,
    );
    super(`The fund’s data is not accepted (${what}): ${said.join('; ')}`);
    this.what = what;
    this.refusals = refusals;
  }
}

/** The counts of what was refused, as an administrator accepts them. */
export const acceptedOf = (refusals: readonly Refusal[]): Accepted =>
  Object.fromEntries(refusals.map(({ entity, now, aside }) => [entity, { rows: now, aside }]));

/** Holds a whole copy against the file that serves, or against what the first copy needs. Throws FundNotAccepted. */
export function examineCopy(
  copy: Pick<CacheFile, 'count'>,
  serving: Pick<CacheFile, 'count'> | null,
  accepted: Accepted | null,
  limits: AcceptanceLimits,
): void {
  const compared = entityNames.map(entity => ({
    entity,
    before: accepted?.[entity] ?? serving?.count(entity) ?? null,
    now: copy.count(entity),
  }));
  const refusals = refusalsOf(compared, limits);
  if (refusals.length > 0) throw new FundNotAccepted('copy', refusals);
}
