// The audit log as an auditor reads it at the desk. Each of these calls is itself a line of the log, which the fund writes.
import { z } from 'zod';
import { method } from './method.ts';
import { Day, Instant, typed, Uuid } from './primitives.ts';
import { Said } from './said.ts';

/** What is asked for; empty or null: whatever it is. Days are the fund's, both included. */
export const AuditFilter = z.strictObject({
  /** an account's number, whole */
  account: typed(64).default(''),
  /** the login of a member of staff or of a user of the cabinet */
  actor: typed(64).default(''),
  terminal: Uuid.nullable().default(null),
  action: typed(60).default(''),
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
});
export type AuditFilter = z.input<typeof AuditFilter>;

export const AuditRow = z.strictObject({
  id: Uuid,
  at: Instant,
  terminal: z.string(),
  /** who, by role and name */
  who: Said,
  accountNumber: z.string(),
  what: Said,
  /** why, and what else the line keeps; may be empty */
  more: Said,
});
export type AuditRow = z.infer<typeof AuditRow>;

/** What a check has found wrong with a terminal's lines. */
export const AuditFaultKind = z.enum(['hash', 'gap', 'fork', 'endMissing']);
export type AuditFaultKind = z.infer<typeof AuditFaultKind>;

export const AuditFault = z.strictObject({
  terminal: z.string(),
  fault: AuditFaultKind,
  times: z.int().positive(),
  /** the first line where it shows; null when lines are missing at an end */
  line: z.strictObject({ id: Uuid, at: Instant, what: Said }).nullable(),
});
export type AuditFault = z.infer<typeof AuditFault>;

const reading = { audience: 'desk', needs: 'auditor' } as const;

export const audit = {
  /** What can be chosen in the filters. Fails with staff.away. */
  'audit.choices': method({
    ...reading,
    input: z.strictObject({}),
    output: z.strictObject({
      terminals: z.array(z.strictObject({ id: Uuid, name: z.string() })),
      actions: z.array(z.strictObject({ action: z.string(), words: Said })),
    }),
  }),
  /** Newest first, fifty at most; `after` is the last line shown, for what is older. Fails with staff.away. */
  'audit.find': method({
    ...reading,
    input: AuditFilter.extend({ after: Uuid.nullable().default(null) }),
    output: z.strictObject({ rows: z.array(AuditRow), more: z.boolean() }),
  }),
  /** Writes what is found into the folder of documents, as a table for a spreadsheet; 5000 lines at most. Fails with staff.away, staff.notWritten. */
  'audit.save': method({
    ...reading,
    input: AuditFilter,
    output: z.strictObject({ folder: z.string(), file: z.string(), lines: z.int().nonnegative(), more: z.boolean() }),
  }),
  /**
   * Makes every line's hash anew, follows every chain, and tells terminals that are silent for over three days: of the lines that came in the
   * last `days`, all when it is null. Fails with staff.away, audit.tooMany.
   */
  'audit.verify': method({
    ...reading,
    input: z.strictObject({ days: z.int().min(1).max(3660).nullable() }),
    output: z.strictObject({
      terminals: z.int().nonnegative(),
      lines: z.int().nonnegative(),
      faults: z.array(AuditFault),
      silent: z.array(z.strictObject({ terminal: z.string(), days: z.int() })),
    }),
  }),
};
