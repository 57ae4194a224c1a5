// The printers' queues: one job a printer at a time and in order; what could not begin waits, or goes to another printer.
import { fail, ok, type PrintState, type Result, type Said } from '#contract';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { DocumentModel, Paper } from '../../ports/paper.ts';
import type { Printer, PrintOutcome } from '../../ports/printer.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import { createCopies } from './copies.ts';
import type { Job } from './job.ts';
import { notes } from './notes.ts';

export interface Queues {
  /** Puts a job behind those its printer has; its page must have been rendered. */
  add(job: Job): void;
  render(model: DocumentModel, to: Printer): Promise<Uint8Array>;
  /** Moves a job nothing of which has gone out. Fails with print.tooLate once its printer has it. */
  redirect(job: Job, to: Printer): Promise<Result<null>>;
  idle(): Promise<void>;
}

export interface QueuesDeps {
  paper: Pick<Paper, 'pdf' | 'escpos' | 'posRows'>;
  audit: Audit;
  store: Pick<TerminalStore, 'wasPrinted' | 'setPrinted'>;
  clock: Pick<Clock, 'now' | 'after' | 'monotonic'>;
  log: Log;
  /** Writes the step down and tells it; `trouble` is whether the printer wants something. */
  move(job: Job, state: PrintState, note: Said, trouble?: boolean): Promise<void>;
}

/**
 * A job a printer could not begin waits for it: somebody puts paper in, or comes and sends it to another printer, while the visitor stands
 * there. Its visit's end takes it back before. Milliseconds.
 */
const trouble = { againMs: 3000, limitMs: 300_000 };

export function createQueues({ paper, store, audit, clock, log, move }: QueuesDeps): Queues {
  const queues = new Map<Printer, Promise<void>>();
  const copies = createCopies(store, clock);

  function render(model: DocumentModel, to: Printer): Promise<Uint8Array> {
    const { accepts, format = 'a4', profile = '' } = to;
    if (accepts === 'escpos') return paper.escpos(model, profile);
    return accepts === 'rows' ? paper.posRows(model, format === '58mm' ? '58mm' : '80mm') : paper.pdf(model, format);
  }

  /** The page as it is to come out now: the same document may have come out while this one waited. */
  async function pageOf(job: Job, to: Printer): Promise<Uint8Array | null> {
    if (!job.model) return null;
    const marked = await copies.marked(job.model);
    if (marked.copy || job.page?.to !== to) {
      const bytes = await render(marked, to);
      if (job.printer !== to) return null;
      job.page = { bytes, to };
    }
    return job.page.bytes;
  }

  async function handOver(job: Job, to: Printer, bytes: Uint8Array): Promise<PrintOutcome> {
    const { account, words, audit: event } = job.what;
    const onSent = async () => {
      await audit.record({ ...event, account });
      if (job.model) await copies.sent(job.model);
      await move(job, 'sent', words.sent);
    };
    // What the printer wants while it has the page: it waits there, and goes on by itself.
    const onTrouble = (reason: Said | null) =>
      move(job, job.state, reason === null ? words.sent : notes.waiting(reason), reason !== null);
    return to.print({ title: words.title, format: to.accepts, bytes }, onSent, onTrouble);
  }

  /** A job nothing of which has gone out is tried until the limit; its trouble is on the screen meanwhile. */
  async function run(job: Job, to: Printer): Promise<void> {
    const until = clock.monotonic() + trouble.limitMs;
    while (job.printer === to) {
      const bytes = job.cancelled ? null : await pageOf(job, to);
      // It may have been moved while its page was drawn; from here to the printer's hand nothing is awaited.
      if (job.printer !== to) return;
      if (!bytes || job.cancelled) return move(job, 'failed', notes.visitOver);
      const attempt = handOver(job, to, bytes);
      job.attempt = attempt;
      const outcome = await attempt.finally(() => (job.attempt = null));
      if (outcome.ok) return move(job, 'done', outcome.where);
      const again = outcome.untouched && job.state === 'queued' && clock.monotonic() < until;
      if (job.printer !== to) return;
      if (!again) return move(job, 'failed', outcome.reason);
      const note = notes.waiting(outcome.reason);
      if (job.note.ru !== note.ru) await move(job, 'queued', note, true);
      await new Promise<void>(resolve => clock.after(trouble.againMs, resolve));
    }
  }

  /** A bug in a printer's adapter, or a store that cannot write, must not stop the jobs behind it. */
  async function runSafely(job: Job, to: Printer): Promise<void> {
    try {
      await run(job, to);
    } catch (error) {
      log.error('printing failed', error, { job: job.id });
      await move(job, 'failed', notes.failed).catch((reason: unknown) => log.error('print job not stored', reason));
    }
  }

  function add(job: Job): void {
    const to = job.printer;
    const before = queues.get(to) ?? Promise.resolve();
    queues.set(
      to,
      before.then(() => runSafely(job, to)),
    );
  }

  return {
    add,
    render,
    async redirect(job, to) {
      await job.attempt?.catch(() => undefined);
      if (job.state !== 'queued' || job.cancelled) return fail('print.tooLate');
      if (job.printer !== to) {
        job.printer = to;
        job.page = null;
        await move(job, 'queued', job.what.words.queued);
        add(job);
      }
      return ok(null);
    },
    async idle() {
      // A moved job joins another queue while the first is waited for.
      for (let seen: Promise<void>[] = []; ;) {
        const now = [...queues.values()];
        if (now.length === seen.length && now.every((queue, i) => queue === seen[i])) return;
        await Promise.all(now);
        seen = now;
      }
    },
  };
}
