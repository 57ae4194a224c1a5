// A Windows queue: ESC/POS bytes as RAW through the spooler, or a PDF through a program that prints it silently.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Said } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { Printer, PrintOutcome } from '../../ports/printer.ts';
import { run as runCommand, type Ran } from './run.ts';
import { encoded, followScript, sendScript, statusScript } from './windows-scripts.ts';
import { askAbout, printerTexts } from './printer-texts.ts';

export interface WindowsOptions {
  name: string;
  queue: string;
  log: Log;
  /** a job still in the queue after this time is cancelled; seconds */
  limitSeconds?: number;
  run?: typeof runCommand;
}

export const windowsTexts = {
  missing: askAbout(
    'На этом компьютере нет PowerShell: печать через очередь Windows невозможна.',
    'This computer has no PowerShell, so nothing can be printed through a Windows queue.',
  ),
  noProgram: askAbout('Не найдена программа, которая печатает PDF.', 'The program that prints PDF is not found.'),
};

/** PRINTER_STATUS_* of winspool.h, most important first. */
const flags: [number, Said][] = [
  [0x10, printerTexts.noPaper],
  [0x08, printerTexts.jam],
  [0x400000, printerTexts.coverOpen],
  [0x40000, printerTexts.noInk],
  [0x80, printerTexts.away],
  [0x01, printerTexts.stopped],
  [0x02 | 0x100000, printerTexts.broken],
];

export const windowsTrouble = (status: number): Said | null =>
  flags.find(([flag]) => (status & flag) !== 0)?.[1] ?? null;

const refused = (reason: Said): PrintOutcome => ({ ok: false, reason });

interface Queue {
  /** Why nothing can be sent now; null when it can. */
  whyNot(): Promise<PrintOutcome | null>;
  script(text: string, env?: Record<string, string>, input?: Uint8Array, limitMs?: number): Promise<Ran>;
}

function queueOf({ queue, log, run = runCommand }: WindowsOptions): Queue {
  const script: Queue['script'] = (text, env = {}, input, limitMs) =>
    run('powershell.exe', ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded(text)], {
      env: { KAPREMONT_QUEUE: queue, ...env },
      ...(input && { input }),
      ...(limitMs !== undefined && { limitMs }),
    });
  return {
    script,
    async whyNot() {
      const { code, stdout, stderr, missing } = await script(statusScript);
      if (missing) return refused(windowsTexts.missing);
      if (code !== 0) {
        log.warn('no such windows queue', { queue, stderr: stderr.slice(0, 200) });
        return refused(printerTexts.noQueue(queue));
      }
      const trouble = windowsTrouble(Number(stdout.trim()));
      return trouble === null ? null : { ok: false, reason: trouble, untouched: true };
    },
  };
}

/** Sends ESC/POS bytes to a queue whose driver passes RAW data on. */
export function windowsPrinter(options: WindowsOptions & { profile: string }): Printer {
  const { name, log, profile, limitSeconds = 60 } = options;
  const { whyNot, script } = queueOf(options);
  return {
    name,
    accepts: 'escpos',
    profile,
    async print({ title, bytes }, onSent) {
      const trouble = await whyNot();
      if (trouble) return trouble;
      await onSent();
      const input = Buffer.from(Buffer.from(bytes).toString('base64'), 'latin1');
      const sent = await script(sendScript, { KAPREMONT_TITLE: title }, input);
      const [, job] = /JOB (\d+)/.exec(sent.stdout) ?? [];
      if (job === undefined) {
        log.warn('windows queue took no job', { printer: name, code: sent.code, stderr: sent.stderr.slice(0, 200) });
        return refused(printerTexts.refused);
      }
      const env = { KAPREMONT_JOB: job, KAPREMONT_SECONDS: String(limitSeconds) };
      const { stdout } = await script(followScript, env, undefined, (limitSeconds + 15) * 1000);
      if (stdout.includes('GONE')) return { ok: true, where: printerTexts.done };
      const status = Number(/LEFT (\d+)/.exec(stdout)?.[1] ?? 0);
      return refused(windowsTrouble(status) ?? printerTexts.slow(limitSeconds));
    },
  };
}

/**
 * Prints a PDF through SumatraPDF, which takes only files: the file has a folder of its own in `spool`, deleted after the job, or at the
 * next start when a kill came between.
 */
export function windowsPdfPrinter(options: WindowsOptions & { program: string; spool: string }): Printer {
  const { name, queue, program, log, spool, run = runCommand, limitSeconds = 60 } = options;
  const { whyNot } = queueOf(options);
  return {
    name,
    accepts: 'pdf',
    async print({ bytes }, onSent) {
      const trouble = await whyNot();
      if (trouble) return trouble;
      await mkdir(spool, { recursive: true, mode: 0o700 });
      const folder = await mkdtemp(join(spool, 'page-'));
      try {
        const file = join(folder, 'page.pdf');
        await writeFile(file, bytes, { mode: 0o600 });
        await onSent();
        const settings = 'noscale,paper=A4,simplex';
        const printed = await run(program, ['-print-to', queue, '-silent', '-print-settings', settings, file], {
          limitMs: limitSeconds * 1000,
        });
        if (printed.code === 0) return { ok: true, where: printerTexts.handedOver };
        log.warn('pdf not printed', { printer: name, code: printed.code, stderr: printed.stderr.slice(0, 200) });
        return refused(printed.missing ? windowsTexts.noProgram : printerTexts.refused);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
