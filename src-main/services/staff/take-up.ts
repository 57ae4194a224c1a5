// The fund is back: it takes up a shift that began without it, or ends it.
import type { CabinetStore, SignedInStaff } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { inShift } from '../audit/who.ts';
import { loginNorm } from '../sign-in/credentials.ts';
import type { OnShift, Shift } from './shift.ts';

export interface TakeUpDeps {
  store: CabinetStore;
  shift: Pick<Shift, 'id' | 'staff'>;
  visit: { id(): string };
  clock: Pick<Clock, 'after'>;
}

/**
 * `token`: of their session at the fund; `over`: another password or role, or the account is closed; `waits`: the name is locked there for some
 * minutes, and nobody can say. Rejects with `FundUnreachable`.
 */
export type TakenUp = { token: string } | 'over' | 'waits';

/** `answer` is the hash of the password that the shift began with, made with the fund's salt of that day. */
export async function takeUp(deps: TakeUpDeps, of: OnShift, answer: string): Promise<TakenUp> {
  const { store, shift, visit, clock } = deps;
  const norm = loginNorm(of.login);
  const { salt } = await store.transaction(tx => tx.signInState('staff', norm));
  if (!answer.startsWith(`${salt}$`)) return 'over';
  const tried = await store.transaction(tx => tx.trySignIn('staff', norm, answer));
  if ('lockedUntil' in tried) return 'waits';
  if (tried.waitMs > 0) await new Promise<void>(resolve => void clock.after(tried.waitMs, resolve));
  const who = inShift(visit.id(), of, shift.id());
  const found = await store.transaction(async tx => {
    const end = await tx.endSignIn('staff', tried.ticket);
    if (end.right) await tx.audit({ action: 'staff.shiftTakenUp', user: null, who });
    else await tx.audit({ action: 'staff.signInFailed', user: null, who });
    return end.right;
  });
  return found && isSame(found, of) ? { token: found.token } : 'over';
}

const isSame = (found: SignedInStaff, of: OnShift): boolean => found.id === of.id && found.role === of.role;
