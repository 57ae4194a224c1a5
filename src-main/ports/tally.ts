// What was got wrong or asked for without proof at this terminal, one entry each, kept over a restart.

export interface Tallied {
  seq: number;
  /** the account, the name's key; empty where it does not matter */
  subject: string;
  visit: string;
  /** ISO UTC */
  at: string;
}

export interface TallyStore {
  /** Oldest first. */
  tallied(kind: string, from: string): Promise<Tallied[]>;
  /** Adds one and forgets those of the kind before `keepFrom`. */
  tally(kind: string, entry: Omit<Tallied, 'seq'>, keepFrom: string): Promise<void>;
  untally(seqs: readonly number[]): Promise<void>;
  clearTally(kind: string): Promise<void>;
}
