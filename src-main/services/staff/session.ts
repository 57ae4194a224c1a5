// Signing staff in, and whether the shift still holds: a password changed or an account disabled elsewhere ends it.
import { fail, ok, type Output, type Result, type StaffMember } from '#contract';
import type { CabinetStore, CabinetTransaction, StaffRow } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import { createGuard, type Credentials, type GuardDeps } from '../sign-in/guard.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import { memberOf, type OnShift, type Shift } from './shift.ts';

export interface StaffSession {
  state(login: string): Promise<Result<Output<'staff.signInState'>>>;
  signIn(input: Credentials): Promise<Result<{ staff: StaffMember }>>;
  /** False when nobody is on shift or it is over. Asks the fund every few seconds at most. Never rejects for a fund that is away. */
  holds(): Promise<boolean>;
  /**
   * A deed of whoever is on shift, in one transaction that begins by making sure they still may. Fails with staff.signInNeeded and
   * staff.away.
   */
  act<T>(work: (tx: CabinetTransaction, staff: OnShift) => Promise<Result<T>>): Promise<Result<T>>;
}

/** A disabled account ends its shift this soon, or at its next deed in the fund's database. */
const checkMs = 5_000;

class ShiftOver extends Error {}

/** Who did it, as the audit log names staff. */
export const byStaff = ({ login, role }: StaffMember) => ({ role, actor: login });

export function createStaffSession(
  deps: GuardDeps & { store: CabinetStore; shift: Shift; visit: { id(): string }; clock: Clock },
): StaffSession {
  const { store, shift, visit, clock } = deps;
  let checkedAt = 0;

  const guard = createGuard<StaffRow, StaffRow, { staff: StaffMember }>(deps, {
    names: 'staff',
    terminalKey: 'staff',
    wrong: 'staff.signInWrong',
    away: 'staff.away',
    find: (tx, norm) => tx.staffByLogin(norm),
    failed: (tx, staff) =>
      tx.audit({
        action: 'staff.signInFailed',
        user: null,
        role: staff?.role ?? 'operator',
        actor: staff?.login ?? '',
      }),
    async succeeded(tx, staff) {
      await tx.audit({ action: 'staff.signedIn', user: null, ...byStaff(staff) });
      return staff;
    },
    begin(staff, visitId) {
      // the window lost its page while the password was compared
      if (visit.id() !== visitId) return fail('staff.signInNeeded');
      const { id, epoch } = staff;
      shift.begin({ ...memberOf(staff), id, epoch });
      checkedAt = clock.monotonic();
      return ok({ staff: memberOf(staff) });
    },
  });

  const over = (of: OnShift) => {
    if (shift.staff() === of) shift.end('rightsChanged');
  };

  return {
    state: async login => ok(await guard.state(login)),
    signIn: guard.signIn,
    async holds() {
      const of = shift.staff();
      if (!of) return false;
      if (clock.monotonic() - checkedAt < checkMs) return true;
      try {
        const epoch = await store.transaction(tx => tx.staffEpoch(of.id));
        if (epoch !== of.epoch) over(of);
      } catch (error) {
        // away: the desk goes on with what this terminal has, until the shift ends
        if (!(error instanceof FundUnreachable)) throw error;
      }
      checkedAt = clock.monotonic();
      return shift.staff() === of;
    },
    async act(work) {
      const of = shift.staff();
      if (!of) return fail('staff.signInNeeded');
      try {
        return await reachingFund(
          () =>
            store.transaction(async tx => {
              if (!(await tx.lockStaff(of.id, of.epoch))) throw new ShiftOver();
              return work(tx, of);
            }),
          'staff.away',
        );
      } catch (error) {
        if (!(error instanceof ShiftOver)) throw error;
        over(of);
        return fail('staff.signInNeeded');
      }
    },
  };
}
