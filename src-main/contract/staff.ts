// Staff: the shift, visitors at the desk, print jobs, forms and certificates. Houses and what the staff watch over have files of their own.
import { z } from 'zod';
import { AccountHit } from './lookup.ts';
import { DocumentKind } from './paper.ts';
import { method } from './method.ts';
import { AccountId, Day, Instant, Key, Kopecks, typed, Uuid } from './primitives.ts';
import { PrintJob, PrintState } from './print-job.ts';
import { Said } from './said.ts';
import { AccountHeader } from './statement.ts';

export const StaffRole = z.enum(['operator', 'admin', 'auditor']);
export type StaffRole = z.infer<typeof StaffRole>;
export const StaffMember = z.strictObject({ login: z.string(), name: z.string(), role: StaffRole });
export type StaffMember = z.infer<typeof StaffMember>;

/**
 * Why a shift ended: the button, idleness, the window or (at a kiosk) the visit lost, another sign-in, rights revoked at the fund, too many wrong
 * passwords at the locked screen.
 */
export const ShiftEnd = z.enum(['button', 'idle', 'windowLost', 'replaced', 'rightsChanged', 'guessed']);
export type ShiftEnd = z.infer<typeof ShiftEnd>;

/** Without personal data: only the kind of the printed document. */
export const StaffJob = z.strictObject({
  job: Uuid,
  /** null when the stored job does not say */
  kind: DocumentKind.nullable(),
  printer: z.string(),
  /** names of the other printers here that could take it; empty once it was sent */
  others: z.array(z.string()),
  state: PrintState,
  note: Said,
  at: Instant,
});
export type StaffJob = z.infer<typeof StaffJob>;

export const StaffApplication = z.strictObject({
  number: Key,
  /** as printed: «З-000042» */
  shown: z.string(),
  /** The account as it may be shown before its owner is checked; null for a house that is not in the list, or not in this terminal's copy. */
  hit: AccountHit.nullable(),
  /** empty without an account */
  accountNumber: z.string(),
  address: z.string(),
  terminal: z.string(),
  madeAt: Instant,
});
export type StaffApplication = z.infer<typeof StaffApplication>;

/** A document an owner may show at the desk. */
export const documentKinds = [
  'passport',
  'temporaryId',
  'foreignPassport',
  'militaryId',
  'ownershipExtract',
  'powerOfAttorney',
] as const;
export const DocumentKindShown = z.enum(documentKinds);
export type DocumentKindShown = z.infer<typeof DocumentKindShown>;

/** Why an account is opened without the proof by its last payment. */
export const openReasons = ['noPayments', 'noPapers', 'byApplication', 'cannotUseScreen'] as const;
export const OpenReason = z.enum(openReasons);
export type OpenReason = z.infer<typeof OpenReason>;

/** A visitor left aside: the house of their account, with neither flat nor name. */
export const ParkedVisit = z.strictObject({
  visit: Uuid,
  at: Instant,
  /** null: could not be read */
  address: z.string().nullable(),
  accounts: z.int().positive(),
});
export type ParkedVisit = z.infer<typeof ParkedVisit>;

/** What was certified, as the fund keeps it: to be compared with the paper. */
export const Certificate = z.strictObject({
  number: z.string(),
  day: Day,
  accountNumber: z.string(),
  /** empty when this terminal's copy lacks the account */
  address: z.string(),
  amount: Kopecks,
  overdue: Kopecks,
  terminal: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

const nothing = z.strictObject({});
const both = { audience: 'both', needs: 'operator' } as const;
const desk = { audience: 'desk', needs: 'operator' } as const;

export const staff = {
  'staff.signInState': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    whileLocked: true,
    input: z.strictObject({ login: typed(64) }),
    output: z.strictObject({ lockedUntil: Instant.nullable(), picture: z.string().nullable() }),
  }),
  /** Begins a shift, where settings allow it without the fund too. Fails with staff.signInWrong, staff.away, staff.offlineUnknown, proof.locked, proof.pictureNeeded, proof.pictureWrong. */
  'staff.signIn': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    // at a desk it ends the visit somebody left open; one that is over meanwhile begins no shift
    outlivesVisit: true,
    // a colleague signs in over the locked screen, which ends the shift behind it
    whileLocked: true,
    input: z.strictObject({ login: typed(64), password: typed(200), picture: typed(12).optional() }),
    output: z.strictObject({ staff: StaffMember }),
  }),
  'staff.signOut': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    outlivesVisit: true,
    input: nothing,
    output: nothing,
  }),
  /** Who is on shift here, whether the screen is locked, a PIN opens it and the fund knows of the shift; in the demo also the accounts a newcomer may sign in with. */
  'staff.shift': method({
    audience: 'both',
    needs: 'nothing',
    auditorToo: true,
    outlivesVisit: true,
    whileLocked: true,
    input: nothing,
    output: z.strictObject({
      staff: StaffMember.nullable(),
      locked: z.boolean(),
      pin: z.boolean(),
      /** the shift began without the fund, and has not been taken up by it yet */
      offline: z.boolean(),
      /** an administrator has set the password, and knows it */
      mustChange: z.boolean(),
      demo: z.array(z.strictObject({ login: z.string(), password: z.string(), role: StaffRole })),
    }),
  }),
  /** Staff did something: the idle timer of the shift starts again. */
  'staff.touch': method({ audience: 'both', needs: 'staff', input: nothing, output: nothing }),

  /** Print jobs of this terminal, newest first. */
  'staff.jobs': method({ ...both, input: nothing, output: z.strictObject({ jobs: z.array(StaffJob) }) }),
  /** Fails with print.unknownJob, print.tooLate, print.noPrinter. */
  'staff.redirect': method({ ...both, input: z.strictObject({ job: Uuid, printer: typed(200) }), output: PrintJob }),

  /** Forms printed at any terminal that are not handled yet, the oldest first, or the one of a number as typed. Fails with staff.away. */
  'staff.applications': method({
    ...desk,
    shows: 'applications',
    input: z.strictObject({ offset: z.int().nonnegative().max(1_000_000).default(0), find: typed(20).default('') }),
    output: z.strictObject({ applications: z.array(StaffApplication), total: z.int().nonnegative() }),
  }),
  /** Fails with staff.applicationGone when a colleague handled it first, and with staff.away. */
  'staff.applicationHandled': method({ ...desk, input: z.strictObject({ number: Key }), output: nothing }),
  /**
   * Handles a form after a document was checked, and gives its account to the owner's login in the cabinet; an empty `login` gives it to
   * nobody. Fails with staff.applicationGone, staff.userUnknown, staff.lastFourMalformed, lookup.notFound (no account), staff.away.
   */
  'staff.acceptApplication': method({
    ...desk,
    input: z.strictObject({ number: Key, login: typed(64), document: DocumentKindShown, lastFour: typed(10) }),
    output: nothing,
  }),
  /**
   * Opens an account for the visit by a document the operator has seen. The audit log gets the reason, the document's kind and its last
   * four characters, and nothing else of it. Fails with staff.lastFourMalformed, lookup.notFound, visit.anotherOwner.
   */
  'staff.openByDocument': method({
    ...desk,
    input: z.strictObject({
      account: AccountId,
      reason: OpenReason,
      document: DocumentKindShown,
      lastFour: typed(10),
      sameVisitor: z.boolean().optional(),
    }),
    opens: true,
    output: z.strictObject({ account: AccountHeader }),
  }),

  /** Leaves the visit on the screen aside; it is kept ten minutes, for this shift. */
  'staff.parkVisit': method({ ...desk, input: nothing, output: nothing }),
  /** The oldest first. */
  'staff.parkedVisits': method({
    ...desk,
    shows: 'parkedVisits',
    input: nothing,
    output: z.strictObject({ visits: z.array(ParkedVisit) }),
  }),
  /** Goes on with a parked visit; the one on the screen is parked. Fails with visit.gone. */
  'staff.resumeVisit': method({
    ...desk,
    input: z.strictObject({ visit: Uuid }),
    output: z.strictObject({ accounts: z.array(AccountHeader) }),
  }),

  /** Only jobs begun in this shift. Fails with print.unknownJob. */
  'staff.job': method({ ...desk, input: z.strictObject({ job: Uuid }), output: PrintJob }),

  /**
   * The certificate of a check code, given out at any terminal. Fails with certificate.codeMalformed, certificate.codeUnknown, staff.away.
   */
  'staff.certificate': method({ ...desk, input: z.strictObject({ code: typed(40) }), output: Certificate }),
};
