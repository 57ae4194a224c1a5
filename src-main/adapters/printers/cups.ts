// A CUPS queue: `lp` takes the page from memory, the job is followed over IPP until it is over, and its copy is wiped.
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../ports/log.ts';
import type { PaperFormat } from '../../ports/paper.ts';
import type { Printer, PrintOutcome } from '../../ports/printer.ts';
import { cupsQueue, type CupsQueue, type JobState } from './cups-server.ts';
import { cupsWords, troubleOf } from './cups-words.ts';
import { parseServer } from './ipp.ts';
import { run } from './run.ts';

export interface CupsOptions {
  queue: string;
  log: Log;
  /** what the pages are; A5 documents lie two to an A4 sheet */
  paper?: PaperFormat;
  /** the id of a receipt printer's profile: the queue gets ESC/POS bytes, and CUPS touches none of them */
  profile?: string;
  /** added to the commands' environment: CUPS_SERVER for another server */
  env?: Record<string, string>;
  /** how often the job is asked about, ms */
  pollMs?: number;
  /** a job not printed by then is taken back: a page must not come out after its owner has gone; ms */
  limitMs?: number;
}

/** `lp` options, spelled as PWG 5100 and CUPS do: the sheet, one side, our margins kept. A roll's length is its document's. */
const onSheet = ['-o', 'media=A4', '-o', 'sides=one-sided', '-o', 'print-scaling=none'];
const onRoll = ['-o', 'print-scaling=none'];
const raw = ['-o', 'raw'];

const refused = (reason: string): PrintOutcome => ({ ok: false, reason });

/** «request id is Office-12 (0 file(s))» -> 12; null when lp said something else. */
export function jobNumber(stdout: string): number | null {
  const [, number] = /request id is \S+-(\d+) /.exec(stdout) ?? [];
  return number === undefined ? null : Number(number);
}

export function cupsPrinter(given: CupsOptions): Printer {
  const { queue, log, paper = 'a4', profile, env = {}, pollMs = 500, limitMs = 120_000 } = given;
  const options = profile !== undefined ? raw : paper === 'a4' || paper === 'a5' ? onSheet : onRoll;
  const command = (name: string, args: string[], input?: Uint8Array) =>
    run(name, args, { env, ...(input && { input }) });

  /** Why a page cannot be sent now; null when it can. */
  async function whyNot(server: CupsQueue): Promise<string | null> {
    const status = await server.status();
    if (!status.exists) return cupsWords.noQueue(queue);
    if (status.stopped) return troubleOf(status.reasons) ?? cupsWords.paused(queue);
    return status.accepting ? null : cupsWords.rejecting(queue);
  }

  const troubleNow = async (server: CupsQueue): Promise<string | null> =>
    troubleOf((await server.status().catch(() => ({ reasons: [] }))).reasons);

  /** A server that stops answering is asked again until the limit. */
  async function askState(server: CupsQueue, job: number): Promise<JobState> {
    try {
      return await server.jobState(job);
    } catch (error) {
      log.warn('cups does not answer', { queue, why: String(error) });
      return 'waiting';
    }
  }

  async function follow(server: CupsQueue, job: number): Promise<PrintOutcome> {
    const until = performance.now() + limitMs;
    while (performance.now() < until) {
      switch (await askState(server, job)) {
        case 'completed':
        case 'forgotten':
          return { ok: true, where: cupsWords.done };
        case 'canceled':
          return refused(cupsWords.cancelled);
        case 'aborted':
          return refused((await troubleNow(server)) ?? cupsWords.aborted);
        default:
          await wait(pollMs);
      }
    }
    return refused((await troubleNow(server)) ?? cupsWords.slow(Math.round(limitMs / 1000)));
  }

  /** Leaves neither the job nor a copy of it. Wiping needs a right not every server gives: docs/printers.md. */
  async function clear(server: CupsQueue, job: number): Promise<void> {
    try {
      if (!['completed', 'canceled', 'aborted', 'forgotten'].includes(await server.jobState(job)))
        await server.cancel(job);
      await server.wipe(job);
    } catch (error) {
      log.info('cups keeps its own copy of the job', { queue, job, why: String(error) });
    }
  }

  async function send(server: CupsQueue, title: string, bytes: Uint8Array, onSent: () => Promise<void>) {
    const sent = await command('lp', ['-d', queue, '-t', title, ...options], bytes);
    const job = jobNumber(sent.stdout);
    if (job === null) {
      log.warn('lp took no job', { queue, code: sent.code, stderr: sent.stderr.slice(0, 200) });
      return refused(sent.missing ? cupsWords.missing : cupsWords.refused);
    }
    try {
      await onSent();
      return await follow(server, job);
    } finally {
      await clear(server, job);
    }
  }

  return {
    name: queue,
    ...(profile === undefined ? { accepts: 'pdf', format: paper } : { accepts: 'escpos', profile }),
    async print({ title, bytes }, onSent) {
      const where = await command('lpstat', ['-H']);
      if (where.missing) return refused(cupsWords.missing);
      const server = cupsQueue(parseServer(where.stdout), queue);
      let reason: string | null;
      try {
        reason = await whyNot(server);
      } catch (error) {
        log.warn('cups does not answer', { queue, why: String(error) });
        return refused(cupsWords.silent);
      }
      return reason === null ? send(server, title, bytes, onSent) : refused(reason);
    },
  };
}
