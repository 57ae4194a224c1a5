// Locks of every terminal at the fund, and how often an account was got wrong anywhere.
import type { LockScope } from '#contract';
import type { LockStore } from '../../ports/locks.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';
import { instant, key } from './rows.ts';

export const lockCalls = (ask: Ask, change: Change, terminal: Terminal): LockStore => ({
  reportLocks: async locks =>
    (await ask.rows('report_locks', terminal.id, JSON.stringify(locks))).map(row => ({
      scope: row['scope'] as LockScope,
      key: row['key'] as string,
    })),
  locks: async token =>
    (await ask.rows('locks', token)).map(row => ({
      terminal: row['terminal'] as string,
      terminalName: row['terminal_name'] as string,
      scope: row['scope'] as LockScope,
      key: row['key'] as string,
      login: row['login'] as string,
      until: instant(row['locked_until']),
    })),
  liftLock: (token, lock) => nothing(change('lift_lock', token, lock.terminal, lock.scope, lock.key)),
  attacks: async token =>
    (await ask.rows('attacks', token)).map(row => ({
      terminal: row['terminal'] as string,
      hour: instant(row['hour']),
      failedProofs: key(row['failed_proofs']),
      accounts: key(row['accounts']),
      failedSignIns: key(row['failed_sign_ins']),
      locks: key(row['locks']),
      manyLookups: key(row['many_lookups']),
    })),
  manyOpenings: async token =>
    (await ask.rows('many_openings', token)).map(row => ({
      login: row['actor'] as string,
      hour: instant(row['hour']),
      accounts: key(row['accounts']),
      sameTail: key(row['same_tail']),
    })),
  failedProofs: async account => Number(await ask.value('failed_proofs', account)),
});
