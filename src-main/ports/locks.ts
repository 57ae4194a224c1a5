// Locks as they are told to the fund and read from it, so that staff see and lift those of every terminal.
import type { LockScope } from '#contract';

export interface Lock {
  scope: LockScope;
  /** the account, or what the fund knows a name by; empty for a terminal's count of everybody */
  key: string;
  /** ISO UTC */
  until: string;
}

export interface LockRow extends Lock {
  terminal: string;
  terminalName: string;
  /** of a name's lock; empty otherwise */
  login: string;
}

/** Part of a transaction at the fund. */
export interface LockStore {
  /** All that stand at this terminal now; gives back those that staff have lifted meanwhile. */
  reportLocks(locks: readonly Lock[]): Promise<Pick<Lock, 'scope' | 'key'>[]>;
  /** Of every terminal, and of names. */
  locks(): Promise<LockRow[]>;
  liftLock(lock: LockRow, by: string): Promise<void>;
  /** How often the account was got wrong at all terminals within a day, since it was last got right. */
  failedProofs(account: number): Promise<number>;
}
