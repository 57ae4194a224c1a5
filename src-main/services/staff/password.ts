// A member of staff changes their own password at the desk.
import { fail, ok, type Handlers, type ParsedInput, type Result, type Who } from '#contract';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { Passwords } from '../../ports/passwords.ts';
import { loginNorm, newPasswordRefusal, type PasswordRules } from '../sign-in/credentials.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import type { Offline } from './offline.ts';
import type { Screen } from './screen.ts';
import type { StaffSession } from './session.ts';
import type { OnShift, Shift } from './shift.ts';

export interface PasswordDeps {
  store: CabinetStore;
  passwords: Passwords;
  texts: PasswordRules;
  shift: Pick<Shift, 'staff'>;
  session: Pick<StaffSession, 'act'>;
  screen: Pick<Screen, 'passwordIs'>;
  offline: Pick<Offline, 'keep'>;
}

type Input = ParsedInput<'staff.changePassword'>;

/** The present password is counted and committed by the fund before it is answered. */
const tryPassword = ({ store, passwords }: PasswordDeps, { login }: OnShift, password: string) =>
  reachingFund(async () => {
    const norm = loginNorm(login);
    const { salt } = await store.transaction(tx => tx.signInState('staff', norm));
    const answer = await passwords.answer(salt, password);
    const tried = await store.transaction(tx => tx.trySignIn('staff', norm, answer));
    return 'lockedUntil' in tried
      ? fail('proof.locked', { params: { until: tried.lockedUntil } })
      : ok({ ticket: tried.ticket });
  }, 'staff.away');

async function change(deps: PasswordDeps, input: Input, who: Who): Promise<Result<Record<string, never>>> {
  const { passwords, texts, shift, session, screen, offline } = deps;
  const staff = shift.staff();
  if (!staff) return fail('staff.signInNeeded');
  const refused = newPasswordRefusal(input, staff.login, texts);
  if (refused) return refused;
  if (input.password === input.oldPassword) return fail('staff.passwordSame', { field: 'password' });
  const tried = await tryPassword(deps, staff, input.oldPassword);
  if (!tried.ok) return tried;
  const hash = await passwords.hash(input.password);
  const changed = await session.act<Record<string, never>>(async (tx, { token }) => {
    const { right, lockedUntil } = await tx.changeStaffPassword(token, tried.value.ticket, hash);
    await tx.audit({ action: right ? 'staff.passwordChanged' : 'staff.passwordFailed', user: null, who });
    if (right) return ok({});
    return lockedUntil
      ? fail('proof.locked', { params: { until: lockedUntil } })
      : fail('cabinet.passwordWrong', { field: 'oldPassword' });
  });
  if (!changed.ok) return changed;
  staff.mustChange = false;
  // with a salt of its own: the fund's answer is kept nowhere
  const own = await passwords.hash(input.password);
  screen.passwordIs(own);
  await offline.keep(staff, own);
  return changed;
}

export const passwordMethods = (deps: PasswordDeps): Pick<Handlers, 'staff.changePassword'> => ({
  'staff.changePassword': (input, { who }) => change(deps, input, who),
});
