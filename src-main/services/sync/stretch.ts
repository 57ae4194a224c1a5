// Stretches of changes held against what serves, before any of them is applied.
import type { Accepted, AcceptanceLimits, EntityCount, IntakeMemory } from '../../ports/acceptance.ts';
import type { CacheFile, Fetched, Lost } from '../../ports/cache-writer.ts';
import type { EntityName } from '../../ports/exchange.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ChangeBatch, ChangeCursor, FundSource, Refetch } from '../../ports/fund.ts';
import { FundNotAccepted, isWorthCounting, refusalsOf, type Comparison } from './acceptance.ts';
import type { Gate } from './follow.ts';
import { groupChanges } from './group-changes.ts';

const dayMs = 24 * 3_600_000;
const changesAtOnce = 20_000;

/** Rows an entity would lose (less those it gets), and rows that would be set aside. */
type Losses = Map<EntityName, { lost: number; aside: number }>;

function note(losses: Losses, entity: EntityName, lost: number, aside: number): void {
  const before = losses.get(entity) ?? { lost: 0, aside: 0 };
  losses.set(entity, { lost: before.lost + lost, aside: before.aside + aside });
}

/** What a fetched batch would take away. A row that is set aside is not lost. */
function lossesOf(file: CacheFile, fetched: readonly Fetched[]): Losses {
  const losses: Losses = new Map();
  for (const { asked, given } of fetched) {
    const has = given.rows.length + given.rejected.length;
    note(losses, asked.entity, file.rowsOf(asked) - has, file.newlyAside(given.rejected));
  }
  return losses;
}

/** What the file is compared with today. The comparison begins anew each day. */
function memoryOf(file: CacheFile, now: string): IntakeMemory {
  const known = file.intake();
  if (known && Date.parse(now) - Date.parse(known.since) < dayMs) return known;
  const fresh: IntakeMemory = { since: now, lost: {}, aside: file.aside(), accepted: known?.accepted ?? null };
  file.setIntake(fresh);
  return fresh;
}

/** Throws FundNotAccepted. An entity is counted only when so many rows would go that the answer could be no. */
function examine(file: CacheFile, losses: Losses, now: string, limits: AcceptanceLimits): void {
  const memory = memoryOf(file, now);
  const nowAside = file.aside();
  const compared: Comparison[] = [];
  for (const [entity, { lost, aside }] of losses) {
    const already = memory.lost[entity] ?? 0;
    const asideBefore = memory.aside[entity] ?? 0;
    const newlyAside = (nowAside[entity] ?? 0) + aside - asideBefore;
    if (!isWorthCounting(entity, lost > 0 ? already + lost : 0, aside > 0 ? newlyAside : 0, limits)) continue;
    const count = file.count(entity);
    const served = { rows: count.rows + already, aside: asideBefore };
    const before: EntityCount = memory.accepted?.[entity] ?? served;
    compared.push({ entity, before, now: { rows: count.rows - lost, aside: count.aside + aside } });
  }
  const refusals = refusalsOf(compared, limits);
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
  return { entity: asked.entity, ids: (asked.ids ?? []).filter(isNew) };
}

/**
 * What all changes from `from` on would take away, counted at the fund without fetching a row. Resolves with the end it looked at: a long stretch is
 * looked through before its first batch is applied, so that it is applied as a whole or not at all.
 */
async function lookAhead(
  fund: FundSource,
  file: CacheFile,
  from: ChangeCursor,
  stopping: () => boolean,
): Promise<{ losses: Losses; upTo: ChangeCursor }> {
  const losses: Losses = new Map();
  const seen = new Map<EntityName, Set<number | string>>();
  for (let cursor = from; ;) {
    const batch = await fund.changes(cursor, changesAtOnce);
    for (const asked of groupChanges(batch.changes)) {
      const { entity, ...what } = unseen(asked, seen);
      const has = await fund.count(entity, what);
      if (has !== null) note(losses, entity, file.rowsOf({ entity, ...what }) - has, 0);
    }
    cursor = batch.cursor;
    if (!batch.more || stopping()) return { losses, upTo: cursor };
  }
}

const isBeyond = (a: ChangeCursor, b: ChangeCursor): boolean =>
  BigInt(a.xid) > BigInt(b.xid) || (BigInt(a.xid) === BigInt(b.xid) && BigInt(a.seq) > BigInt(b.seq));

/** The gate of the serving file. */
export class StretchGate implements Gate {
  readonly #deps: { fund: FundSource; clock: Pick<Clock, 'now'>; limits: AcceptanceLimits };
  /** the end of the last stretch that was looked through and may be applied */
  #knownUpTo: ChangeCursor | null = null;

  constructor(deps: { fund: FundSource; clock: Pick<Clock, 'now'>; limits: AcceptanceLimits }) {
    this.#deps = deps;
  }

  isKnown({ more, cursor }: ChangeBatch): boolean {
    return !more || (this.#knownUpTo !== null && !isBeyond(cursor, this.#knownUpTo));
  }

  examine(file: CacheFile, fetched: readonly Fetched[]): Lost {
    const losses = lossesOf(file, fetched);
    examine(file, losses, this.#deps.clock.now(), this.#deps.limits);
    return new Map(Array.from(losses, ([entity, { lost }]) => [entity, lost]));
  }

  /** Looks through all changes that wait. Rejects with FundNotAccepted and with what the fund rejects with. */
  async lookThrough(file: CacheFile, stopping: () => boolean): Promise<void> {
    const { fund, clock, limits } = this.#deps;
    const { losses, upTo } = await lookAhead(fund, file, file.cursor(), stopping);
    examine(file, losses, clock.now(), limits);
    this.#knownUpTo = upTo;
  }

  /** Another file serves: what was known of the log was held against the old one. */
  forget(): void {
    this.#knownUpTo = null;
  }
}

/** What was accepted is applied to its end: the day's comparison begins anew with what serves now. */
export function settle(file: CacheFile, now: string): void {
  if (file.intake()?.accepted) file.setIntake({ since: now, lost: {}, aside: file.aside(), accepted: null });
}

export function accept(file: CacheFile, accepted: Accepted, now: string): void {
  file.setIntake({ ...memoryOf(file, now), accepted });
}
