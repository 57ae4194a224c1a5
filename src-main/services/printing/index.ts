// Printing: payment documents, and any other printout, through the spool.
import { ok, said, type PrintJob, type Result, type Who } from '#contract';
import type { Documents } from '../documents/index.ts';
import type { Printout } from './job.ts';
import { printWords } from './notes.ts';
import { Spool, type JobChange, type SpoolDeps } from './spool.ts';

export type { Printout } from './job.ts';

/** In ordinary and in large print. */
type PaymentDocumentKind = 'paymentDocument' | 'largeDocument';

export interface Printing {
  /** Idempotent by `job`. Fails with document.noPeriod, print.noPrinter, and print.unknownJob for a key another visit used. */
  print(
    visit: string,
    who: Who,
    account: number,
    period: string,
    job: string,
    kind?: PaymentDocumentKind,
  ): Promise<Result<PrintJob>>;
  /** Any other document. Idempotent by `job`; fails with what its model fails with, print.noPrinter and print.unknownJob. */
  printout(visit: string, job: string, what: Printout): Promise<Result<PrintJob>>;
  /** Fails with print.unknownJob for a job of another visit. */
  job(visit: string, job: string): Promise<Result<PrintJob>>;
  /**
   * Sends a job nothing of which has gone out to another printer of that name. Fails with print.unknownJob for a job of another visit,
   * print.noPrinter, and print.tooLate once its printer has it: it is never printed twice.
   */
  redirect(visit: string, job: string, printer: string): Promise<Result<PrintJob>>;
  /** Told of every step of a job whose visit is not over. */
  onChange(listener: (change: JobChange) => void): () => void;
  /** Takes back what is queued; what the printer already has comes out, and nobody is told. */
  visitEnded(visit: string): void;
  /** At start: jobs a crash left behind are closed and never printed, for their visitor has gone. */
  recover(): Promise<void>;
  /** Resolves when nothing is queued or printing. */
  idle(): Promise<void>;
}

export interface PrintingDeps extends SpoolDeps {
  documents: Pick<Documents, 'paymentDocument'>;
}

const words = printWords('Платёжный документ', said('Квитанция', 'The payment document'));

export function createPrinting({ documents, ...deps }: PrintingDeps): Printing {
  const spool = new Spool(deps);

  const paymentDocument = (who: Who, account: number, period: string, kind: PaymentDocumentKind): Printout => ({
    account,
    request: { kind, period },
    async model() {
      const found = await documents.paymentDocument(account, period);
      return found.ok ? ok({ kind, document: found.value }) : found;
    },
    audit: { action: 'document.printed', details: { period } },
    who,
    words,
  });

  return {
    print: (visit, who, account, period, id, kind = 'paymentDocument') =>
      spool.printout(visit, id, paymentDocument(who, account, period, kind)),
    printout: (visit, id, what) => spool.printout(visit, id, what),
    job: async (visit, id) => spool.job(visit, id),
    redirect: (visit, id, name) => spool.redirect(visit, id, name),
    onChange: listener => spool.onChange(listener),
    visitEnded: visit => spool.visitEnded(visit),
    recover: () => spool.recover(),
    idle: () => spool.idle(),
  };
}
