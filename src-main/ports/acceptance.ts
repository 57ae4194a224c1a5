// What of the fund's data was not accepted and waits for the fund or for an administrator, as threads and the cache file carry it.
import type { EntityName } from './exchange.ts';

/** The fund's data is held against what serves by these (settings `sync.acceptance`). */
export interface AcceptanceLimits {
  /** more than this share of an entity's rows gone */
  shrinkPercent: number;
  /** more than this share of an entity's rows set aside */
  asidePercent: number;
  /** more than this share of a column's cells no longer readable */
  doubtPercent: number;
  /** fewer rows or cells than this are never refused for their share: one of ten is ten percent of a small table */
  leastRows: number;
  /** what came is held against the best of so many days, today included */
  days: number;
}

/** An entity's rows, or the cells of one of its columns. */
export type Subject = EntityName | `${EntityName}.${string}`;

export interface EntityCount {
  rows: number;
  /** rows of the fund that are set aside */
  aside: number;
}

/** An entity with its columns that may be unknown. */
export interface EntityTally extends EntityCount {
  /** cells that say something, by column */
  known: Readonly<Record<string, number>>;
  /** cells that are listed as cut or unknown, by column */
  doubts: Readonly<Record<string, number>>;
}

export interface Refusal {
  entity: EntityName;
  /** empty: the rows themselves */
  column: string;
  why: 'emptied' | 'shrunk' | 'setAside' | 'doubtful';
  /** rows that serve, or known cells of the column; null at the first copy */
  before: number | null;
  /** rows that would serve, or known cells */
  now: number;
  /** rows set aside, or cells that said something and no longer do */
  aside: number;
}

/** Data of the fund that is held back as a whole. */
export interface Held {
  /** names what was refused: an acceptance of something else has no effect */
  id: string;
  /** a whole new copy, or a stretch of changes */
  what: 'copy' | 'changes';
  refusals: Refusal[];
  /** ISO UTC */
  since: string;
}

/** Counts accepted by an administrator in place of what served: what is worse than them is refused. */
export type Accepted = { readonly [S in Subject]?: EntityCount };

/** By subject: rows lost, less those that came; or cells that no longer say anything, less those that do again. */
export type Losses = { readonly [S in Subject]?: number };

/**
 * What a serving file remembers for the comparison: what came is held against the best of the last days, so that many small losses count
 * together, within a day and from day to day. A new copy goes on with the memory of the one before it.
 */
export interface IntakeMemory {
  /** since the memory began */
  lost: Losses;
  /** the oldest first: the least that was lost, and the fewest rows set aside, at any time of that day */
  days: { day: string; lost: Losses; aside: { readonly [E in EntityName]?: number } }[];
  accepted: Accepted | null;
}
