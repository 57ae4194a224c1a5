// The visit: what this person has opened at this terminal, and how the visit ends.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountHeader } from './statement.ts';

export const VisitState = z.strictObject({ accounts: z.array(AccountHeader) });
export type VisitState = z.infer<typeof VisitState>;

/** Why a visit ended: the button, idleness, a window that lost its page, the user's password changed elsewhere, or a shift that began or ended. */
export const VisitEnd = z.enum(['button', 'idle', 'windowLost', 'passwordChanged', 'shift']);
export type VisitEnd = z.infer<typeof VisitEnd>;

export const visit = {
  'visit.state': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    input: z.strictObject({}),
    output: VisitState,
  }),
  /** The person did something: the idle timer starts again. `reading`: the screen has much to read, or waits for something to be found. */
  'visit.touch': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    input: z.strictObject({ reading: z.boolean().optional() }),
    output: z.strictObject({}),
  }),
  'visit.end': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    outlivesVisit: true,
    input: z.strictObject({}),
    output: z.strictObject({}),
  }),
};
