// Time, as a thing that can be handed in: services never ask the machine themselves.

export interface Clock {
  /** ISO 8601 UTC */
  now(): string;
  /** the calendar day in the fund's time zone, YYYY-MM-DD */
  today(): string;
  /** milliseconds that only grow, for measuring quiet */
  monotonic(): number;
  /** Calls back once after so many milliseconds; the returned function takes it back. */
  after(ms: number, callback: () => void): () => void;
}
