// The fund's database as a place to write to: short transactions that answer within seconds or say that it is away.

export type SqlValue = string | number | boolean | null | readonly string[];

export interface FundTransaction {
  /** Rows as objects: bigint and timestamptz come as text (`2026-11-22 15:00:00.123+00`). */
  query(text: string, values?: readonly SqlValue[]): Promise<Record<string, unknown>[]>;
}

export interface FundDatabase {
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. Rejects with `FundUnreachable` when the
   * database cannot be reached, or all of it was not done within `limitMs` (3000 unless told); whether it was committed is then unknown.
   */
  transaction<T>(work: (db: FundTransaction) => Promise<T>, limitMs?: number): Promise<T>;
  /** A connection of one's own for locks and notifications that last as long as it; `lost` is called once when it breaks. */
  hold(
    lost: (error: Error) => void,
    notified?: { channel: string; wake: (payload: string) => void },
  ): Promise<HeldConnection>;
  close(): Promise<void>;
}

export interface HeldConnection extends FundTransaction {
  close(): Promise<void>;
}
