// Events that main sends to the renderer.
import { z } from 'zod';
import { PrintJob } from './documents.ts';
import { AccountId } from './primitives.ts';
import { ShiftEnd, StaffMember } from './staff.ts';
import { Batch } from './staff-houses.ts';
import { Freshness } from './system.ts';
import { VisitEnd } from './visit.ts';

export const events = {
  freshness: Freshness,
  /** Nobody has touched the screen for long: the visit will be wiped in so many seconds unless it is touched. */
  'visit.warning': z.strictObject({ secondsLeft: z.int().nonnegative() }),
  /** The warning is over because somebody touched the screen. */
  'visit.resumed': z.strictObject({}),
  'visit.ended': z.strictObject({ why: VisitEnd }),
  /** An account of this visit has new figures: load them again. */
  'statement.changed': z.strictObject({ account: AccountId }),
  'print.job': PrintJob,
  /** A shift began (`why` is null) or ended (`staff` is null). */
  'staff.shift': z.strictObject({ staff: StaffMember.nullable(), why: ShiftEnd.nullable() }),
  /** The clerk's screen was locked or is open again; the shift began without the fund, or has been taken up by it; the password is to be changed. */
  'staff.screen': z.strictObject({ locked: z.boolean(), offline: z.boolean(), mustChange: z.boolean() }),
  'staff.batch': Batch,
};

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;
