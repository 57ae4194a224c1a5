// A CUPS queue: `lp` takes the page from memory, `lpstat` is asked until the job is over, and nothing stays in the spool.
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../ports/log.ts';
import type { Printer, PrintOutcome } from '../../ports/printer.ts';
import { cupsWords, troubleOf } from './cups-words.ts';
import { jobStatus, printerStatus, requestId } from './cups-status.ts';
import { run, type Ran } from './run.ts';

export interface CupsOptions {
  queue: string;
  log: Log;
  /** added to the commands' environment: CUPS_SERVER for another server */
  env?: Record<string, string>;
  /** how often the job is asked about, ms */
  pollMs?: number;
  /** a job not printed by then is taken back: a page must not come out after its owner has gone; ms */
  limitMs?: number;
}

/** `lp` options, spelled as PWG 5100 and CUPS do: the sheet, one side, our margins kept. */
const options = ['-o', 'media=A4', '-o', 'sides=one-sided', '-o', 'print-scaling=none'];

const refused = (reason: string): PrintOutcome => ({ ok: false, reason });

/** Why a command failed, in words. */
function failure({ missing, code, stderr }: Ran, queue: string): string {
  if (missing) return cupsWords.missing;
  if (
    code === null ||
    /Scheduler is not running|Unable to connect|Bad file descriptor|Connection refused/i.test(stderr)
  )
    return cupsWords.silent;
  if (/not accepting jobs/.test(stderr)) return cupsWords.rejecting(queue);
  if (/does not exist|Invalid destination|Unknown destination|No such|not-found/i.test(stderr))
    return cupsWords.noQueue(queue);
  return cupsWords.refused;
}

export function cupsPrinter({ queue, log, env = {}, pollMs = 500, limitMs = 120_000 }: CupsOptions): Printer {
  const command = (name: string, args: string[], input?: Uint8Array) =>
    run(name, args, { env, ...(input && { input }) });

  /** Takes a job and its data out of CUPS; on a finished job it only wipes the data kept. */
  const purge = (job: string) => command('cancel', ['-x', job]);

  const askPrinter = async () => printerStatus((await command('lpstat', ['-l', '-p', queue])).stdout, queue);

  /** Null when the queue is there and takes work. */
  async function whyNot(): Promise<string | null> {
    const asked = await command('lpstat', ['-l', '-p', queue]);
    const status = printerStatus(asked.stdout, queue);
    if (!status) return failure({ ...asked, stderr: asked.stderr || 'does not exist' }, queue);
    return status.enabled ? null : (troubleOf(status.reasons) ?? cupsWords.paused(queue));
  }

  /** How a job that left the queue ended. A server that keeps no history is believed to have printed it. */
  async function ending(job: string): Promise<PrintOutcome> {
    const { stdout } = await command('lpstat', ['-l', '-W', 'completed', '-o', queue]);
    const reasons = jobStatus(stdout, job)?.reasons ?? [];
    if (reasons.some(reason => /^(job-canceled|canceled)/.test(reason))) return refused(cupsWords.cancelled);
    if (reasons.some(reason => /^(aborted|job-aborted|document-format-error|cups-filter-crashed)/.test(reason)))
      return refused(troubleOf((await askPrinter())?.reasons ?? []) ?? cupsWords.aborted);
    return { ok: true, where: cupsWords.done };
  }

  async function follow(job: string): Promise<PrintOutcome> {
    const until = performance.now() + limitMs;
    for (;;) {
      const asked = await command('lpstat', ['-l', '-W', 'not-completed', '-o', queue]);
      if (asked.code === 0 && !jobStatus(asked.stdout, job)) return ending(job);
      if (performance.now() >= until) break;
      await wait(pollMs);
    }
    const trouble = troubleOf((await askPrinter())?.reasons ?? []);
    await purge(job);
    return refused(trouble ?? cupsWords.slow(Math.round(limitMs / 1000)));
  }

  return {
    name: queue,
    accepts: 'pdf',
    async print({ title, bytes }, onSent): Promise<PrintOutcome> {
      const reason = await whyNot();
      if (reason) return refused(reason);
      const sent = await command('lp', ['-d', queue, '-t', title, ...options], bytes);
      const job = requestId(sent.stdout);
      if (!job) {
        log.warn('lp took no job', { queue, code: sent.code, stderr: sent.stderr.slice(0, 200) });
        return refused(failure(sent, queue));
      }
      try {
        await onSent();
        const outcome = await follow(job);
        log.info('cups job over', { job, ok: outcome.ok });
        return outcome;
      } finally {
        await purge(job);
      }
    },
  };
}
