// A whole house, and the region, for the staff: the list of its accounts, its paper, and documents made by hundreds.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, Day, HouseId, Kopecks, Period, Uuid } from './primitives.ts';
import { PrintJob } from './print-job.ts';
import { Said } from './said.ts';

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

const nothing = z.strictObject({});
const desk = { audience: 'desk', needs: 'operator' } as const;

export const staffHouses = {
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
};
