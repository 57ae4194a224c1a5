// Which news items were opened: kept in the visit, or in the cabinet for a signed-in user.

import type { Who } from '#contract';

export interface ReadMarks {
  /** The given items that were already opened. */
  opened(ids: readonly number[]): Promise<ReadonlySet<number>>;
  /** Idempotent. */
  mark(id: number, who: Who): Promise<void>;
}
