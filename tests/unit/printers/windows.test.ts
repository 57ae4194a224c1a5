// A Windows queue, with PowerShell played by the test: what is asked, what is sent, and the sentence for every answer. No Windows was used.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ran } from '../../../src-main/adapters/printers/run.ts';
import { clearSpool, spoolOf } from '../../../src-main/adapters/printers/spool.ts';
import { printerTexts } from '../../../src-main/adapters/printers/printer-texts.ts';
import {
  encoded,
  followScript,
  sendScript,
  statusScript,
} from '../../../src-main/adapters/printers/windows-scripts.ts';
import {
  windowsPdfPrinter,
  windowsPrinter,
  windowsTrouble,
  windowsTexts,
} from '../../../src-main/adapters/printers/windows.ts';

const log = { info() {}, warn() {}, error() {} };
const QUEUE = 'Касса"; Remove-Item C:\\ -Recurse; "';
const said = (stdout: string, code: number | null = 0): Ran => ({ code, stdout, stderr: '', missing: false });

interface Call {
  command: string;
  args: readonly string[];
  env: Record<string, string>;
  input: string;
}

/** Answers by script; anything else is the PDF program. */
function played(answers: { status?: Ran; send?: Ran; follow?: Ran; program?: (file: string) => Ran }) {
  const calls: Call[] = [];
  const run = async (
    command: string,
    args: readonly string[],
    { env = {}, input }: { env?: Record<string, string>; input?: Uint8Array } = {},
  ): Promise<Ran> => {
    calls.push({ command, args, env, input: Buffer.from(input ?? []).toString() });
    const script = args.at(-1);
    if (script === encoded(statusScript)) return answers.status ?? said('0');
    if (script === encoded(sendScript)) return answers.send ?? said('JOB 7\r\n');
    if (script === encoded(followScript)) return answers.follow ?? said('GONE');
    return answers.program?.(args.at(-1) ?? '') ?? said('');
  };
  return { calls, run };
}

const options = { name: 'Касса', queue: QUEUE, log };
const bytes = Uint8Array.from([0x1b, 0x40, 0xff, 0x00]);
const raw = (answers: Parameters<typeof played>[0]) => {
  const { calls, run } = played(answers);
  let sent = 0;
  const printer = windowsPrinter({ ...options, profile: 'epson-tm-t20', run });
  const outcome = printer.print({ title: 'Чек', format: 'escpos', bytes }, async () => void sent++);
  return outcome.then(result => ({ result, calls, sent }));
};

describe('a RAW queue', () => {
  it('is asked, given the bytes, and followed until the job has left it', async () => {
    const { result, calls, sent } = await raw({});
    expect(result).toEqual({ ok: true, where: printerTexts.done });
    expect(sent).toBe(1);
    expect(calls.map(({ command }) => command)).toEqual(Array(3).fill('powershell.exe'));
    expect(Buffer.from(calls[1]!.input, 'base64').equals(bytes)).toBe(true);
    expect(calls[2]!.env).toMatchObject({ KAPREMONT_JOB: '7' });
  });

  it('has its name in the environment and never in a script', async () => {
    const { calls } = await raw({});
    for (const { args, env } of calls) {
      expect(env['KAPREMONT_QUEUE']).toBe(QUEUE);
      const script = Buffer.from(args.at(-1)!, 'base64').toString('utf16le');
      expect(script).not.toContain('Remove-Item');
      expect(args.slice(0, -1)).toEqual(['-NoProfile', '-NonInteractive', '-EncodedCommand']);
    }
  });

  it('out of paper gets nothing, and the job may be tried again', async () => {
    const { result, sent } = await raw({ status: said('16') });
    expect(result).toEqual({ ok: false, reason: windowsTrouble(16), untouched: true });
    expect(sent).toBe(0);
    expect(windowsTrouble(16)?.ru).toMatch(/кончилась бумага/);
    expect(windowsTrouble(0x400000)?.ru).toMatch(/открыта крышка/);
    expect(windowsTrouble(0x80)?.ru).toMatch(/не на связи/);
    expect(windowsTrouble(0)).toBeNull();
  });

  it('that is not there, takes no job or keeps it is plain words', async () => {
    expect((await raw({ status: said('', 1) })).result).toEqual({ ok: false, reason: printerTexts.noQueue(QUEUE) });
    expect((await raw({ status: { ...said('', null), missing: true } })).result).toEqual({
      ok: false,
      reason: windowsTexts.missing,
    });
    expect((await raw({ send: said('', 1) })).result).toEqual({ ok: false, reason: printerTexts.refused });
    expect((await raw({ follow: said('LEFT 0') })).result).toEqual({ ok: false, reason: printerTexts.slow(60) });
    expect((await raw({ follow: said('LEFT 16') })).result).toEqual({ ok: false, reason: windowsTrouble(16) });
  });
});

describe('a queue that prints PDF', () => {
  let dataDir: string;
  let spool: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'kapremont-spool-'));
    spool = spoolOf(dataDir);
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('has its page among the terminal’s own files, and the next start removes what a kill left there', async () => {
    let file = '';
    const { run } = played({
      program(path) {
        file = path;
        return said('');
      },
    });
    const printer = windowsPdfPrinter({ ...options, program: 'C:\\SumatraPDF.exe', run, spool });
    await printer.print({ title: '', format: 'pdf', bytes }, async () => {});
    expect(dirname(dirname(file))).toBe(spool);
    expect(statSync(spool).mode & 0o777).toBe(0o700);
    writeFileSync(join(spool, 'page.pdf'), bytes);
    clearSpool(dataDir);
    expect(existsSync(spool)).toBe(false);
  });

  it('gets a file that is whole while it prints and gone afterwards, also when printing fails', async () => {
    for (const code of [0, 1]) {
      let file = '';
      const { run } = played({
        program(path) {
          file = path;
          expect(readFileSync(path).equals(bytes)).toBe(true);
          return said('', code);
        },
      });
      const printer = windowsPdfPrinter({ ...options, program: 'C:\\SumatraPDF.exe', run, spool });
      const outcome = await printer.print({ title: '', format: 'pdf', bytes }, async () => {});
      expect(outcome.ok).toBe(code === 0);
      expect(file).not.toBe('');
      expect(existsSync(dirname(file))).toBe(false);
    }
  });

  it('whose program is not there is plain words', async () => {
    const { run } = played({ program: () => ({ ...said('', null), missing: true }) });
    const printer = windowsPdfPrinter({ ...options, program: 'C:\\Нет.exe', run, spool });
    expect(await printer.print({ title: '', format: 'pdf', bytes }, async () => {})).toEqual({
      ok: false,
      reason: windowsTexts.noProgram,
    });
  });
});
