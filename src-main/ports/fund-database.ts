// The fund's database for writing: short transactions that finish within seconds or report that it is away.

export type SqlValue = string | number | boolean | null | readonly string[];

export interface FundTransaction {
  /** Rows as objects: bigint and timestamptz come as text (`2026-11-22 15:00:00.123+00`). */
  query(text: string, values?: readonly SqlValue[]): Promise<Record<string, unknown>[]>;
}

export interface FundDatabase {
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. Rejects with `FundUnreachable` when the database
   * cannot be reached or is not done within `limitMs` (default 3000); it is then unknown whether the transaction was committed.
   */
  transaction<T>(work: (db: FundTransaction) => Promise<T>, limitMs?: number): Promise<T>;
  /** A separate connection, for locks and notifications that last as long as it does; `lost` is called once when it breaks. */
  hold(
    lost: (error: Error) => void,
    notified?: { channel: string; wake: (payload: string) => void },
  ): Promise<HeldConnection>;
  close(): Promise<void>;
}

export interface HeldConnection extends FundTransaction {
  close(): Promise<void>;
}
