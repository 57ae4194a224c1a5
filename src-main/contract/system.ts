// What the program reports about itself: the fund, the terminal, and how fresh its data is.
import { z } from 'zod';
import { method } from './method.ts';
import { Day, Instant, Kopecks, typedLines } from './primitives.ts';

/**
 * What keeps new data of the fund away: the fund cannot be reached; it answers, but its data cannot be read; what came is not accepted, because too much of
 * it is gone or spoilt; a time limit at the fund ended a query; this terminal's disk has no room for a copy; it is full, or cannot be written,
 * and nothing can be kept here at all; an error of the program.
 */
export const TroubleKind = z.enum([
  'unreachable',
  'unreadable',
  'notAccepted',
  'timeLimit',
  'noRoom',
  'diskFull',
  'diskUnwritable',
  'fault',
]);
export type TroubleKind = z.infer<typeof TroubleKind>;

export const Freshness = z.strictObject({
  /** The moment at the fund that the shown data is true for; null until the first copy is complete. */
  asOf: Instant.nullable(),
  /** `loading` the first copy; `fresh`; `renewing` another copy is made while this one serves; `waiting` it waits until other terminals have made theirs; `stale` older than the limit (a day); a trouble. */
  state: z.enum(['loading', 'fresh', 'renewing', 'waiting', 'stale', ...TroubleKind.options]),
  /** 0..1 while a snapshot is being copied, else null. */
  progress: z.number().min(0).max(1).nullable(),
});
export type Freshness = z.infer<typeof Freshness>;

const Hours = z.strictObject({
  /** ISO weekday, 1 is Monday. */
  weekday: z.int().min(1).max(7),
  opens: z.string(),
  closes: z.string(),
});

export const Office = z.strictObject({
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  hours: z.array(Hours),
});
export type Office = z.infer<typeof Office>;

export const SystemInfo = z.strictObject({
  version: z.string(),
  audience: z.enum(['kiosk', 'desk']),
  /** The fund's time zone, an IANA name: moments are shown in it. */
  timeZone: z.string(),
  /** The operator's usual name: «Фонд капитального ремонта Чувашской Республики». */
  fundName: z.string(),
  phone: z.string(),
  site: z.string(),
  offices: z.array(Office),
  freshness: Freshness,
  /** Seconds without a touch before the warning, and before the visit is wiped. */
  idle: z.strictObject({
    warnSeconds: z.int().positive(),
    endSeconds: z.int().positive(),
    readingSeconds: z.int().nonnegative(),
  }),
  /** Staff can sign in here. */
  staffSignIn: z.boolean(),
  /** In the demo only: an account a newcomer can open. */
  demo: z.strictObject({ accountNumber: z.string(), address: z.string(), paidOn: Day, amount: Kopecks }).nullable(),
});
export type SystemInfo = z.infer<typeof SystemInfo>;

export const system = {
  'system.info': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    outlivesVisit: true,
    whileLocked: true,
    input: z.strictObject({}),
    output: SystemInfo,
  }),
  /** Logs a failure of the screen and returns an id the person can read out. */
  'system.report': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    outlivesVisit: true,
    whileLocked: true,
    input: z.strictObject({ what: typedLines(2000) }),
    output: z.strictObject({ id: z.string() }),
  }),
};
