// The folder printer: whole files under their day's next number, nothing left behind, and problems explained.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { said } from '#contract';
import { createPrinters } from '../../src-main/adapters/printers/index.ts';
import { folderPrinter } from '../../src-main/adapters/printers/folder.ts';
import { eventually, folder, listeningLog, removeFolder } from './sync-support.ts';

const clock = { today: () => '2026-11-22' };
const payload = (text: string) => ({ title: 'Проба', format: 'pdf' as const, bytes: Buffer.from(text) });
const sent = async () => {};

let place: string;
beforeEach(() => {
  place = folder();
});
afterEach(() => removeFolder(place));
const printerAt = (path: string) => folderPrinter({ folder: path, clock, log: listeningLog() });

it('writes each page under the next number of the day and says where', async () => {
  const out = join(place, 'вложенная', 'папка');
  const printer = printerAt(out);
  for (const n of [1, 2, 3])
    expect(await printer.print(payload(`page ${n}`), sent)).toEqual({
      ok: true,
      where: said(
        `Принтера здесь нет: документ сохранён в файл 2026\u201111\u201122\u2011${n}.pdf.`,
        `There is no printer here: the document is saved as 2026\u201111\u201122\u2011${n}.pdf.`,
      ),
    });
  expect(readdirSync(out).sort()).toEqual(['2026-11-22-1.pdf', '2026-11-22-2.pdf', '2026-11-22-3.pdf']);
  expect(readFileSync(join(out, '2026-11-22-2.pdf'), 'utf8')).toBe('page 2');
  expect(statSync(join(out, '2026-11-22-2.pdf')).mode & 0o777).toBe(0o600);
});

it('never writes over a file, however many print at once', async () => {
  writeFileSync(join(place, '2026-11-22-7.pdf'), 'older');
  const texts = Array.from({ length: 20 }, () => randomUUID());
  const outcomes = await Promise.all(texts.map(text => printerAt(place).print(payload(text), sent)));
  expect(outcomes.every(outcome => outcome.ok)).toBe(true);
  const files = readdirSync(place);
  expect(files).toHaveLength(21);
  const contents = files.map(file => readFileSync(join(place, file), 'utf8'));
  expect(contents.sort()).toEqual([...texts, 'older'].sort());
});

it('leaves nothing when the job could not be marked sent', async () => {
  const refused = printerAt(place).print(payload('page'), async () => {
    throw new Error('the store is full');
  });
  expect(await refused).toMatchObject({ ok: false });
  expect(readdirSync(place)).toEqual([]);
});

it('takes away the torn page of a killed program, also one left a moment before this one started', async () => {
  const torn = `.${randomUUID()}.part`;
  writeFileSync(join(place, torn), 'half a page');
  folderPrinter({ folder: place, clock, log: listeningLog(), tornAfterMs: 300 });
  expect(readdirSync(place)).toEqual([torn]);
  await eventually(() => readdirSync(place).length === 0);
});

it('says in words that the folder cannot be one', async () => {
  const file = join(place, 'file');
  writeFileSync(file, '');
  mkdirSync(join(place, 'dir'));
  expect(await printerAt(file).print(payload('page'), sent)).toEqual({
    ok: false,
    reason: said(
      `«${file}» — не папка. Подойдите к сотруднику у стойки.`,
      `“${file}” is not a folder. Please ask at the desk.`,
    ),
  });
});

it('a terminal without a printer has none', () => {
  const profile = () => {
    throw new Error('no profile is asked for');
  };
  const printers = createPrinters([], { clock, log: listeningLog(), profile, receiptWindow: null, spool: '' });
  expect(printers.for('paymentDocument')).toBeNull();
  expect(printers.all('paymentDocument')).toEqual([]);
});
