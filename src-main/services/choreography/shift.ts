// What follows from the beginning and the end of a shift.
import type { Audience } from '#contract';
import { inShift, visitor } from '../audit/who.ts';
import type { Printing } from '../printing/index.ts';
import type { Shift, ShiftEvent } from '../staff/shift.ts';
import type { Visit } from '../visit/index.ts';
import { inOrder } from './in-order.ts';
import type { TellScreen } from './screen.ts';

type BegunOrEnded = Extract<ShiftEvent, { type: 'begun' | 'ended' }>;

export function followShift(parties: {
  shift: Pick<Shift, 'onEvent' | 'locked' | 'staff'>;
  visit: Pick<
    Visit,
    'touch' | 'id' | 'user' | 'signOut' | 'isEmpty' | 'isFresh' | 'shiftChanged' | 'end' | 'endParked'
  >;
  printing: Pick<Printing, 'visitEnded'>;
  audience: Audience;
  tellScreen: TellScreen;
}): void {
  const { shift, visit, printing, audience, tellScreen } = parties;
  // What somebody opened before a shift is not its clerk's to see, and what a shift opened ends with it.
  const keepApart = (event: BegunOrEnded) => {
    if (event.type === 'ended') {
      visit.endParked('shift', inShift(visit.id(), event.staff, event.shift));
      if (!visit.isFresh()) visit.end('shift', inShift(visit.id(), event.staff, event.shift));
    } else if (audience === 'desk') {
      // nobody's deed but its visitor's, who is gone
      if (!visit.isEmpty()) visit.end('shift', visitor(visit));
    } else {
      // at a kiosk a shift ends with the visit, whose quiet is counted from here whatever the screen says
      visit.signOut();
      visit.touch();
    }
  };
  const tell = (event: BegunOrEnded) =>
    event.type === 'begun'
      ? tellScreen('staff.shift', { staff: event.staff, why: null })
      : tellScreen('staff.shift', { staff: null, why: event.why });
  const takeBackPrintJobs = (event: BegunOrEnded) => {
    if (event.type === 'ended') printing.visitEnded(event.shift);
  };
  const tellScreenState = () => {
    const { token, mustChange = false } = shift.staff() ?? {};
    tellScreen('staff.screen', { locked: shift.locked(), offline: token === null, mustChange });
  };
  const isUsual = () => shift.staff()?.token !== null && !shift.staff()?.mustChange;
  const onBegunOrEnded = inOrder(tell, keepApart, () => visit.shiftChanged(), takeBackPrintJobs);
  shift.onEvent(event => {
    if (event.type === 'begun' || event.type === 'ended') onBegunOrEnded(event);
    // a locked screen keeps all of it
    if (event.type !== 'ended' && (event.type !== 'begun' || !isUsual())) tellScreenState();
  });
}
