// The spool: queued -> sent -> done | failed. One job at a time, in order, once a key, and each job belongs to one visit.
import { fail, ok, type PrintJob, type PrintState, type Result } from '../../contract/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { DocumentModel, Paper } from '../../ports/paper.ts';
import type { Printer } from '../../ports/printer.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit, AuditAction } from '../audit/index.ts';
import type { Documents } from '../documents/index.ts';
import { notes, type PrintWords } from './notes.ts';

/** Something to print, and what the spool, the auditor and the screen are told of it. */
export interface Printout {
  /** null: it is about no account */
  account: number | null;
  /** kept until the job is over, so that staff see what was lost */
  request: Record<string, string | number>;
  model(): Promise<Result<DocumentModel>>;
  audit: { action: AuditAction; details: Record<string, string | number> };
  words: PrintWords;
}

export interface Printing {
  /** Idempotent by `job`. Fails with document.noPeriod, print.noPrinter, and print.unknownJob for a key another visit used. */
  print(visit: string, account: number, period: string, job: string): Promise<Result<PrintJob>>;
  /** Any other document. Idempotent by `job`; fails with what its model fails with, print.noPrinter and print.unknownJob. */
  printout(visit: string, job: string, what: Printout): Promise<Result<PrintJob>>;
  /** Fails with print.unknownJob for a job of another visit. */
  job(visit: string, job: string): Promise<Result<PrintJob>>;
  /** Told of every step of a job whose visit is not over. */
  onChange(listener: (job: PrintJob, visit: string) => void): () => void;
  /** Takes back what is queued; what the printer already has comes out, and nobody is told. */
  visitEnded(visit: string): void;
  /** At start: jobs a crash left behind are closed, never printed, for whoever wanted them is gone. */
  recover(): Promise<void>;
  /** Resolves when nothing is queued or printing. */
  idle(): Promise<void>;
}

export interface PrintingDeps {
  store: TerminalStore;
  /** null: this terminal has none */
  printer: Printer | null;
  paper: Pick<Paper, 'a4'>;
  documents: Pick<Documents, 'paymentDocument'>;
  audit: Audit;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/** A job in memory. Its page is only here, never on disk, and is let go as soon as the printer is done with it. */
interface Job {
  id: string;
  visit: string;
  what: Printout;
  state: PrintState;
  note: string;
  page: Uint8Array | null;
  cancelled: boolean;
}

export function createPrinting({ store, printer, paper, documents, audit, clock, log }: PrintingDeps): Printing {
  const jobs = new Map<string, Job>();
  const starting = new Map<string, Promise<Result<PrintJob>>>();
  const listeners = new Set<(job: PrintJob, visit: string) => void>();
  let queue: Promise<void> = Promise.resolve();

  const seen = ({ id, state, note }: Job): PrintJob => ({ job: id, state, note });
  const isOver = (job: Job) => job.state === 'done' || job.state === 'failed';

  async function move(job: Job, state: PrintState, note: string): Promise<void> {
    const over = state === 'done' || state === 'failed';
    job.state = state;
    job.note = note;
    if (over) job.page = null;
    await store.setJob(job.id, { state, note, updatedAt: clock.now(), ...(over && { request: '' }) });
    log.info('print job', { job: job.id, state });
    if (job.cancelled && isOver(job)) jobs.delete(job.id);
    if (!job.cancelled) for (const listener of listeners) listener(seen(job), job.visit);
  }

  async function run(job: Job, to: Printer): Promise<void> {
    if (job.cancelled || !job.page) return move(job, 'failed', notes.visitOver);
    const { account, words, audit: event } = job.what;
    const outcome = await to.print({ title: words.title, format: 'pdf', bytes: job.page }, async () => {
      await audit.record(event.action, account, event.details);
      await move(job, 'sent', words.sent);
    });
    await (outcome.ok ? move(job, 'done', outcome.where) : move(job, 'failed', outcome.reason));
  }

  /** A bug in a printer's adapter, or a store that cannot write, must not stop the jobs behind it. */
  async function runSafely(job: Job, to: Printer): Promise<void> {
    try {
      await run(job, to);
    } catch (error) {
      log.error('printing failed', error, { job: job.id });
      await move(job, 'failed', notes.failed).catch(reason => log.error('print job not stored', reason));
    }
  }

  async function start(job: Job, to: Printer): Promise<Result<PrintJob>> {
    const found = await job.what.model();
    if (!found.ok) {
      jobs.delete(job.id);
      return found;
    }
    job.page = await paper.a4(found.value);
    const at = clock.now();
    const request = JSON.stringify({ ...job.what.request, account: job.what.account });
    const { added } = await store.addJob({
      id: job.id,
      printer: to.name,
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
    queue = queue.then(() => runSafely(job, to));
    return ok(seen(job));
  }

  async function printout(visit: string, id: string, what: Printout): Promise<Result<PrintJob>> {
    const known = jobs.get(id);
    if (known) {
      if (known.visit !== visit) return fail('print.unknownJob');
      return (await starting.get(id)) ?? ok(seen(known));
    }
    if (!printer) return fail('print.noPrinter');
    const job: Job = { id, visit, what, state: 'queued', note: what.words.queued, page: null, cancelled: false };
    jobs.set(id, job);
    const started = start(job, printer);
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
    words: notes,
  });

  return {
    print: (visit, account, period, id) => printout(visit, id, paymentDocument(account, period)),
    printout,
    async job(visit, id) {
      const job = jobs.get(id);
      return job?.visit === visit ? ok(seen(job)) : fail('print.unknownJob');
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
        await store.setJob(job.id, { state: 'failed', note, request: '', updatedAt: clock.now() });
        log.warn('print job closed after a restart', { job: job.id, state: job.state });
      }
    },
    idle: () => queue,
  };
}
