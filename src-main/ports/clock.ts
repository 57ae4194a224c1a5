// Time as a dependency: services never read the machine's clock directly.

export interface Clock {
  /** ISO 8601 UTC */
  now(): string;
  /** the calendar day in the fund's time zone, YYYY-MM-DD */
  today(): string;
  /** monotonic milliseconds, for measuring idle time */
  monotonic(): number;
  /** Calls back once after so many milliseconds; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}
