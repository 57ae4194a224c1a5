// The outbox as the sender sees it: items in order, kept until the fund acknowledges them.
import type { Outgoing } from './fund.ts';

export interface OutboxQueue {
  /** The oldest items but for those to be skipped, in the order they were added. */
  next(limit: number, skip: (id: string) => boolean): Outgoing[];
  /** The fund has stored them: removes them from the outbox. */
  acknowledge(ids: readonly string[]): void;
  /** The fund rejected this item. Returns how often it was rejected. */
  refused(id: string, reason: string): number;
  /** Whether the line with this hash was lost with a damaged outbox, so that what follows it follows nothing the fund has. */
  isGap(hash: string): boolean;
  /** Since when (ISO UTC) nobody has seen that the outbox could not be read whole; null when it could, or somebody has. */
  damagedSince(): string | null;
  /** Number of waiting items, including refused ones. */
  size(): number;
}
