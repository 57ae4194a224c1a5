// Staff: signing in for a shift, print jobs and locks of this terminal, and the work of the desk.
import { z } from 'zod';
import { DocumentKind } from './paper.ts';
import { method } from './method.ts';
import { AccountId, Day, HouseId, Instant, Key, Kopecks, Period, typed, Uuid } from './primitives.ts';
import { PrintJob, PrintState } from './print-job.ts';
import { Said } from './said.ts';
import { AccountHeader } from './statement.ts';

export const StaffRole = z.enum(['operator', 'admin']);
export const StaffMember = z.strictObject({ login: z.string(), name: z.string(), role: StaffRole });
export type StaffMember = z.infer<typeof StaffMember>;

/** Why a shift ended: the button, quiet, the window or (at a kiosk) the visit lost, another sign-in, rights taken back at the fund. */
export const ShiftEnd = z.enum(['button', 'idle', 'windowLost', 'replaced', 'rightsChanged']);
export type ShiftEnd = z.infer<typeof ShiftEnd>;

/** No personal data is in it: what is printed is named by its kind alone. */
export const StaffJob = z.strictObject({
  job: Uuid,
  /** null when its record does not tell */
  kind: DocumentKind.nullable(),
  printer: z.string(),
  /** names of the other printers here that could take it; none once it was sent */
  others: z.array(z.string()),
  state: PrintState,
  note: Said,
  at: Instant,
});
export type StaffJob = z.infer<typeof StaffJob>;

/** `account`: its proof; `proof`, `signIn`, `staff`: this terminal's own count for everybody who tries here. */
export const LockScope = z.enum(['account', 'proof', 'signIn', 'staff']);
export type LockScope = z.infer<typeof LockScope>;

export const StaffLock = z.strictObject({
  scope: LockScope,
  /** of an account's lock; null otherwise */
  account: z.strictObject({ account: AccountId, number: z.string(), address: z.string() }).nullable(),
  until: Instant,
});
export type StaffLock = z.infer<typeof StaffLock>;

export const StaffApplication = z.strictObject({
  number: Key,
  /** as printed: «З-000042» */
  shown: z.string(),
  account: AccountId,
  /** empty where this terminal's copy does not have the account */
  accountNumber: z.string(),
  address: z.string(),
  terminal: z.string(),
  madeAt: Instant,
});
export type StaffApplication = z.infer<typeof StaffApplication>;

/** What an owner may show at the desk. */
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

/** Why an account is opened without its last payment. */
export const openReasons = ['noPayments', 'noPapers', 'byApplication', 'cannotUseScreen'] as const;
export const OpenReason = z.enum(openReasons);
export type OpenReason = z.infer<typeof OpenReason>;

export const HouseAccounts = z.strictObject({
  house: HouseId,
  address: z.string(),
  /** in the order of the flats; no names */
  rows: z.array(
    z.strictObject({
      account: AccountId,
      premises: z.string(),
      number: z.string(),
      /** null before the first charge */
      balance: Kopecks.nullable(),
      period: Period.nullable(),
    }),
  ),
});
export type HouseAccounts = z.infer<typeof HouseAccounts>;

export const Batch = z.strictObject({
  /** null: the whole region */
  house: HouseId.nullable(),
  /** the house's address, or empty for the region */
  title: z.string(),
  period: Period,
  to: z.enum(['folder', 'printer']),
  /** `stopped`: by hand or by a trouble; started again it goes on after what is done */
  state: z.enum(['running', 'done', 'stopped']),
  /** 0..1 */
  progress: z.number().min(0).max(1),
  documents: z.int().nonnegative(),
  /** accounts with no document for the month */
  without: z.int().nonnegative(),
  /** finished files, by name */
  files: z.array(z.string()),
  /** what went wrong; empty when nothing did */
  note: Said,
});
export type Batch = z.infer<typeof Batch>;

export const Defect = z.strictObject({
  /** `row`: it could not be read and was set aside; `figures`: a month's figures do not add up and are shown as the fund gave them */
  kind: z.enum(['row', 'figures']),
  /** which of the exchange's tables, and the row's key there */
  entity: z.string(),
  key: z.string(),
  accountNumber: z.string(),
  /** of `row`: what does not hold; empty for `figures` */
  reason: z.string(),
  /** of `figures`: kopecks, as the fund gave it and as the other figures make it */
  closing: Kopecks.nullable(),
  expected: Kopecks.nullable(),
  /** of `row`: when it was seen */
  seenAt: Instant.nullable(),
});
export type Defect = z.infer<typeof Defect>;

const nothing = z.strictObject({});
const both = { audience: 'both', needs: 'operator' } as const;
const desk = { audience: 'desk', needs: 'operator' } as const;

export const staff = {
  'staff.signInState': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ login: typed(64) }),
    output: z.strictObject({ lockedUntil: Instant.nullable(), picture: z.string().nullable() }),
  }),
  /** Begins a shift. Fails with staff.signInWrong, staff.away, proof.locked, proof.pictureNeeded, proof.pictureWrong. */
  'staff.signIn': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ login: typed(64), password: typed(200), picture: typed(12).optional() }),
    output: z.strictObject({ staff: StaffMember }),
  }),
  'staff.signOut': method({ audience: 'both', needs: 'nothing', outlivesVisit: true, input: nothing, output: nothing }),
  /** Who is on shift here; in the demo also whom a newcomer may sign in as. */
  'staff.shift': method({
    audience: 'both',
    needs: 'nothing',
    outlivesVisit: true,
    input: nothing,
    output: z.strictObject({
      staff: StaffMember.nullable(),
      demo: z.array(z.strictObject({ login: z.string(), password: z.string(), role: StaffRole })),
    }),
  }),
  /** They did something: the quiet of the shift is counted anew. */
  'staff.touch': method({ ...both, input: nothing, output: nothing }),

  /** Print jobs of this terminal, newest first. */
  'staff.jobs': method({ ...both, input: nothing, output: z.strictObject({ jobs: z.array(StaffJob) }) }),
  /** Fails with print.unknownJob, print.tooLate, print.noPrinter. */
  'staff.redirect': method({ ...both, input: z.strictObject({ job: Uuid, printer: typed(200) }), output: PrintJob }),

  /** Locks of this terminal: they stand where the failures were made, so a kiosk's are lifted at the kiosk. */
  'staff.locks': method({ ...both, input: nothing, output: z.strictObject({ locks: z.array(StaffLock) }) }),
  /** `account` is given for its scope alone. What is not locked any more is no failure. */
  'staff.liftLock': method({
    ...both,
    input: z.strictObject({ scope: LockScope, account: AccountId.optional() }),
    output: nothing,
  }),

  /** Forms printed at any terminal and not handled yet, newest first. Fails with staff.away. */
  'staff.applications': method({
    ...desk,
    input: nothing,
    output: z.strictObject({ applications: z.array(StaffApplication) }),
  }),
  /** Fails with staff.applicationGone when a colleague was faster, and staff.away. */
  'staff.applicationHandled': method({ ...desk, input: z.strictObject({ number: Key }), output: nothing }),
  /**
   * Opens an account for the visit by a document the operator has looked at; the audit log gets the reason, the document's kind and its last
   * four characters, and nothing else of it. Fails with staff.lastFourMalformed, lookup.notFound.
   */
  'staff.openByDocument': method({
    ...desk,
    input: z.strictObject({
      account: AccountId,
      reason: OpenReason,
      document: DocumentKindShown,
      lastFour: typed(10),
    }),
    output: z.strictObject({ account: AccountHeader }),
  }),

  /** Fails with lookup.addressNotFound. */
  'staff.house': method({ ...desk, input: z.strictObject({ house: HouseId }), output: HouseAccounts }),
  /** Idempotent by `job`. Fails with lookup.addressNotFound, print.noPrinter. */
  'staff.printHouse': method({ ...desk, input: z.strictObject({ house: HouseId, job: Uuid }), output: PrintJob }),
  /** Of jobs begun in this shift. Fails with print.unknownJob. */
  'staff.job': method({ ...desk, input: z.strictObject({ job: Uuid }), output: PrintJob }),

  /** The last batch, and the folder files go to. */
  'staff.batch': method({
    ...desk,
    input: nothing,
    output: z.strictObject({ batch: Batch.nullable(), folder: z.string(), today: Day }),
  }),
  /**
   * Payment documents of a house, or with null of the region, for a month. The region goes to the folder only and needs the administrator.
   * Begun again after a stop it goes on. Fails with staff.batchRunning, staff.adminNeeded, lookup.addressNotFound, print.noPrinter.
   */
  'staff.startBatch': method({
    ...desk,
    input: z.strictObject({ house: HouseId.nullable(), period: Period, to: z.enum(['folder', 'printer']) }),
    output: Batch,
  }),
  /** What is finished stays. */
  'staff.stopBatch': method({ ...desk, input: nothing, output: nothing }),

  /** Rows of the fund that do not hold. */
  'staff.defects': method({
    ...desk,
    input: z.strictObject({ offset: z.int().nonnegative().max(1_000_000) }),
    output: z.strictObject({ rows: z.array(Defect), total: z.int().nonnegative() }),
  }),
};
