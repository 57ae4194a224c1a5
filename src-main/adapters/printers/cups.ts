// A CUPS queue: `lp` takes the page from memory, the job is followed over IPP until it is over, and its copy is wiped.
import { setTimeout as wait } from 'node:timers/promises';
import type { Said, PaperFormat } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { Printer, PrintablePayload, PrintOutcome } from '../../ports/printer.ts';
import { cupsQueue, type CupsQueue, type JobState } from './cups-server.ts';
import { cupsTexts, troubleOf } from './cups-texts.ts';
import { parseServer } from './ipp.ts';
import { run } from './run.ts';
import { printerTexts } from './printer-texts.ts';

export interface CupsOptions {
  /** as staff call it; the queue's own name when there is none */
  name?: string;
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

const refused = (reason: Said): PrintOutcome => ({ ok: false, reason });
/** Shorter troubles are a job's ordinary beginning. */
const lastingMs = 1500;

/** Nothing has gone to the queue: the same page may be tried again. */
const notYet = (reason: Said): PrintOutcome => ({ ok: false, reason, untouched: true });

/** «request id is Office-12 (0 file(s))» -> 12; null when lp said something else. */
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

  /** Why a page cannot be sent now; null when it can. A queue that is not there does not come by itself, any other trouble may pass. */
  async #whyNot(server: CupsQueue): Promise<PrintOutcome | null> {
    const { exists, stopped, accepting, reasons } = await server.status();
    if (!exists) return refused(printerTexts.noQueue(this.#queue));
    // Drivers report a tray nobody uses as well: before a job only what they call an error counts.
    const trouble = troubleOf(stopped ? reasons : reasons.filter(reason => reason.endsWith('-error')));
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
          // The page is in the queue and waits there: the printer's wish is told, and that it was granted.
          const trouble = await lasting(server);
          if (trouble?.ru !== told?.ru) await onTrouble((told = trouble));
          await wait(this.#pollMs);
        }
      }
    }
    return refused((await troubleNow(server)) ?? printerTexts.slow(Math.round(this.#limitMs / 1000)));
  }

  /** A server that stops answering is asked again until the limit. */
  async #askState(server: CupsQueue, job: number): Promise<JobState> {
    try {
      return await server.jobState(job);
    } catch (error) {
      this.#log.warn('cups does not answer', { queue: this.#queue, why: String(error) });
      return 'waiting';
    }
  }

  /** A queue's trouble once it has lasted: every job begins with «connecting-to-device». */
  #troubleThatLasts(): (server: CupsQueue) => Promise<Said | null> {
    let since = null as { trouble: Said; at: number } | null;
    return async server => {
      const { stopped, reasons } = await server.status().catch(() => ({ stopped: false, reasons: [] as string[] }));
      const trouble = troubleOf(reasons) ?? (stopped ? cupsTexts.paused(this.#queue) : null);
      const now = performance.now();
      if (trouble === null) since = null;
      else if (since?.trouble.ru !== trouble.ru) since = { trouble, at: now };
      return since !== null && now - since.at >= lastingMs ? since.trouble : null;
    };
  }

  /** Leaves neither the job nor a copy of it. Wiping needs a right not every server gives: docs/printers.md. */
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

const troubleNow = async (server: CupsQueue): Promise<Said | null> =>
  troubleOf((await server.status().catch(() => ({ reasons: [] }))).reasons);
