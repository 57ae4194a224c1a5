// What the staff watch over: locks and signs of an attack, the state of the fund's data, and what of it could not be read.
import { z } from 'zod';
import { Defect } from './defects.ts';
import { IdentityFault } from './identity-fault.ts';
import { method } from './method.ts';
import { AccountId, Instant, typed, Uuid } from './primitives.ts';
import { Freshness, TroubleKind } from './system.ts';

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
  /** the copy is compared with the fund, row by row, because somebody asked */
  comparing: z.boolean(),
  /** the last comparison somebody asked for since the program started */
  compared: z
    .strictObject({
      at: Instant,
      /** rows that were compared; none when there was no fund or no copy to compare */
      rows: z.int().nonnegative(),
      /** rows that differed though no change told of it, and were fetched again */
      mended: z.int().nonnegative(),
      /** rows or parts that still differ or could not be compared */
      left: z.int().nonnegative(),
    })
    .nullable(),
  /** what was saved and lost when the outbox could not be read whole, until somebody says that they have seen it */
  outbox: z
    .strictObject({
      at: Instant,
      why: z.enum(['damaged', 'gone', 'older']),
      /** the old file in the data folder; null when there was none */
      file: z.string().nullable(),
      /** lines saved, which wait for the fund or were sent since */
      waiting: z.int().nonnegative(),
      /** of what not all could be read */
      unread: z.array(z.enum(['lines', 'locks', 'payments', 'jobs'])),
    })
    .nullable(),
});
export type DataState = z.infer<typeof DataState>;

const nothing = z.strictObject({});
const both = { audience: 'both', needs: 'operator' } as const;
const desk = { audience: 'desk', needs: 'operator' } as const;

export const staffChecks = {
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
  'staff.data': method({ ...both, input: nothing, output: DataState }),
  /** Begins to compare the whole copy with the fund, minutes of work for a large region; staff.data tells how it ends. Begun already: no second one. */
  'staff.compareData': method({ ...both, input: nothing, output: nothing }),
  /** Somebody has seen that the outbox could not be read whole: `at` names which time. Nothing happens when that is not told any more. */
  'staff.outboxSeen': method({ ...both, input: z.strictObject({ at: typed(40) }), output: nothing }),
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
