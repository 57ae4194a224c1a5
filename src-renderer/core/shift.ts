// The staff member on shift, and keeping the shift from ending as idle while somebody works.
import type { Failure, StaffMember } from '#contract';
import type { MessageKey } from '../i18n/index.ts';
import { transport } from '../transport/index.ts';
import { go } from './navigation.ts';
import { Store } from './store.ts';
import { systemInfo } from './system-info.ts';
import { visitState } from './visit.ts';

interface State {
  staff: StaffMember | null;
  /** the screen of the desk is locked */
  locked: boolean;
  /** a PIN opens it */
  pin: boolean;
  /** the shift began without the fund, which has not taken it up yet */
  offline: boolean;
  /** an administrator has set the password, and knows it */
  mustChange: boolean;
  /** false until main has answered */
  known: boolean;
  demo: readonly { login: string; password: string; role: StaffMember['role'] }[];
}

class ShiftStore extends Store<State> {
  get staff(): StaffMember | null {
    return this.value.staff;
  }

  get locked(): boolean {
    return this.value.locked;
  }
}

/** A shift begins with an open screen, and no PIN is left of the one before. */
const openScreen = { locked: false, pin: false, offline: false, mustChange: false } as const;

export const shiftState = new ShiftStore({ staff: null, ...openScreen, known: false, demo: [] });

const touchEveryMs = 10_000;
let lastTouch = -Infinity;

export const roleNames = {
  operator: 'desk.roleOperator',
  admin: 'desk.roleAdmin',
  auditor: 'desk.roleAuditor',
} as const satisfies Record<StaffMember['role'], MessageKey>;

/** Asks main after a reload. */
export async function askShift(): Promise<StaffMember | null> {
  const answer = await transport.call('staff.shift', {});
  if (answer.ok) shiftState.set({ ...answer.value, known: true });
  return shiftState.staff;
}

export const isDesk = (path = location.pathname): boolean => path === '/desk' || path.startsWith('/desk/');

export async function endShift(): Promise<void> {
  await transport.call('staff.signOut', {});
  shiftState.set({ staff: null, ...openScreen });
  if (isDesk() || !systemInfo.kiosk) go('/');
}

export function startShift(): void {
  transport.on('staff.shift', ({ staff, why }) => {
    shiftState.set({ staff, ...openScreen });
    // what a visitor left on the screen is not a clerk's to see, nor the next visitor's
    visitState.clear();
    const atSignIn = location.pathname === '/desk/sign-in';
    if (staff && atSignIn) go('/desk');
    // the next person must see neither a screen of the desk nor a visitor's
    if (staff || atSignIn) return;
    if (isDesk() || !systemInfo.kiosk) go(why === 'button' ? '/' : '/desk/sign-in');
  });
  const onActivity = () => {
    const now = performance.now();
    if (!shiftState.staff || shiftState.locked || now - lastTouch < touchEveryMs) return;
    lastTouch = now;
    void transport.call('staff.touch', {});
  };
  for (const name of ['pointerdown', 'keydown', 'wheel'] as const)
    window.addEventListener(name, onActivity, { capture: true, passive: true });
  void takeUpAgain();
}

/** A clerk's page that was loaded again goes on with the visit main has kept. */
export async function takeUpAgain(): Promise<void> {
  if (!(await askShift()) || shiftState.locked) return;
  const state = await transport.call('visit.state', {});
  if (state.ok && visitState.isEmpty) visitState.restore(state.value.accounts);
}

/** True when the shift is over, and the sign-in is being shown. */
export function isShiftOver(failure: Failure): boolean {
  if (failure.code !== 'staff.signInNeeded') return false;
  shiftState.set({ staff: null, ...openScreen });
  go('/desk/sign-in');
  return true;
}
