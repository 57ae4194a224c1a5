// A printer that is a folder: each page becomes a PDF named by the day and a number. For the demo and for printing to an archive.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { said, type Said } from '#contract';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Printer, PrintOutcome } from '../../ports/printer.ts';
import { askAbout } from './printer-texts.ts';

const notFolder = (folder: string) => askAbout(`«${folder}» — не папка.`, `“${folder}” is not a folder.`);
/** A person's text for an error of the file system. */
const reasons: Record<string, (folder: string) => Said> = {
  ENOSPC: folder =>
    askAbout(
      `На диске нет места, в папку «${folder}» ничего не записано.`,
      `The disk is full: nothing was written to “${folder}”.`,
    ),
  EACCES: folder =>
    askAbout(`Нет права писать в папку «${folder}».`, `The program may not write to the folder “${folder}”.`),
  EROFS: folder => askAbout(`Папка «${folder}» только для чтения.`, `The folder “${folder}” can only be read.`),
  ENOTDIR: notFolder,
  EEXIST: notFolder,
};
const unknown = (folder: string) =>
  askAbout(`Записать в папку «${folder}» не удалось.`, `Could not write to the folder “${folder}”.`);
/** no-break hyphens */
const unbroken = (name: string) => name.replaceAll('-', '\u2011');
const saved = (name: string) =>
  said(
    `Принтера здесь нет: документ сохранён в файл ${unbroken(name)}.`,
    `There is no printer here: the document is saved as ${unbroken(name)}.`,
  );

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/** Milliseconds. Several programs may write into one folder, and none takes as long over a page. */
const tornAfter = 10 * 60_000;

/**
 * Pages that a killed program left unfinished: they hold a person's document, and nobody looks for them. What is too young to be told from a
 * page under way is looked at again when it is not.
 */
async function removeTorn(folder: string, after: number): Promise<void> {
  let young = false;
  for (const name of await readdir(folder)) {
    if (!/^\.[0-9a-f-]{36}\.part$/.test(name)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Math.abs(Date.now() - mtimeMs) > after) await rm(path, { force: true });
    else young = true;
  }
  if (young) setTimeout(() => void removeTorn(folder, after).catch(() => undefined), after + 1000).unref();
}

/** The next free number of a day: one more than the largest used. */
async function nextNumber(folder: string, day: string): Promise<number> {
  const numbers = (await readdir(folder)).map(name => Number(new RegExp(`^${day}-(\\d+)\\.pdf$`).exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers) + 1;
}

/** Gives the finished file its name. Never replaces another file, even when several programs write here. */
async function place(file: string, folder: string, day: string): Promise<string> {
  for (let number = await nextNumber(folder, day); ; number++) {
    const name = `${day}-${number}.pdf`;
    try {
      await link(file, join(folder, name));
      return name;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

export function folderPrinter(deps: {
  folder: string;
  clock: Pick<Clock, 'today'>;
  log: Log;
  tornAfterMs?: number;
}): Printer {
  const { folder, clock, log, tornAfterMs = tornAfter } = deps;
  // a folder that is not there yet has none
  void removeTorn(folder, tornAfterMs).catch(() => undefined);

  async function write(bytes: Uint8Array, onSent: () => Promise<void>): Promise<string> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = join(folder, `.${randomUUID()}.part`);
    try {
      const file = await open(part, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await onSent();
      return await place(part, folder, clock.today());
    } finally {
      await rm(part, { force: true });
    }
  }

  return {
    name: `папка ${folder}`,
    accepts: 'pdf',
    async print({ bytes }, onSent): Promise<PrintOutcome> {
      try {
        const name = await write(bytes, onSent);
        return { ok: true, where: saved(name) };
      } catch (error) {
        log.error('folder printer failed', error);
        return { ok: false, reason: (reasons[codeOf(error)] ?? unknown)(folder) };
      }
    },
  };
}
