// What follows when the window loses its page (crash, reload, navigation, a closed tab), and when the program stops.
import type { Audience } from '#contract';
import type { Shift } from '../staff/shift.ts';
import type { Visit } from '../visit/index.ts';
import { inOrder } from './in-order.ts';

/**
 * Ends the visit, and then the shift even when a listener of the visit throws. A page that is loaded again at the desk of a clerk on shift
 * loses nothing: it is the same person. At a kiosk, and where nobody is on shift, the next to look at the screen may be anybody.
 */
export function windowLost(parties: {
  shift: Pick<Shift, 'end' | 'staff'>;
  visit: Pick<Visit, 'end'>;
  audience: Audience;
}): (how: 'reloaded' | 'gone') => void {
  const { shift, visit, audience } = parties;
  const end = inOrder<void>(
    () => visit.end('windowLost'),
    () => shift.end('windowLost'),
  );
  return how => {
    if (how === 'gone' || audience === 'kiosk' || shift.staff() === null) end();
  };
}
