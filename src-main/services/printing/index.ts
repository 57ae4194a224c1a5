// The spool: queued -> sent -> done | failed. One job a printer at a time, in order, once a key, and each job belongs to one visit.
import { fail, ok, said, type PrintJob, type PrintState, type Result, type Said } from '#contract';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Paper } from '../../ports/paper.ts';
import type { Printers } from '../../ports/printer.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import type { Documents } from '../documents/index.ts';
import { isOver, seenJob, type Job, type Printout } from './job.ts';
import { notes, printWords } from './notes.ts';
import { createQueues } from './queues.ts';

export type { Printout } from './job.ts';

export interface Printing {
  /** Idempotent by `job`. Fails with document.noPeriod, print.noPrinter, and print.unknownJob for a key another visit used. */
  print(visit: string, account: number, period: string, job: string): Promise<Result<PrintJob>>;
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
  onChange(listener: (change: { job: PrintJob; visit: string }) => void): () => void;
  /** Takes back what is queued; what the printer already has comes out, and nobody is told. */
  visitEnded(visit: string): void;
  /** At start: jobs a crash left behind are closed, never printed, for whoever wanted them is gone. */
  recover(): Promise<void>;
  /** Resolves when nothing is queued or printing. */
  idle(): Promise<void>;
}

export interface PrintingDeps {
  store: TerminalStore;
  printers: Printers;
  paper: Pick<Paper, 'pdf' | 'escpos' | 'posRows'>;
  documents: Pick<Documents, 'paymentDocument'>;
  audit: Audit;
  clock: Pick<Clock, 'now' | 'after' | 'monotonic'>;
  log: Log;
}

const words = printWords('Платёжный документ', said('Квитанция', 'The payment document'));

/** What stays of a request when its job is over: nothing of whose it was. */
const kindAlone = ({ kind }: { kind: string }): string => JSON.stringify({ kind });

export function createPrinting({ store, printers, paper, documents, audit, clock, log }: PrintingDeps): Printing {
  const jobs = new Map<string, Job>();
  const starting = new Map<string, Promise<Result<PrintJob>>>();
  const listeners = new Set<(change: { job: PrintJob; visit: string }) => void>();

  const others = (job: Job) =>
    printers.all(job.what.request.kind).filter(printer => printer !== job.printer && !isOver(job));
  const seen = (job: Job): PrintJob => seenJob(job, others(job));

  async function move(job: Job, state: PrintState, note: Said, trouble = false): Promise<void> {
    Object.assign(job, { state, note, trouble });
    const over = isOver(job);
    if (over) job.page = job.model = null;
    const printer = job.printer.name;
    await store.setJob(job.id, {
      state,
      note,
      printer,
      updatedAt: clock.now(),
      ...(over && { request: kindAlone(job.what.request) }),
    });
    log.info('print job', { job: job.id, state });
    if (job.cancelled && isOver(job)) jobs.delete(job.id);
    if (!job.cancelled) for (const listener of listeners) listener({ job: seen(job), visit: job.visit });
  }

  const queues = createQueues({ paper, store, audit, clock, log, move });

  async function start(job: Job): Promise<Result<PrintJob>> {
    const found = await job.what.model();
    if (!found.ok) {
      jobs.delete(job.id);
      return found;
    }
    job.model = found.value;
    job.page = { bytes: await queues.render(found.value, job.printer), to: job.printer };
    const at = clock.now();
    const request = JSON.stringify({ ...job.what.request, account: job.what.account });
    const { added } = await store.addJob({
      id: job.id,
      printer: job.printer.name,
      state: 'queued',
      request,
      note: job.note,
      createdAt: at,
      updatedAt: at,
    });
    if (!added) {
      jobs.delete(job.id);
      return fail('print.unknownJob');
    }
    queues.add(job);
    return ok(seen(job));
  }

  async function printout(visit: string, id: string, what: Printout): Promise<Result<PrintJob>> {
    const known = jobs.get(id);
    if (known) {
      if (known.visit !== visit) return fail('print.unknownJob');
      return (await starting.get(id)) ?? ok(seen(known));
    }
    const printer = printers.for(what.request.kind);
    if (!printer) return fail('print.noPrinter');
    const job: Job = {
      id,
      visit,
      what,
      printer,
      state: 'queued',
      note: what.words.queued,
      trouble: false,
      model: null,
      page: null,
      cancelled: false,
      attempt: null,
    };
    jobs.set(id, job);
    const started = start(job);
    starting.set(id, started);
    try {
      return await started;
    } catch (error) {
      jobs.delete(id);
      throw error;
    } finally {
      starting.delete(id);
    }
  }

  const paymentDocument = (account: number, period: string): Printout => ({
    account,
    request: { kind: 'paymentDocument', period },
    async model() {
      const found = await documents.paymentDocument(account, period);
      return found.ok ? ok({ kind: 'paymentDocument', document: found.value }) : found;
    },
    audit: { action: 'document.printed', details: { period } },
    words,
  });

  return {
    print: (visit, account, period, id) => printout(visit, id, paymentDocument(account, period)),
    printout,
    async job(visit, id) {
      const job = jobs.get(id);
      return job?.visit === visit ? ok(seen(job)) : fail('print.unknownJob');
    },
    async redirect(visit, id, name) {
      const job = jobs.get(id);
      if (job?.visit !== visit) return fail('print.unknownJob');
      const to = printers.all(job.what.request.kind).find(printer => printer.name === name);
      if (!to) return fail('print.noPrinter');
      await starting.get(id);
      const moved = await queues.redirect(job, to);
      return moved.ok ? ok(seen(job)) : moved;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    visitEnded(visit) {
      for (const job of jobs.values()) {
        if (job.visit !== visit) continue;
        job.cancelled = true;
        if (isOver(job)) jobs.delete(job.id);
      }
    },
    async recover() {
      for (const job of await store.openJobs()) {
        const note = job.state === 'queued' ? notes.restarted : notes.restartedAfterSent;
        const request = kindAlone(JSON.parse(job.request) as Printout['request']);
        await store.setJob(job.id, { state: 'failed', note, request, updatedAt: clock.now() });
        log.warn('print job closed after a restart', { job: job.id, state: job.state });
      }
    },
    idle: () => queues.idle(),
  };
}
