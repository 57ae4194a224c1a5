// Which news somebody has opened already: kept in the visit, or by the cabinet for a signed-in user.

export interface ReadMarks {
  /** Of these items, those already opened. */
  opened(ids: readonly number[]): Promise<ReadonlySet<number>>;
  /** Idempotent. */
  mark(id: number): Promise<void>;
}
