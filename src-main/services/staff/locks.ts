// Locks of this terminal («слишком много попыток»): staff see them and can lift one before its time.
import { ok, type Handlers, type StaffLock } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LimitScope, TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';

/** Keys of the terminal's own counts in the store. */
const terminalKeys = { proof: '', signIn: 'sign-in', staff: 'staff' } as const;

export function locksMethods(deps: {
  store: Pick<TerminalStore, 'locks' | 'liftLock'>;
  cache: Pick<CacheReader, 'account'>;
  clock: Pick<Clock, 'now'>;
  audit: Pick<Audit, 'row'>;
}): Pick<Handlers, 'staff.locks' | 'staff.liftLock'> {
  const { store, cache, clock, audit } = deps;

  async function shown(scope: LimitScope, key: string, until: string): Promise<StaffLock | null> {
    if (scope === 'account') {
      const view = await cache.account(Number(key));
      if (!view) return null;
      const { id, number, house, premises } = view;
      const of = { account: id, number, address: formatAddress(house, premises) };
      return { scope, account: of, until };
    }
    const found = Object.entries(terminalKeys).find(([, each]) => scope === 'terminal' && each === key);
    return found ? { scope: found[0] as keyof typeof terminalKeys, account: null, until } : null;
  }

  return {
    async 'staff.locks'() {
      const all = await store.locks(clock.now());
      const locks = await Promise.all(all.map(each => shown(each.scope, each.key, each.limit.lockedUntil ?? '')));
      return ok({ locks: locks.filter(lock => lock !== null) });
    },
    async 'staff.liftLock'({ scope, account }, { who }) {
      if (scope === 'account' && account === undefined) return ok({});
      const [kept, key] =
        scope === 'account' ? (['account', String(account)] as const) : (['terminal', terminalKeys[scope]] as const);
      const line = audit.row({ action: 'staff.lockLifted', account: account ?? null, details: { scope }, who });
      await store.liftLock(kept, key, clock.now(), line);
      return ok({});
    },
  };
}
