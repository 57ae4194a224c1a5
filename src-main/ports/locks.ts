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

/** One hour of one terminal that no queue explains. */
export interface AttackSign {
  terminal: string;
  /** ISO UTC */
  hour: string;
  failedProofs: number;
  accounts: number;
  failedSignIns: number;
  locks: number;
  manyLookups: number;
}

/** One hour of a member of staff in which accounts were opened faster than people come, or by the same four characters. */
export interface OpeningSign {
  login: string;
  hour: string;
  accounts: number;
  sameTail: number;
}

/** Part of a transaction at the fund. `token`: the session of the shift. */
export interface LockStore {
  /** All that stand at this terminal now; gives back those that staff have lifted meanwhile. */
  reportLocks(locks: readonly Lock[]): Promise<Pick<Lock, 'scope' | 'key'>[]>;
  /** Of every terminal, and of names. */
  locks(token: string): Promise<LockRow[]>;
  liftLock(token: string, lock: LockRow): Promise<void>;
  /** How often the account was got wrong at all terminals within a day, since it was last got right. */
  failedProofs(account: number): Promise<number>;
  attacks(token: string): Promise<AttackSign[]>;
  /** Of nobody, to whom is no administrator. */
  manyOpenings(token: string): Promise<OpeningSign[]>;
}
