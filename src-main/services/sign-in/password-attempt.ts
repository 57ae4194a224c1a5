// An attempt at a user's password: counted by name for all terminals together, in the transaction that compares it.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Limit } from '../../ports/terminal-store.ts';
import { afterFailure, current, lockedUntil, noLimit, type AttemptRules } from './limits.ts';
import { nameKey } from './codes.ts';

export interface NameLimit {
  key: string;
  /** after forgetting what is old */
  limit: Limit;
  /** the fund's clock */
  now: string;
}

export async function lockName(
  tx: CabinetTransaction,
  loginNorm: string,
  of: 'name' | 'staff' = 'name',
): Promise<NameLimit> {
  const key = nameKey(loginNorm, of);
  const { limit, now } = await tx.lockLimit(key);
  return { key, limit: current(limit, now), now };
}

export interface PasswordAttempt {
  right: boolean;
  /** until when the name is locked by this failure or an earlier one; null while it is open */
  lockedUntil: string | null;
}

/** Verifies a password. `hash` is null for an unknown login, which costs the same and counts too. */
export async function attemptPassword(
  tx: CabinetTransaction,
  name: NameLimit,
  attempt: { hash: string | null; password: string },
  deps: { passwords: Passwords; rules: AttemptRules },
): Promise<PasswordAttempt> {
  const right = await deps.passwords.verify(attempt.hash, attempt.password);
  const after = right ? noLimit : afterFailure(name.limit, deps.rules, name.now);
  await tx.setLimit(name.key, after);
  return { right, lockedUntil: lockedUntil([after], name.now) };
}
