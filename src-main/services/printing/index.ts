// The spool: queued -> sent -> done | failed. One job a printer at a time, in order, once a key, and each job belongs to one visit.
import { fail, ok, type PrintJob, type PrintState, type Result } from '../../contract/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { DocumentKind, DocumentModel, Paper } from '../../ports/paper.ts';
import type { Printer, Printers, PrintOutcome } from '../../ports/printer.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit, AuditAction } from '../audit/index.ts';
import type { Documents } from '../documents/index.ts';
import { createCopies } from './copies.ts';
import { notes, type PrintWords } from './notes.ts';

/** Something to print, and what the spool, the auditor and the screen are told of it. */
export interface Printout {
  /** null: it is about no account */
  account: number | null;
  /** kept until the job is over, so that staff see what was lost; its kind chooses the printer */
  request: { kind: DocumentKind } & Record<string, string | number>;
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
  printers: Printers;
  paper: Pick<Paper, 'pdf' | 'escpos' | 'posRows'>;
  documents: Pick<Documents, 'paymentDocument'>;
  audit: Audit;
  clock: Pick<Clock, 'now' | 'after' | 'monotonic'>;
  log: Log;
}

/** A job a printer could not begin waits for it: somebody puts paper in while the visitor stands there. Milliseconds. */
const trouble = { againMs: 3000, limitMs: 60_000 };

/** A job in memory. Its page is only here, never on disk, and is let go as soon as the printer is done with it. */
interface Job {
  id: string;
  visit: string;
  what: Printout;
  state: PrintState;
  note: string;
  model: DocumentModel | null;
  page: Uint8Array | null;
  cancelled: boolean;
}

export function createPrinting({ store, printers, paper, documents, audit, clock, log }: PrintingDeps): Printing {
  const jobs = new Map<string, Job>();
  const starting = new Map<string, Promise<Result<PrintJob>>>();
  const listeners = new Set<(job: PrintJob, visit: string) => void>();
  const queues = new Map<Printer, Promise<void>>();
  const copies = createCopies();

  const seen = ({ id, state, note }: Job): PrintJob => ({ job: id, state, note });
  const isOver = (job: Job) => job.state === 'done' || job.state === 'failed';

  async function move(job: Job, state: PrintState, note: string): Promise<void> {
    const over = state === 'done' || state === 'failed';
    job.state = state;
    job.note = note;
    if (over) job.page = job.model = null;
    await store.setJob(job.id, { state, note, updatedAt: clock.now(), ...(over && { request: '' }) });
    log.info('print job', { job: job.id, state });
    if (job.cancelled && isOver(job)) jobs.delete(job.id);
    if (!job.cancelled) for (const listener of listeners) listener(seen(job), job.visit);
  }

  function render(model: DocumentModel, to: Printer): Promise<Uint8Array> {
    const { accepts, format = 'a4', profile = '' } = to;
    if (accepts === 'escpos') return paper.escpos(model, profile);
    return accepts === 'rows' ? paper.posRows(model, format === '58mm' ? '58mm' : '80mm') : paper.pdf(model, format);
  }

  /** The page as it is to come out now: the same document may have come out while this one waited. */
  async function pageOf(job: Job, to: Printer): Promise<Uint8Array | null> {
    if (!job.model || !job.page) return null;
    const marked = copies.marked(job.model);
    if (marked.copy) job.page = await render(marked, to);
    return job.page;
  }

  async function handOver(job: Job, to: Printer, bytes: Uint8Array): Promise<PrintOutcome> {
    const { account, words, audit: event } = job.what;
    return to.print({ title: words.title, format: to.accepts, bytes }, async () => {
      await audit.record(event.action, account, event.details);
      if (job.model) copies.sent(job.model);
      await move(job, 'sent', words.sent);
    });
  }

  /** A job nothing of which has gone out is tried until the limit; its trouble is on the screen meanwhile. */
  async function run(job: Job, to: Printer): Promise<void> {
    const until = clock.monotonic() + trouble.limitMs;
    for (;;) {
      const bytes = job.cancelled ? null : await pageOf(job, to);
      if (!bytes) return move(job, 'failed', notes.visitOver);
      const outcome = await handOver(job, to, bytes);
      if (outcome.ok) return move(job, 'done', outcome.where);
      const again = outcome.untouched && job.state === 'queued' && clock.monotonic() < until;
      if (!again) return move(job, 'failed', outcome.reason);
      const note = notes.waiting(outcome.reason);
      if (job.note !== note) await move(job, 'queued', note);
      await new Promise<void>(resolve => clock.after(trouble.againMs, resolve));
    }
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
    job.model = found.value;
    job.page = await render(found.value, to);
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
    const before = queues.get(to) ?? Promise.resolve();
    queues.set(
      to,
      before.then(() => runSafely(job, to)),
    );
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
      ...{ id, visit, what, state: 'queued', note: what.words.queued },
      ...{ model: null, page: null, cancelled: false },
    };
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
    idle: async () => void (await Promise.all(queues.values())),
  };
}
