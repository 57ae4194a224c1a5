// Staff: signing in for a shift, print jobs and locks of this terminal, and the work of the desk.
import { z } from 'zod';
import { Defect } from './defects.ts';
import { IdentityFault } from './identity-fault.ts';
import { AccountHit } from './lookup.ts';
import { DocumentKind } from './paper.ts';
import { method } from './method.ts';
import { AccountId, Day, HouseId, Instant, Key, Kopecks, Period, typed, Uuid } from './primitives.ts';
import { PrintJob, PrintState } from './print-job.ts';
import { Said } from './said.ts';
import { AccountHeader } from './statement.ts';
import { Freshness, TroubleKind } from './system.ts';

export const StaffRole = z.enum(['operator', 'admin']);
export const StaffMember = z.strictObject({ login: z.string(), name: z.string(), role: StaffRole });
export type StaffMember = z.infer<typeof StaffMember>;

/** Why a shift ended: the button, idleness, the window or (at a kiosk) the visit lost, another sign-in, rights revoked at the fund. */
export const ShiftEnd = z.enum(['button', 'idle', 'windowLost', 'replaced', 'rightsChanged']);
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

/** `account`: the proof of one account; `proof`, `signIn`, `letters`, `papers`: a terminal's count for all people; `user`, `staff`: one name. */
export const LockScope = z.enum(['account', 'proof', 'signIn', 'letters', 'papers', 'user', 'staff']);
export type LockScope = z.infer<typeof LockScope>;

export const StaffLock = z.strictObject({
  id: z.string(),
  scope: LockScope,
  /** the terminal where it stands; empty for this one */
  terminal: z.string(),
  /** of a name's lock; empty otherwise */
  login: z.string(),
  /** for an account's lock; null otherwise */
  account: z.strictObject({ account: AccountId, number: z.string(), address: z.string().nullable() }).nullable(),
  until: Instant,
});
export type StaffLock = z.infer<typeof StaffLock>;

/** One hour of one terminal that no queue explains: failed proofs and of how many accounts, failed sign-ins, locks, reading of the list. */
export const AttackSign = z.strictObject({
  terminal: z.string(),
  hour: Instant,
  failedProofs: z.int(),
  accounts: z.int(),
  failedSignIns: z.int(),
  locks: z.int(),
  manyLookups: z.int(),
});
export type AttackSign = z.infer<typeof AttackSign>;

/** One hour of a member of staff: accounts opened by document, and how many of them by the same four characters. */
export const OpeningSign = z.strictObject({ login: z.string(), hour: Instant, accounts: z.int(), sameTail: z.int() });
export type OpeningSign = z.infer<typeof OpeningSign>;

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

/** Why the accounts of a whole house are looked at, printed, or given their documents. */
export const houseReasons = ['visitor', 'meeting', 'letter', 'delivery', 'check'] as const;
export const HouseReason = z.enum(houseReasons);
export type HouseReason = z.infer<typeof HouseReason>;

export const HouseAccounts = z.strictObject({
  house: HouseId,
  /** null: could not be read */
  address: z.string().nullable(),
  /** Rows of premises or accounts could not be read: the house may have more accounts. */
  incomplete: z.boolean(),
  /** in the order of flats, without names */
  rows: z.array(
    z.strictObject({
      account: AccountId,
      premises: z.string(),
      number: z.string(),
      /** null before the first charge */
      balance: Kopecks.nullable(),
      /** the month of `balance`; null before the first charge */
      period: Period.nullable(),
      /** figures of a later month could not be read: what is owed is not known, and the other two are null */
      unread: z.boolean(),
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
  /** `stopped`: by hand or by an error; starting again resumes it */
  state: z.enum(['running', 'done', 'stopped']),
  /** 0..1 */
  progress: z.number().min(0).max(1),
  documents: z.int().nonnegative(),
  /** accounts with no document for the month */
  without: z.int().nonnegative(),
  /** numbers of accounts skipped because their sum, payer or payee could not be read: the first thousand */
  unread: z.array(z.string()),
  /** finished files, by name */
  files: z.array(z.string()),
  /** the error; empty without one */
  note: Said,
});
export type Batch = z.infer<typeof Batch>;

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

/** How the fund's data comes to this terminal. */
export const DataState = z.strictObject({
  freshness: Freshness,
  /** null while all is well */
  trouble: z
    .strictObject({
      kind: TroubleKind,
      since: Instant,
      /** as the program or the fund's server put it, for whoever mends it */
      reason: z.string(),
      /** for `notAccepted`: what is held back, until the fund mends it or an administrator accepts it */
      held: z
        .strictObject({
          id: Uuid,
          /** a whole new copy, or changes */
          what: z.enum(['copy', 'changes']),
          since: Instant,
          entities: z.array(
            z.strictObject({
              entity: z.string(),
              /** empty when the rows themselves are meant */
              column: z.string(),
              why: z.enum(['emptied', 'shrunk', 'setAside', 'doubtful']),
              /** rows on the best of the last days, or cells of the column that say something; null when nothing is shown yet */
              before: z.int().nonnegative().nullable(),
              now: z.int(),
              /** rows that cannot be read, or cells that said something and no longer do */
              aside: z.int().nonnegative(),
            }),
          ),
        })
        .nullable(),
    })
    .nullable(),
  /** what the fund finds wrong with who this terminal is: it refuses what the terminal writes, or two machines write as one */
  identity: IdentityFault.nullable(),
});
export type DataState = z.infer<typeof DataState>;

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
    // at a desk it ends the visit somebody left open; one that is over meanwhile begins no shift
    outlivesVisit: true,
    input: z.strictObject({ login: typed(64), password: typed(200), picture: typed(12).optional() }),
    output: z.strictObject({ staff: StaffMember }),
  }),
  'staff.signOut': method({ audience: 'both', needs: 'nothing', outlivesVisit: true, input: nothing, output: nothing }),
  /** Who is on shift here; in the demo also the accounts a newcomer may sign in with. */
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
  /** Staff did something: the idle timer of the shift starts again. */
  'staff.touch': method({ ...both, input: nothing, output: nothing }),

  /** Print jobs of this terminal, newest first. */
  'staff.jobs': method({ ...both, input: nothing, output: z.strictObject({ jobs: z.array(StaffJob) }) }),
  /** Fails with print.unknownJob, print.tooLate, print.noPrinter. */
  'staff.redirect': method({ ...both, input: z.strictObject({ job: Uuid, printer: typed(200) }), output: PrintJob }),

  /** Locks of every terminal; of this one alone while the fund is `away`. */
  'staff.locks': method({
    ...both,
    shows: 'locks',
    input: nothing,
    output: z.strictObject({ locks: z.array(StaffLock), away: z.boolean() }),
  }),
  /**
   * Lifting a lock that is gone is no failure, and leaves no line in the audit log. Another terminal hears of it within half a minute. Fails
   * with staff.away.
   */
  'staff.liftLock': method({ ...both, input: z.strictObject({ id: typed(300) }), output: nothing }),

  /** What looks like guessing, at any terminal, in the last week; to an administrator also who opened more accounts than people came. Fails with staff.away. */
  'staff.signs': method({
    ...both,
    input: nothing,
    output: z.strictObject({ attacks: z.array(AttackSign), openings: z.array(OpeningSign) }),
  }),

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

  /** Fails with lookup.addressNotFound. */
  'staff.house': method({
    ...desk,
    input: z.strictObject({ house: HouseId, reason: HouseReason }),
    output: HouseAccounts,
  }),
  /** Idempotent by `job`. Fails with lookup.addressNotFound, print.noPrinter. */
  'staff.printHouse': method({
    ...desk,
    input: z.strictObject({ house: HouseId, reason: HouseReason, job: Uuid }),
    output: PrintJob,
  }),
  /** Only jobs begun in this shift. Fails with print.unknownJob. */
  'staff.job': method({ ...desk, input: z.strictObject({ job: Uuid }), output: PrintJob }),

  /**
   * The certificate of a check code, given out at any terminal. Fails with certificate.codeMalformed, certificate.codeUnknown, staff.away.
   */
  'staff.certificate': method({ ...desk, input: z.strictObject({ code: typed(40) }), output: Certificate }),

  /** The last batch, and the folder for its files. */
  'staff.batch': method({
    ...desk,
    input: nothing,
    output: z.strictObject({ batch: Batch.nullable(), folder: z.string(), today: Day }),
  }),
  /**
   * Makes the payment documents of a house for a month. Starting again resumes a stopped batch. Fails with staff.batchRunning,
   * lookup.addressNotFound, print.noPrinter.
   */
  'staff.startBatch': method({
    ...desk,
    input: z.strictObject({
      house: HouseId,
      reason: HouseReason,
      period: Period,
      to: z.enum(['folder', 'printer']),
    }),
    output: Batch,
  }),
  /** The same of the whole region, into the folder alone. Fails with staff.batchRunning. */
  'staff.startRegionBatch': method({
    audience: 'desk',
    needs: 'admin',
    input: z.strictObject({ period: Period }),
    output: Batch,
  }),
  /** Stops the batch; finished files stay. */
  'staff.stopBatch': method({ ...desk, input: nothing, output: nothing }),

  'staff.data': method({ ...both, input: nothing, output: DataState }),
  /**
   * Accepts what is held under this id and nothing that came later, for every terminal of the fund that holds the same. Fails with staff.heldChanged when something else or nothing is
   * held by now.
   */
  'staff.acceptData': method({
    audience: 'both',
    needs: 'admin',
    input: z.strictObject({ held: Uuid }),
    output: nothing,
  }),

  /** What is wrong with the fund's data, the gravest first; `unlisted`: more of a kind than a list has room for. */
  'staff.defects': method({
    ...desk,
    input: z.strictObject({ offset: z.int().nonnegative().max(1_000_000) }),
    output: z.strictObject({
      rows: z.array(Defect),
      total: z.int().nonnegative(),
      unlisted: z.int().nonnegative(),
    }),
  }),
  /** Writes the whole list into the folder of documents, as a table for a spreadsheet. Fails with staff.notWritten. */
  'staff.saveDefects': method({
    ...desk,
    input: nothing,
    output: z.strictObject({ folder: z.string(), file: z.string() }),
  }),
};
