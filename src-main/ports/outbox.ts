// The outbox as the sender sees it: items in order, kept until the fund acknowledged them.
import type { Outgoing } from './fund.ts';

export interface OutboxQueue {
  /** The oldest items that may be tried at `now` (ISO UTC), in the order they were put in. */
  next(limit: number, now: string): Outgoing[];
  /** The fund has them: they leave the outbox. */
  acknowledge(ids: readonly string[]): void;
  /** The fund refused this one for a reason of its own: it waits, those behind it do not. Returns how often it was refused. */
  postpone(id: string, reason: string, until: (refusals: number) => string): number;
  /** Items waiting, postponed ones included. */
  size(): number;
}
