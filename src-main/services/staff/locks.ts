// Locks («слишком много попыток») of this terminal and, through the fund, of all others: staff see them and can lift one before its time.
import { ok, type Handlers, type LockScope, type StaffLock } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { LockRow, LockStore } from '../../ports/locks.ts';
import type { Audit } from '../audit/index.ts';
import type { OwnLocks } from '../sign-in/own-locks.ts';
import type { StaffSession } from './session.ts';

const idOf = ({ terminal, scope, key }: Omit<LockRow, 'until' | 'terminalName' | 'login'>): string =>
  `${terminal}/${scope}/${key}`;

const ofAccount = (scope: LockScope, key: string): number | null => (scope === 'account' ? Number(key) : null);

export interface LocksDeps {
  own: OwnLocks;
  terminalId: string;
  cache: Pick<CacheReader, 'account'>;
  audit: Pick<Audit, 'row'>;
  session: Pick<StaffSession, 'act'>;
}

export function locksMethods(deps: LocksDeps): Pick<Handlers, 'staff.locks' | 'staff.liftLock' | 'staff.signs'> {
  const { own, terminalId, cache, audit, session } = deps;

  async function shown({ terminal, terminalName, scope, key, login, until }: LockRow): Promise<StaffLock> {
    const id = idOf({ terminal, scope, key });
    const here = terminal === terminalId ? '' : terminalName;
    const view = scope === 'account' ? await cache.account(Number(key)) : null;
    const account = view && {
      account: view.id,
      number: view.number,
      address: formatAddress(view.house, view.premises),
    };
    return { id, scope, terminal: here, login, account, until };
  }

  const mine = async (): Promise<LockRow[]> =>
    (await own.inForce()).map(lock => ({ ...lock, terminal: terminalId, terminalName: '', login: '' }));

  /** The fund hears of this terminal's own a little late: those are asked here. */
  const others = async (tx: LockStore, token: string): Promise<LockRow[]> =>
    (await tx.locks(token)).filter(({ terminal, login }) => terminal !== terminalId || login !== '');

  return {
    async 'staff.locks'() {
      const [here, elsewhere] = await Promise.all([
        mine(),
        session.act(async (tx, { token }) => ok(await others(tx, token))),
      ]);
      const locks = [...here, ...(elsewhere.ok ? elsewhere.value : [])];
      const longestFirst = locks.toSorted((a, b) => b.until.localeCompare(a.until));
      return ok({ locks: await Promise.all(longestFirst.map(shown)), away: !elsewhere.ok });
    },

    'staff.signs': () =>
      session.act(async (tx, { token }) =>
        ok({ attacks: await tx.attacks(token), openings: await tx.manyOpenings(token) }),
      ),

    async 'staff.liftLock'({ id }, { who }) {
      const here = (await mine()).find(lock => idOf(lock) === id);
      if (here) {
        const { scope, key } = here;
        const account = ofAccount(scope, key);
        await own.lift(here, audit.row({ action: 'staff.lockLifted', account, details: { scope }, who }));
        return ok({});
      }
      return session.act(async (tx, staff) => {
        const lock = (await others(tx, staff.token)).find(each => idOf(each) === id);
        if (!lock) return ok({});
        await tx.liftLock(staff.token, lock);
        const { scope, key, terminalName, login } = lock;
        const details = { scope, at: terminalName, ...(login === '' ? {} : { of: login }) };
        await tx.audit({ action: 'staff.lockLifted', user: null, who, account: ofAccount(scope, key), details });
        return ok({});
      });
    },
  };
}
