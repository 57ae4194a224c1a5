// A CUPS queue: `lp` gets the page from memory, the job is followed over IPP until it is finished, and CUPS's copy is purged.
import { setTimeout as wait } from 'node:timers/promises';
import type { Said, PaperFormat } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { Printer, PrintablePayload, PrintOutcome } from '../../ports/printer.ts';
import { cupsQueue, unknownStatus, type CupsQueue, type JobState } from './cups-server.ts';
import { cupsTexts, troubleOf } from './cups-texts.ts';
import { parseServer } from './ipp.ts';
import { run } from './run.ts';
import { printerTexts } from './printer-texts.ts';

export interface CupsOptions {
  /** the name staff use; the queue's own name by default */
  name?: string;
  queue: string;
  log: Log;
  /** the page format; A5 documents are printed two to an A4 sheet */
  paper?: PaperFormat;
  /** the id of a receipt printer's profile: the queue gets raw ESC/POS bytes, which CUPS does not change */
  profile?: string;
  /** added to the commands' environment: CUPS_SERVER for another server */
  env?: Record<string, string>;
  /** interval between questions about the job, ms */
  pollMs?: number;
  /** a job not printed within this time is cancelled, because a page must not come out after its owner has left; ms */
  limitMs?: number;
}

/** `lp` options as PWG 5100 and CUPS spell them: sheet size, one side, our own margins. A roll's length is the document's. */
const onSheet = ['-o', 'media=A4', '-o', 'sides=one-sided', '-o', 'print-scaling=none'];
const onRoll = ['-o', 'print-scaling=none'];
const raw = ['-o', 'raw'];

const refused = (reason: Said): PrintOutcome => ({ ok: false, reason });
/** Milliseconds. Shorter troubles are normal at the beginning of a job. */
const lastingMs = 1500;

/** Nothing was sent to the queue: the same page may be tried again. */
const notYet = (reason: Said): PrintOutcome => ({ ok: false, reason, untouched: true });

/** «request id is Office-12 (0 file(s))» -> 12; null for any other output of lp. */
export function jobNumber(stdout: string): number | null {
  const [, number] = /request id is \S+-(\d+) /.exec(stdout) ?? [];
  return number === undefined ? null : Number(number);
}

type OnTrouble = NonNullable<Parameters<Printer['print']>[2]>;

export const cupsPrinter = (options: CupsOptions): Printer => new CupsPrinter(options);

class CupsPrinter implements Printer {
  readonly name: string;
  readonly accepts: 'pdf' | 'escpos';
  readonly format?: PaperFormat;
  readonly profile?: string;
  readonly #queue: string;
  readonly #log: Log;
  readonly #options: readonly string[];
  readonly #env: Record<string, string>;
  readonly #pollMs: number;
  readonly #limitMs: number;

  constructor({
    queue,
    name = queue,
    log,
    paper = 'a4',
    profile,
    env = {},
    pollMs = 500,
    limitMs = 120_000,
  }: CupsOptions) {
    this.name = name;
    this.#queue = queue;
    this.accepts = profile === undefined ? 'pdf' : 'escpos';
    if (profile === undefined) this.format = paper;
    else this.profile = profile;
    this.#log = log;
    this.#options = profile !== undefined ? raw : paper === 'a4' || paper === 'a5' ? onSheet : onRoll;
    this.#env = env;
    this.#pollMs = pollMs;
    this.#limitMs = limitMs;
  }

  async print(
    payload: PrintablePayload,
    onSent: () => Promise<void>,
    onTrouble: OnTrouble = async () => {},
  ): Promise<PrintOutcome> {
    const where = await this.#command('lpstat', ['-H']);
    if (where.missing) return refused(cupsTexts.missing);
    const server = cupsQueue(parseServer(where.stdout), this.#queue);
    let hindered: PrintOutcome | null;
    try {
      hindered = await this.#whyNot(server);
    } catch (error) {
      this.#log.warn('cups does not answer', { queue: this.#queue, why: String(error) });
      return notYet(cupsTexts.silent);
    }
    return hindered ?? this.#send(server, payload, onSent, onTrouble);
  }

  #command(name: string, args: string[], input?: Uint8Array) {
    return run(name, args, { env: this.#env, ...(input && { input }) });
  }

  /** Why a page cannot be sent now; null when it can. A missing queue will not appear by itself; other troubles may pass. */
  async #whyNot(server: CupsQueue): Promise<PrintOutcome | null> {
    const { exists, stopped, accepting, reasons, message } = await server.status();
    if (!exists) return refused(printerTexts.noQueue(this.#queue));
    // Drivers also report unused trays: before a job only errors count.
    const counted = stopped ? reasons : reasons.filter(reason => reason.endsWith('-error'));
    const trouble = troubleOf(counted, message);
    if (stopped) return notYet(trouble ?? cupsTexts.paused(this.#queue));
    if (!accepting) return notYet(cupsTexts.rejecting(this.#queue));
    return trouble === null ? null : notYet(trouble);
  }

  async #send(
    server: CupsQueue,
    { title, bytes }: Pick<PrintablePayload, 'title' | 'bytes'>,
    onSent: () => Promise<void>,
    onTrouble: OnTrouble,
  ): Promise<PrintOutcome> {
    const sent = await this.#command('lp', ['-d', this.#queue, '-t', title, ...this.#options], bytes);
    const job = jobNumber(sent.stdout);
    if (job === null) {
      this.#log.warn('lp took no job', { queue: this.#queue, code: sent.code, stderr: sent.stderr.slice(0, 200) });
      return refused(sent.missing ? cupsTexts.missing : printerTexts.refused);
    }
    try {
      await onSent();
      return await this.#follow(server, job, onTrouble);
    } finally {
      await this.#clear(server, job);
    }
  }

  async #follow(server: CupsQueue, job: number, onTrouble: OnTrouble): Promise<PrintOutcome> {
    const until = performance.now() + this.#limitMs;
    const lasting = this.#troubleThatLasts();
    let told = null as Said | null;
    while (performance.now() < until) {
      switch (await this.#askState(server, job)) {
        case 'completed':
        case 'forgotten':
          return { ok: true, where: printerTexts.done };
        case 'canceled':
          return refused(cupsTexts.cancelled);
        case 'aborted':
          return refused((await troubleNow(server)) ?? cupsTexts.aborted);
        default: {
          // The page waits in the queue: report the printer's trouble, and report again when it is gone.
          const trouble = await lasting(server);
          if (trouble?.ru !== told?.ru) await onTrouble((told = trouble));
          await wait(this.#pollMs);
        }
      }
    }
    return refused((await troubleNow(server)) ?? printerTexts.slow(Math.round(this.#limitMs / 1000)));
  }

  /** Asks a server that does not answer again until the time limit. */
  async #askState(server: CupsQueue, job: number): Promise<JobState> {
    try {
      return await server.jobState(job);
    } catch (error) {
      this.#log.warn('cups does not answer', { queue: this.#queue, why: String(error) });
      return 'waiting';
    }
  }

  /** The trouble of a queue after it has lasted: every job begins with «connecting-to-device». */
  #troubleThatLasts(): (server: CupsQueue) => Promise<Said | null> {
    let since = null as { trouble: Said; at: number } | null;
    return async server => {
      const { stopped, reasons, message } = await server.status().catch(() => unknownStatus);
      const trouble = troubleOf(reasons, message) ?? (stopped ? cupsTexts.paused(this.#queue) : null);
      const now = performance.now();
      if (trouble === null) since = null;
      else if (since?.trouble.ru !== trouble.ru) since = { trouble, at: now };
      return since !== null && now - since.at >= lastingMs ? since.trouble : null;
    };
  }

  /** Removes the job and its copy. Purging needs a right that not every server gives: docs/printers.md. */
  async #clear(server: CupsQueue, job: number): Promise<void> {
    try {
      if (!['completed', 'canceled', 'aborted', 'forgotten'].includes(await server.jobState(job)))
        await server.cancel(job);
      await server.wipe(job);
    } catch (error) {
      this.#log.info('cups keeps its own copy of the job', { queue: this.#queue, job, why: String(error) });
    }
  }
}

async function troubleNow(server: CupsQueue): Promise<Said | null> {
  const { reasons, message } = await server.status().catch(() => unknownStatus);
  return troubleOf(reasons, message);
}
