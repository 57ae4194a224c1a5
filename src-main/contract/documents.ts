// Payment documents: which months have one, the document on the screen, printing it and following the job.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, Period, typed, Uuid } from './primitives.ts';
import { PaperFormat } from './paper.ts';
import { PaymentDocument } from './payment-document.ts';
import { PrintJob } from './print-job.ts';

export * from './print-job.ts';

/** `large`: in large print. */
const accountPeriod = z.strictObject({ account: AccountId, period: Period, large: z.boolean().optional() });

export const documents = {
  /** Months that have a payment document, newest first. Fails with document.sumUnread when none of them could be read. */
  'documents.periods': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({ periods: z.array(Period) }),
  }),
  /** Fails with document.noPeriod, document.sumUnread, document.payerUnread, document.payeeUnread. */
  'documents.preview': method({
    audience: 'both',
    needs: 'account',
    shows: 'document',
    input: accountPeriod,
    output: z.strictObject({
      document: PaymentDocument,
      /** The very pages this terminal's printer would print; `png` is base64, the sizes are in its dots. */
      pages: z.array(z.strictObject({ png: z.base64(), width: z.int().positive(), height: z.int().positive() })),
      /** the paper they come out on */
      paper: PaperFormat,
      /** this terminal can print it in large print too */
      largeOffered: z.boolean(),
    }),
  }),
  /** Idempotent by `job`: the same key prints only once. Fails as the preview does, and with print.noPrinter. */
  'documents.print': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: accountPeriod.extend({ job: Uuid }),
    output: PrintJob,
  }),
  /**
   * Prints a certificate of debt, numbered, with today's balance. Idempotent by `job`. Fails with certificate.unknown and
   * certificate.pending (today's balance is not known, or a payment is on its way), print.noPrinter.
   */
  'documents.certificate': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({ account: AccountId, job: Uuid }),
    output: PrintJob,
  }),
  /**
   * Staff at the desk send the visitor's waiting document to another printer, given by name. Fails with print.unknownJob, print.noPrinter,
   * and print.tooLate when the first printer already has it.
   */
  'documents.redirect': method({
    audience: 'desk',
    needs: 'operator',
    input: z.strictObject({ job: Uuid, printer: typed(200) }),
    output: PrintJob,
  }),
  /** Only jobs of this visit. Fails with print.unknownJob. */
  'documents.job': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ job: Uuid }),
    output: PrintJob,
  }),
};
