// What follows from the visit's events: its warning and its end on the screen, and all that must not outlive it.
import type { Audience } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';
import { whoActs, whoIn } from '../audit/who.ts';
import type { Printing } from '../printing/index.ts';
import type { Shift } from '../staff/shift.ts';
import type { Visit, VisitEvent } from '../visit/index.ts';
import { inOrder } from './in-order.ts';
import type { TellScreen } from './screen.ts';

interface VisitParties {
  visit: Pick<Visit, 'onEvent'>;
  shift: Pick<Shift, 'end' | 'id' | 'staff'>;
  printing: Pick<Printing, 'visitEnded'>;
  audit: Pick<Audit, 'record'>;
  audience: Audience;
  tellScreen: TellScreen;
  log: Pick<Log, 'error'>;
}

type Ended = Extract<VisitEvent, { type: 'ended' }>;

export function followVisit({ visit, shift, printing, audit, audience, tellScreen, log }: VisitParties): void {
  // At a kiosk the next person to touch it is a visitor.
  const endShift = () => {
    if (audience === 'kiosk') shift.end('windowLost');
  };
  const record = ({ why, visit: id, user, by, accounts, touched }: Ended) => {
    if (!touched) return;
    const who = by ? whoIn(by, id) : whoActs({ id: () => id, user: () => user }, shift);
    audit
      .record({ action: 'visit.ended', account: null, details: { why, accounts: accounts.join(',') }, who })
      .catch((error: unknown) => log.error('audit not written', error));
  };
  // The screen is told first: whatever fails after it, the next person sees nothing of this one.
  const onEnd = inOrder<Ended>(
    ended => tellScreen('visit.ended', { why: ended.why }),
    record,
    endShift,
    ended => printing.visitEnded(ended.visit),
  );
  const onParkedEnd = inOrder<Ended>(record, ended => printing.visitEnded(ended.visit));
  visit.onEvent(event => {
    if (event.type === 'warning') tellScreen('visit.warning', { secondsLeft: event.secondsLeft });
    else if (event.type === 'resumed') tellScreen('visit.resumed', {});
    else if (event.parked) onParkedEnd(event);
    else onEnd(event);
  });
}
