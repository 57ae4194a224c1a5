// A shift that ended while its screen was up: the sign-in comes instead of a complaint.
import type { Failure } from '#contract';
import { go } from '../../core/navigation.ts';
import { shiftState } from '../../core/shift.ts';

/** True when there is no shift any more, and the sign-in is on its way. */
export function isShiftOver(failure: Failure): boolean {
  if (failure.code !== 'staff.signInNeeded') return false;
  shiftState.set({ staff: null });
  go('/desk/sign-in');
  return true;
}
