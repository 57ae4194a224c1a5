// What became of an outbox that could not be read whole: kept with the new one until somebody at the terminal has seen it.

export interface OutboxDamage {
  /** ISO UTC */
  at: string;
  /** `gone`: there was no file; `older`: the file knew less than this terminal had done, as after a loss of power or out of a backup */
  why: 'damaged' | 'gone' | 'older';
  /** the old file's new name in the data folder; null when there was none */
  file: string | null;
  /** lines for the fund that were saved and go on waiting */
  waiting: number;
  /** tables that could not be read to their end */
  unread: string[];
  /** of the chain as it goes on: the last line this terminal is known to have written */
  head: string;
  /** an audit line tells of it */
  told: boolean;
}
