// What follows when the window loses its page (crash, reload, navigation, a closed tab), and when the program stops.
import type { Shift } from '../staff/shift.ts';
import type { Visit } from '../visit/index.ts';
import { inOrder } from './in-order.ts';

/** Ends the visit, and then the shift even when a listener of the visit throws. */
export const windowLost = ({ shift, visit }: { shift: Pick<Shift, 'end'>; visit: Pick<Visit, 'end'> }): (() => void) =>
  inOrder<void>(
    () => visit.end('windowLost'),
    () => shift.end('windowLost'),
  );
