// Locks of every terminal at the fund, and how often an account was got wrong anywhere.
import type { LockScope } from '#contract';
import type { LockStore } from '../../ports/locks.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';
import { instant } from './rows.ts';

export const lockCalls = (ask: Ask, change: Change, terminal: Terminal): LockStore => ({
  reportLocks: async locks =>
    (await ask.rows('report_locks', terminal.id, JSON.stringify(locks))).map(row => ({
      scope: row['scope'] as LockScope,
      key: row['key'] as string,
    })),
  locks: async () =>
    (await ask.rows('locks')).map(row => ({
      terminal: row['terminal'] as string,
      terminalName: row['terminal_name'] as string,
      scope: row['scope'] as LockScope,
      key: row['key'] as string,
      login: row['login'] as string,
      until: instant(row['locked_until']),
    })),
  liftLock: (lock, by) => nothing(change('lift_lock', lock.terminal, lock.scope, lock.key, by)),
  failedProofs: async account => Number(await ask.value('failed_proofs', account)),
});
