// The signed-in user's session: which visit and which epoch of the password it belongs to, and what ends it.
import { fail, ok, type CabinetUser, type Result } from '#contract';
import type { CabinetStore, CabinetTransaction, UserRow } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { Visit } from '../visit/index.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';

export interface Attached {
  account: number;
  main: boolean;
}

export interface Session {
  readonly visit: string;
  readonly user: string;
  readonly login: string;
  epoch: number;
  /** as last read from the fund: what can be shown while it is away */
  accounts: readonly Attached[];
}

export interface Sessions {
  /** Signs the user in for that visit; false when it is over. */
  begin(visitId: string, user: Pick<UserRow, 'id' | 'login' | 'epoch'>, accounts: readonly Attached[]): boolean;
  current(): Session | null;
  /** False when nobody is signed in, or the password was changed elsewhere: then the visit has ended. Asks the fund every few seconds at most. */
  holds(): Promise<boolean>;
  signOut(): void;
  /**
   * An operation of the signed-in user in one transaction that first checks the session. Fails with visit.signInNeeded and
   * cabinet.away; a failure given back by `work` is committed, one thrown is not.
   */
  act<T>(work: (tx: CabinetTransaction, session: Session) => Promise<Result<T>>): Promise<Result<T>>;
}

/** A changed password ends other visits this soon, or at their next write. */
const checkMs = 5_000;

class SessionOver extends Error {}

export const userOf = ({ login, accounts }: Session): CabinetUser => ({
  login,
  mainAccount: accounts.find(each => each.main)?.account ?? null,
});

export function createSessions(deps: {
  visit: Visit;
  store: CabinetStore;
  clock: Pick<Clock, 'monotonic'>;
  log: Log;
}): Sessions {
  const { visit, store, clock, log } = deps;
  let session: Session | null = null;
  let checkedAt = 0;

  const current = () => (session && session.visit === visit.id() && session.user === visit.user()?.id ? session : null);

  function over(of: Session): void {
    log.info('session over', {});
    if (current() === of) visit.end('passwordChanged');
  }

  return {
    begin(visitId, { id, login, epoch }, accounts) {
      if (!visit.signIn(visitId, { id, login })) return false;
      session = { visit: visitId, user: id, login, epoch, accounts };
      checkedAt = clock.monotonic();
      return true;
    },
    current,
    async holds() {
      const of = current();
      if (!of) return false;
      if (clock.monotonic() - checkedAt < checkMs) return true;
      try {
        const epoch = await store.transaction(tx => tx.epoch(of.user));
        if (current() !== of) return false;
        if (epoch !== of.epoch) {
          over(of);
          return false;
        }
      } catch (error) {
        // away: what is read comes from this terminal's copy, and every write asks again
        if (!(error instanceof FundUnreachable)) throw error;
      }
      checkedAt = clock.monotonic();
      return current() === of;
    },
    signOut() {
      session = null;
      visit.signOut();
    },
    async act(work) {
      const of = current();
      if (!of) return fail('visit.signInNeeded');
      try {
        return await reachingFund(() =>
          store.transaction(async tx => {
            if (!(await tx.lockUser(of.user, of.epoch))) throw new SessionOver();
            checkedAt = clock.monotonic();
            return work(tx, of);
          }),
        );
      } catch (error) {
        if (!(error instanceof SessionOver)) throw error;
        over(of);
        return fail('visit.signInNeeded');
      }
    },
  };
}

export const done = ok({});
