// The outbox as the sender sees it: items in order, kept until the fund acknowledges them.
import type { Outgoing } from './fund.ts';

export interface OutboxQueue {
  /** The oldest items but for those to be skipped, in the order they were added. */
  next(limit: number, skip: (id: string) => boolean): Outgoing[];
  /** The fund has stored them: they wait no more, and are kept to be sent again should the fund lose them. */
  acknowledge(ids: readonly string[]): void;
  /** Hash of the audit line that was acknowledged last; null when none is kept. */
  lastAcknowledged(): string | null;
  /** `now` is the fund's clock, ISO UTC: what was acknowledged thirty days before is forgotten, but for the last line. */
  forgetOld(now: string): void;
  /** What was acknowledged waits again, before all else and in its order. Returns how many items. */
  sendAgain(): number;
  /** Items that wait, and since when (ISO UTC, this machine's clock) the oldest does. */
  waiting(): { items: number; oldest: string | null };
  /** The head of the audit chain and how many lines it has. */
  chain(): { head: string; lines: number };
  /** The fund rejected this item. Returns how often it was rejected. */
  refused(id: string, reason: string): number;
  /** Whether the line with this hash was lost with a damaged outbox, so that what follows it follows nothing the fund has. */
  isGap(hash: string): boolean;
  /** Since when (ISO UTC) nobody has seen that the outbox could not be read whole; null when it could, or somebody has. */
  damagedSince(): string | null;
  /** Number of waiting items, including refused ones. */
  size(): number;
}
