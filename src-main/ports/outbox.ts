// The outbox as the sender sees it: items in order, kept until the fund acknowledges them.
import type { Outgoing } from './fund.ts';

export interface OutboxQueue {
  /** The oldest items that may be tried at `now` (ISO UTC), in the order they were added. */
  next(limit: number, now: string): Outgoing[];
  /** The fund has stored them: removes them from the outbox. */
  acknowledge(ids: readonly string[]): void;
  /** The fund rejected this item, which is postponed without holding up later ones. Returns how often it was rejected. */
  postpone(id: string, reason: string, until: (refusals: number) => string): number;
  /** Whether the line with this hash was lost with a damaged outbox, so that what follows it follows nothing the fund has. */
  isGap(hash: string): boolean;
  /** Since when (ISO UTC) nobody has seen that the outbox could not be read whole; null when it could, or somebody has. */
  damagedSince(): string | null;
  /** Number of waiting items, including postponed ones. */
  size(): number;
}
