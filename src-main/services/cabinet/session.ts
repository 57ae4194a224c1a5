// The signed-in user's session: which visit it belongs to, its token at the fund, and what ends it.
import { fail, ok, type CabinetUser, type Result } from '#contract';
import { SessionOver, type CabinetStore, type CabinetTransaction, type SignedIn } from '../../ports/cabinet-store.ts';
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
  /** what the fund knows the session by */
  readonly token: string;
  /** as last read from the fund: what can be shown while it is away */
  accounts: readonly Attached[];
}

export interface Sessions {
  /** Signs the user in for that visit; false when it is over. */
  begin(visitId: string, user: SignedIn, accounts: readonly Attached[]): boolean;
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

export const userOf = ({ login, accounts }: Session): CabinetUser => ({
  login,
  mainAccount: accounts.find(each => each.main)?.account ?? null,
});

interface SessionsDeps {
  visit: Visit;
  store: CabinetStore;
  clock: Pick<Clock, 'monotonic'>;
  log: Log;
}

class VisitSessions implements Sessions {
  readonly #deps: SessionsDeps;
  #session: Session | null = null;
  #checkedAt = 0;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
  }

  begin(visitId: string, { id, login, token }: SignedIn, accounts: readonly Attached[]): boolean {
    if (!this.#deps.visit.signIn(visitId, { id, login })) return false;
    this.#session = { visit: visitId, user: id, login, token, accounts };
    this.#noteChecked();
    return true;
  }

  current(): Session | null {
    const { visit } = this.#deps;
    const session = this.#session;
    return session && session.visit === visit.id() && session.user === visit.user()?.id ? session : null;
  }

  async holds(): Promise<boolean> {
    const { clock, store } = this.#deps;
    const of = this.current();
    if (!of) return false;
    if (clock.monotonic() - this.#checkedAt < checkMs) return true;
    try {
      const holds = await store.transaction(tx => tx.sessionHolds('name', of.token));
      if (this.current() !== of) return false;
      if (!holds) {
        this.#end(of);
        return false;
      }
    } catch (error) {
      // away: what is read comes from this terminal's copy, and every write asks again
      if (!(error instanceof FundUnreachable)) throw error;
    }
    this.#noteChecked();
    return this.current() === of;
  }

  signOut(): void {
    const of = this.#session;
    // best effort: a quarter of an hour of quiet ends it too
    if (of) void this.#deps.store.transaction(tx => tx.endSession(of.token)).catch(() => undefined);
    this.#session = null;
    this.#deps.visit.signOut();
  }

  async act<T>(work: (tx: CabinetTransaction, session: Session) => Promise<Result<T>>): Promise<Result<T>> {
    const of = this.current();
    if (!of) return fail('visit.signInNeeded');
    try {
      return await reachingFund(() =>
        this.#deps.store.transaction(async tx => {
          if (!(await tx.sessionHolds('name', of.token))) throw new SessionOver();
          this.#noteChecked();
          return work(tx, of);
        }),
      );
    } catch (error) {
      if (!(error instanceof SessionOver)) throw error;
      this.#end(of);
      return fail('visit.signInNeeded');
    }
  }

  #noteChecked(): void {
    this.#checkedAt = this.#deps.clock.monotonic();
  }

  /** The password was changed elsewhere. */
  #end(of: Session): void {
    this.#deps.log.info('session over', {});
    if (this.current() === of) this.#deps.visit.end('passwordChanged');
  }
}

export const createSessions = (deps: SessionsDeps): Sessions => new VisitSessions(deps);

export const done = ok({});
