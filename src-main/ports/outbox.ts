// The outbox as the sender sees it: items in order, kept until the fund acknowledges them.
import type { Outgoing } from './fund.ts';

export interface OutboxQueue {
  /** The oldest items that may be tried at `now` (ISO UTC), in the order they were added. */
  next(limit: number, now: string): Outgoing[];
  /** The fund has stored them: removes them from the outbox. */
  acknowledge(ids: readonly string[]): void;
  /** The fund rejected this item, which is postponed without holding up later ones. Returns how often it was rejected. */
  postpone(id: string, reason: string, until: (refusals: number) => string): number;
  /** Number of waiting items, including postponed ones. */
  size(): number;
}
