// The locks that stand at this terminal, whatever they are of, and the lifting of one.
import type { Clock } from '../../ports/clock.ts';
import type { Lock } from '../../ports/locks.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { TerminalCounts } from './terminal-counts.ts';

export interface OwnLocks {
  inForce(): Promise<Lock[]>;
  /** With the line of the audit log that tells of it, where it is not told elsewhere. */
  lift(lock: Pick<Lock, 'scope' | 'key'>, line?: Record<string, unknown>): Promise<void>;
}

const scopes = ['proof', 'signIn', 'letters', 'papers'] as const;

export function ownLocks(deps: {
  terminalStore: Pick<TerminalStore, 'locks' | 'clearLimit' | 'liftLock' | 'appendAudit'>;
  counts: TerminalCounts;
  clock: Pick<Clock, 'now'>;
}): OwnLocks {
  const { terminalStore, counts, clock } = deps;
  return {
    async inForce() {
      const accounts = await terminalStore.locks(clock.now());
      const all = await Promise.all(
        scopes.map(async scope => ({ scope, key: '', until: (await counts[scope].standing()).lockedUntil ?? '' })),
      );
      return [
        ...accounts.map(({ key, limit }) => ({ scope: 'account' as const, key, until: limit.lockedUntil ?? '' })),
        ...all.filter(({ until }) => until !== ''),
      ];
    },
    async lift({ scope, key }, line) {
      if (scope === 'account' && line) await terminalStore.liftLock('account', key, clock.now(), line);
      else if (scope === 'account') await terminalStore.clearLimit('account', key);
      else {
        for (const each of scopes) if (each === scope) await counts[each].clear();
        if (line) await terminalStore.appendAudit(line);
      }
    },
  };
}
