// Signing staff in, and whether the shift still holds: a password changed or an account disabled elsewhere ends it.
import { randomUUID } from 'node:crypto';
import {
  fail,
  ok,
  type ErrorCode,
  type Handlers,
  type Result,
  type StaffMember,
  type StaffRole,
  type Who,
} from '#contract';
import { Mutex } from '../../base/mutex.ts';
import {
  SessionOver,
  type CabinetStore,
  type CabinetTransaction,
  type SignedInStaff,
} from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';
import { inShift, named } from '../audit/who.ts';
import { createGuard, type Credentials, type GuardDeps } from '../sign-in/guard.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import type { TerminalCounts } from '../sign-in/terminal-counts.ts';
import type { Known, Offline } from './offline.ts';
import type { Screen } from './screen.ts';
import { takeUp } from './take-up.ts';
import { memberOf, type OnShift, type Shift } from './shift.ts';

/** On shift, and known to the fund. */
export type AtFund = OnShift & { token: string };

const isAtFund = (of: OnShift): of is AtFund => of.token !== null;

export interface StaffSession {
  methods: Pick<Handlers, 'staff.signInState' | 'staff.signIn'>;
  /** A sign-in under way begins no shift. */
  cancelSignIn(): void;
  /**
   * False when nobody is on shift or it is over. Asks the fund every few seconds at most. Never rejects for a fund that is away, and does
   * not wait for one that was away when it was last asked.
   */
  holds(): Promise<boolean>;
  /**
   * Work of the person on shift, in one transaction that begins by making sure they still have their rights. Fails with
   * staff.signInNeeded, staff.away and, in a shift that the fund has not taken up yet, staff.offlineShift; what may take `slow.limitMs` fails with `slow.code` when it takes longer.
   */
  act<T>(
    work: (tx: CabinetTransaction, staff: AtFund) => Promise<Result<T>>,
    slow?: { limitMs: number; code: ErrorCode },
  ): Promise<Result<T>>;
}

/** A disabled account ends its shift this soon, or at its next work in the fund's database. */
const checkMs = 5_000;

type SessionDeps = GuardDeps & {
  counts: Pick<TerminalCounts, 'staff'>;
  /** settings may take the sign-in of staff off the kiosks */
  signsIn: boolean;
  store: CabinetStore;
  shift: Shift;
  screen: Pick<Screen, 'beganWith'>;
  offline: Offline;
  offlineDays: number;
  audit: Pick<Audit, 'record'>;
  visit: { id(): string };
  clock: Clock;
  log: Pick<Log, 'error'>;
};

interface Began {
  staff: SignedInStaff;
  shift: string;
  mustChange: boolean;
}

/** `begin` is what follows when the password is right and the visit it was typed in still goes on. */
const staffGuard = (deps: SessionDeps, begin: (staff: OnShift, shift: string) => void) =>
  createGuard<SignedInStaff, Began, { staff: StaffMember }>(deps, {
    names: 'staff',
    terminal: deps.counts.staff,
    wrong: 'staff.signInWrong',
    away: 'staff.away',
    end: (tx, ticket) => tx.endSignIn('staff', ticket),
    failed: (tx, { person, role }, who) => {
      const staff = person && { login: person.login, role: role as StaffRole };
      return tx.audit({ action: 'staff.signInFailed', user: null, who: named(who, staff) });
    },
    async succeeded(tx, staff, who) {
      // the line of the shift's beginning names it already
      const shift = randomUUID();
      const mustChange = await tx.staffMustChange(staff.token);
      await tx.audit({ action: 'staff.signedIn', user: null, who: inShift(who.visit, staff, shift) });
      return { staff, shift, mustChange };
    },
    begin({ staff, shift, mustChange }, visitId, goesOn) {
      const { id, token } = staff;
      // the window lost its page, or the clerk signed out, while the password was compared
      if (deps.visit.id() !== visitId || !goesOn) {
        void deps.store.transaction(tx => tx.endSession(token)).catch(() => undefined);
        return fail('staff.signInNeeded');
      }
      begin({ ...memberOf(staff), id, token, mustChange }, shift);
      return ok({ staff: memberOf(staff) });
    },
  });

/** A desk that nobody touches loses what is on its screen too. */
function whileOnShift({ shift, clock }: Pick<SessionDeps, 'shift' | 'clock'>, check: (of: OnShift) => void): void {
  let cancel = () => {};
  const watch = () => {
    cancel = clock.after(checkMs, () => {
      const of = shift.staff();
      if (!of) return;
      watch();
      check(of);
    });
  };
  shift.onEvent(({ type }) => {
    if (type === 'begun' || type === 'ended') cancel();
    if (type === 'begun') watch();
  });
}

export const createStaffSession = (deps: SessionDeps): StaffSession => new TheSession(deps);

class TheSession implements StaffSession {
  readonly #deps: SessionDeps;
  readonly #guard: ReturnType<typeof staffGuard>;
  #checkedAt = 0;
  #away = false;
  #cancelled = 0;
  /** What signs in at the fund who began without it. */
  #answer: { of: OnShift; answer: string } | null = null;
  readonly #takingUp = new Mutex();

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#guard = staffGuard(deps, (staff, id) => {
      deps.shift.begin(staff, id);
      this.#checkedAt = deps.clock.monotonic();
      this.#away = false;
    });
    whileOnShift(deps, of => void (this.#isDue() && this.#askApart(of)));
  }

  readonly methods: StaffSession['methods'] = {
    'staff.signInState': async ({ login }) => {
      // a terminal is never locked for staff
      const { lockedUntil, picture } = await this.#guard.state(login);
      return ok({ lockedUntil, picture });
    },
    'staff.signIn': (input, { who }) => this.#signIn(input, who),
  };

  readonly cancelSignIn = (): void => {
    this.#cancelled += 1;
  };

  readonly holds = async (): Promise<boolean> => {
    const { shift } = this.#deps;
    const of = shift.staff();
    if (!of) return false;
    if (this.#isDue()) {
      if (this.#away) void this.#askApart(of);
      else await this.#ask(of);
    }
    return shift.staff() === of;
  };

  readonly act: StaffSession['act'] = async (work, slow) => {
    const { shift, store } = this.#deps;
    const of = shift.staff();
    if (!of) return fail('staff.signInNeeded');
    return reachingFund(
      async () => {
        const known = await this.#atFund(of);
        if (!known) return fail(shift.staff() === of ? 'staff.offlineShift' : 'staff.signInNeeded');
        try {
          return await store.transaction(async tx => {
            if (!(await tx.sessionHolds('staff', known.token))) throw new SessionOver();
            return work(tx, known);
          }, slow?.limitMs);
        } catch (error) {
          if (!(error instanceof SessionOver)) throw error;
          this.#over(of);
          return fail('staff.signInNeeded');
        }
      },
      'staff.away',
      slow?.code,
    );
  };

  async #signIn(input: Credentials, who: Who): Promise<Result<{ staff: StaffMember }>> {
    const { signsIn, passwords, screen, offline, shift, visit } = this.#deps;
    if (!signsIn) return fail('method.notForYou');
    const [visitId, cancelled] = [visit.id(), this.#cancelled];
    const goesOn = () => visit.id() === visitId && this.#cancelled === cancelled;
    const result = await this.#guard.signIn(input, who, () => !goesOn());
    if (!result.ok && result.error.code === 'staff.away') return this.#signInOffline(input, who, goesOn);
    const staff = shift.staff();
    if (!result.ok || !staff) return result;
    const hash = await passwords.hash(input.password);
    screen.beganWith(hash);
    await offline.keep(staff, hash);
    return result;
  }

  /** The fund is away. */
  async #signInOffline(input: Credentials, who: Who, goesOn: () => boolean): Promise<Result<{ staff: StaffMember }>> {
    const { passwords, screen, offline, offlineDays } = this.#deps;
    if (offlineDays === 0) return fail('staff.away');
    const known = await offline.signIn(input, who);
    if (!known.ok) return known;
    const hash = await passwords.hash(input.password);
    // the window lost its page, or the clerk signed out, while the password was compared
    if (!goesOn()) return fail('staff.signInNeeded');
    const staff = await this.#beginOffline(known.value, who);
    screen.beganWith(hash);
    return ok({ staff });
  }

  /** Written down before anything can be done in it. */
  async #beginOffline({ staff, answer }: Known, who: Who): Promise<StaffMember> {
    const { shift, audit, clock } = this.#deps;
    const id = randomUUID();
    const of: OnShift = { ...staff, token: null };
    await audit.record({ action: 'staff.signedInOffline', account: null, who: inShift(who.visit, staff, id) });
    this.#answer = { of, answer };
    shift.begin(of, id);
    this.#checkedAt = clock.monotonic();
    this.#away = true;
    return memberOf(staff);
  }

  /** The shift as the fund knows it: one that began without it is taken up, or ended. Null: it is not known there. Rejects with `FundUnreachable`. */
  #atFund(of: OnShift): Promise<AtFund | null> {
    return this.#takingUp.run(async () => {
      if (isAtFund(of)) return of;
      const { shift } = this.#deps;
      if (this.#answer?.of !== of) return null;
      const taken = await takeUp(this.#deps, of, this.#answer.answer);
      if (shift.staff() !== of || taken === 'waits') return null;
      this.#answer = null;
      if (taken === 'over') this.#over(of);
      else shift.takenUp(taken.token);
      return isAtFund(of) ? of : null;
    });
  }

  #isDue(): boolean {
    return this.#deps.clock.monotonic() - this.#checkedAt >= checkMs;
  }

  #askApart(of: OnShift): Promise<void> {
    return this.#ask(of).catch((error: unknown) => this.#deps.log.error('shift not checked', error));
  }

  #over(of: OnShift): void {
    const { shift, offline, log } = this.#deps;
    offline.forget(of.login).catch((error: unknown) => log.error('sign-in without the fund not forgotten', error));
    if (shift.staff() === of) shift.end('rightsChanged');
  }

  async #ask(of: OnShift): Promise<void> {
    const { store, clock } = this.#deps;
    this.#checkedAt = clock.monotonic();
    try {
      const known = await this.#atFund(of);
      const holds = !known || (await store.transaction(tx => tx.sessionHolds('staff', known.token)));
      this.#away = false;
      if (!holds) this.#over(of);
    } catch (error) {
      // the desk goes on with what this terminal has, until the shift ends
      if (!(error instanceof FundUnreachable)) throw error;
      this.#away = true;
    }
  }
}
