// The spool: queued -> sent -> done | failed. It alone changes a job. One job a printer at a time, in order, once a key, each of one visit.
import { fail, ok, type PrintJob, type PrintState, type Result, type Said, type Who } from '#contract';
import { Emitter } from '../../base/emitter.ts';
import { KeyedMutex } from '../../base/mutex.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { DocumentModel, Paper } from '../../ports/paper.ts';
import type { Printer, Printers, PrintOutcome } from '../../ports/printer.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import { createCopies, type Copies } from './copies.ts';
import { isOver, seenJob, type Job, type Printout } from './job.ts';
import { notes } from './notes.ts';

export interface SpoolDeps {
  store: TerminalStore;
  printers: Printers;
  paper: Pick<Paper, 'pdf' | 'escpos' | 'posRows'>;
  audit: Audit;
  clock: Pick<Clock, 'now' | 'after' | 'monotonic'>;
  log: Log;
}

export interface JobChange {
  job: PrintJob;
  visit: string;
  who: Who;
}

/**
 * A job a printer could not begin waits for it: somebody puts paper in, or sends it to another printer, while the visitor stands there. Its
 * visit's end takes it back before. Milliseconds.
 */
const trouble = { againMs: 3000, limitMs: 300_000 };

/** Strips the account from a finished job's stored request: its kind stays. */
const kindAlone = ({ kind }: { kind: string }): string => JSON.stringify({ kind });

export class Spool {
  readonly #deps: SpoolDeps;
  readonly #copies: Copies;
  readonly #jobs = new Map<string, Job>();
  readonly #starting = new Map<string, Promise<Result<PrintJob>>>();
  readonly #queues = new KeyedMutex<Printer>();
  readonly #changes = new Emitter<JobChange>();

  constructor(deps: SpoolDeps) {
    this.#deps = deps;
    this.#copies = createCopies(deps.store, deps.clock);
  }

  onChange(listener: (change: JobChange) => void): () => void {
    return this.#changes.on(listener);
  }

  /** Idempotent by `id`. Fails with what the model fails with, print.noPrinter, and print.unknownJob for a key another visit used. */
  async printout(visit: string, id: string, what: Printout): Promise<Result<PrintJob>> {
    const known = this.#jobs.get(id);
    if (known) {
      if (known.visit !== visit) return fail('print.unknownJob');
      return (await this.#starting.get(id)) ?? ok(this.#seen(known));
    }
    const printer = this.#deps.printers.for(what.request.kind);
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
    this.#jobs.set(id, job);
    const started = this.#start(job);
    this.#starting.set(id, started);
    try {
      return await started;
    } catch (error) {
      this.#jobs.delete(id);
      throw error;
    } finally {
      this.#starting.delete(id);
    }
  }

  /** Fails with print.unknownJob for a job of another visit. */
  job(visit: string, id: string): Result<PrintJob> {
    const job = this.#jobs.get(id);
    return job?.visit === visit ? ok(this.#seen(job)) : fail('print.unknownJob');
  }

  /** Sends a job nothing of which has gone out to another printer. Fails with print.unknownJob, print.noPrinter, print.tooLate. */
  async redirect(visit: string, id: string, name: string): Promise<Result<PrintJob>> {
    const job = this.#jobs.get(id);
    if (job?.visit !== visit) return fail('print.unknownJob');
    const to = this.#deps.printers.all(job.what.request.kind).find(printer => printer.name === name);
    if (!to) return fail('print.noPrinter');
    await this.#starting.get(id);
    await job.attempt?.catch(() => undefined);
    if (job.state !== 'queued' || job.cancelled) return fail('print.tooLate');
    if (job.printer !== to) {
      job.printer = to;
      job.page = null;
      await this.#move(job, 'queued', job.what.words.queued);
      this.#enqueue(job);
    }
    return ok(this.#seen(job));
  }

  /** Takes back what is queued; what the printer already has comes out, and nobody is told. */
  visitEnded(visit: string): void {
    for (const job of this.#jobs.values()) {
      if (job.visit !== visit) continue;
      job.cancelled = true;
      if (isOver(job)) this.#jobs.delete(job.id);
    }
  }

  /** At start: jobs a crash left behind are closed and never printed, for their visitor has gone. */
  async recover(): Promise<void> {
    const { store, clock, log } = this.#deps;
    for (const job of await store.openJobs()) {
      const note = job.state === 'queued' ? notes.restarted : notes.restartedAfterSent;
      const request = kindAlone(JSON.parse(job.request) as Printout['request']);
      await store.setJob(job.id, { state: 'failed', note, request, updatedAt: clock.now() });
      log.warn('print job closed after a restart', { job: job.id, state: job.state });
    }
  }

  /** Resolves when nothing is queued or printing. */
  idle(): Promise<void> {
    return this.#queues.idle();
  }

  #seen(job: Job): PrintJob {
    const all = this.#deps.printers.all(job.what.request.kind);
    return seenJob(
      job,
      all.filter(printer => printer !== job.printer && !isOver(job)),
    );
  }

  /** Writes the step down and tells it; `wants` is whether the printer wants something. */
  async #move(job: Job, state: PrintState, note: Said, wants = false): Promise<void> {
    Object.assign(job, { state, note, trouble: wants });
    const over = isOver(job);
    if (over) job.page = job.model = null;
    await this.#deps.store.setJob(job.id, {
      state,
      note,
      printer: job.printer.name,
      updatedAt: this.#deps.clock.now(),
      ...(over && { request: kindAlone(job.what.request) }),
    });
    this.#deps.log.info('print job', { job: job.id, state });
    if (job.cancelled && isOver(job)) this.#jobs.delete(job.id);
    if (!job.cancelled) this.#changes.emit({ job: this.#seen(job), visit: job.visit, who: job.what.who });
  }

  async #start(job: Job): Promise<Result<PrintJob>> {
    const found = await job.what.model();
    if (!found.ok) {
      this.#jobs.delete(job.id);
      return found;
    }
    job.model = found.value;
    job.page = { bytes: await this.#render(found.value, job.printer), to: job.printer };
    const at = this.#deps.clock.now();
    const { added } = await this.#deps.store.addJob({
      id: job.id,
      printer: job.printer.name,
      state: 'queued',
      request: JSON.stringify({ ...job.what.request, account: job.what.account }),
      note: job.note,
      createdAt: at,
      updatedAt: at,
    });
    if (!added) {
      this.#jobs.delete(job.id);
      return fail('print.unknownJob');
    }
    this.#enqueue(job);
    return ok(this.#seen(job));
  }

  #enqueue(job: Job): void {
    const to = job.printer;
    void this.#queues.run(to, () => this.#runSafely(job, to));
  }

  /** A bug in a printer's adapter, or a store that cannot write, must not stop the jobs behind it. */
  async #runSafely(job: Job, to: Printer): Promise<void> {
    const { log } = this.#deps;
    try {
      await this.#run(job, to);
    } catch (error) {
      log.error('printing failed', error, { job: job.id });
      await this.#move(job, 'failed', notes.failed).catch((reason: unknown) =>
        log.error('print job not stored', reason),
      );
    }
  }

  /** A job nothing of which has gone out is tried until the limit; its trouble is on the screen meanwhile. */
  async #run(job: Job, to: Printer): Promise<void> {
    const { clock } = this.#deps;
    const until = clock.monotonic() + trouble.limitMs;
    while (job.printer === to) {
      const bytes = job.cancelled ? null : await this.#pageOf(job, to);
      // It may have been moved while its page was drawn; from here to the printer's hand nothing is awaited.
      if (job.printer !== to) return;
      if (!bytes || job.cancelled) return this.#move(job, 'failed', notes.visitOver);
      const attempt = this.#handOver(job, to, bytes);
      job.attempt = attempt;
      const outcome = await attempt.finally(() => (job.attempt = null));
      if (outcome.ok) return this.#move(job, 'done', outcome.where);
      const again = outcome.untouched && job.state === 'queued' && clock.monotonic() < until;
      if (job.printer !== to) return;
      if (!again) return this.#move(job, 'failed', outcome.reason);
      const note = notes.waiting(outcome.reason);
      if (job.note.ru !== note.ru) await this.#move(job, 'queued', note, true);
      await new Promise<void>(resolve => clock.after(trouble.againMs, resolve));
    }
  }

  async #handOver(job: Job, to: Printer, bytes: Uint8Array): Promise<PrintOutcome> {
    const { account, words, audit: event, who } = job.what;
    const onSent = async () => {
      await this.#deps.audit.record({ ...event, account, who });
      if (job.model) await this.#copies.sent(job.model);
      await this.#move(job, 'sent', words.sent);
    };
    // What the printer wants while it has the page: it waits there, and goes on by itself.
    const onTrouble = (reason: Said | null) =>
      this.#move(job, job.state, reason === null ? words.sent : notes.waiting(reason), reason !== null);
    return to.print({ title: words.title, format: to.accepts, bytes }, onSent, onTrouble);
  }

  #render(model: DocumentModel, to: Printer): Promise<Uint8Array> {
    const { paper } = this.#deps;
    const { accepts, format = 'a4', profile = '' } = to;
    if (accepts === 'escpos') return paper.escpos(model, profile);
    return accepts === 'rows' ? paper.posRows(model, format === '58mm' ? '58mm' : '80mm') : paper.pdf(model, format);
  }

  /** The page as it is to come out now: the same document may have come out while this one waited. */
  async #pageOf(job: Job, to: Printer): Promise<Uint8Array | null> {
    if (!job.model) return null;
    const marked = await this.#copies.marked(job.model);
    if (marked.copy || job.page?.to !== to) {
      const bytes = await this.#render(marked, to);
      if (job.printer !== to) return null;
      job.page = { bytes, to };
    }
    return job.page.bytes;
  }
}
