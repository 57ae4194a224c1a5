// What follows when the window loses its page (crash, reload, navigation, a closed tab), and when the program stops.
import type { Shift } from '../staff/shift.ts';
import type { Visit } from '../visit/index.ts';
import { inOrder } from './in-order.ts';

/** Ends the shift, and then the visit even when a listener of the shift throws. */
export const windowLost = ({ shift, visit }: { shift: Pick<Shift, 'end'>; visit: Pick<Visit, 'end'> }): (() => void) =>
  inOrder<void>(
    () => shift.end('windowLost'),
    () => visit.end('windowLost'),
  );
