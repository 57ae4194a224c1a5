// What of the fund's data was not accepted and waits for the fund or for an administrator, as threads and the cache file carry it.
import type { EntityName } from './exchange.ts';

/** The fund's data is held against what serves by these (settings `sync.acceptance`). */
export interface AcceptanceLimits {
  /** more than this share of an entity's rows gone */
  shrinkPercent: number;
  /** more than this share of an entity's rows set aside */
  asidePercent: number;
  /** fewer rows than this are never refused for their share: one of ten is ten percent of a small table */
  leastRows: number;
}

export interface EntityCount {
  rows: number;
  /** rows of the fund that are set aside */
  aside: number;
}

export interface Refusal {
  entity: EntityName;
  why: 'emptied' | 'shrunk' | 'setAside';
  /** rows that serve; null at the first copy */
  before: number | null;
  /** rows that would serve */
  now: number;
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

/** Counts accepted by an administrator in place of what served. */
export type Accepted = { readonly [E in EntityName]?: EntityCount };

/**
 * What a serving file remembers for the comparison: stretches of changes are held against what served at the beginning of a day, so that many
 * small losses count together.
 */
export interface IntakeMemory {
  /** ISO UTC */
  since: string;
  /** rows lost since then, less those that came */
  lost: { readonly [E in EntityName]?: number };
  /** rows set aside at that time */
  aside: { readonly [E in EntityName]?: number };
  accepted: Accepted | null;
}
