// A batch into files: one document that cannot be drawn stops nothing, and torn files go at the start.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok, type PaymentDocument } from '#contract';
import { createDocumentFiles } from '../../../src-main/adapters/documents-folder/index.ts';
import { fileMaker, type BatchTools } from '../../../src-main/adapters/documents-folder/batch-file.ts';
import { makeBatch } from '../../../src-main/adapters/documents-folder/batch.ts';
import type { BatchOptions, FileMaker } from '../../../src-main/ports/document-files.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kapremont-batch-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes each account as a line; those of `bad` cannot be drawn. */
const tools = (bad: readonly number[], notDrawn: number[]): BatchTools => ({
  documents: { paymentDocument: async account => ok({ account } as unknown as PaymentDocument) },
  paper: {
    book: async (_format, _head, write) => ({
      async add(model) {
        const { account } = (model as unknown as { document: { account: number } }).document;
        write(Buffer.from(`${account}\n`));
        if (bad.includes(account)) throw new RangeError('a chart of this sum');
      },
      async end() {},
    }),
  } as BatchTools['paper'],
  notDrawn: account => void notDrawn.push(account),
});

const options = (out: string): BatchOptions => ({
  what: 'дом 1',
  period: '2026-10',
  day: '2026-11-28',
  format: 'a4',
  out,
  perFile: 3,
  accounts: () => [1, 2, 3, 4, 5, 6],
  onProgress: () => undefined,
});

it('one document that cannot be drawn is named, and stops nothing', async () => {
  const notDrawn: number[] = [];
  const files = createDocumentFiles(folder, tools([2, 4], notDrawn));
  const made = await files.make(options(files.place('дом')));
  expect(made).toMatchObject({ documents: 4, without: 0, unread: [2, 4] });
  expect(notDrawn).toEqual([2, 4]);
  expect(made.files.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['1\n3\n', '5\n6\n']);
});

it('what a killed program left unfinished goes at the start', () => {
  const torn = join(folder, 'Регион 2026-10-001.pdf.part');
  writeFileSync(torn, 'a document');
  createDocumentFiles(folder, tools([], []));
  expect(existsSync(torn)).toBe(false);
});

it('two makers make each file once, in the plan’s order, and tell a progress that only grows', async () => {
  const made: string[][] = [[], []];
  const makers = made.map((own): FileMaker => async (path, ids, given, onDone) => {
    own.push(path);
    return fileMaker(tools([3], []))(path, ids, given, onDone);
  });
  const told: number[] = [];
  const out = join(folder, 'регион.pdf');
  const all = { ...options(out), perFile: 1, onProgress: (fraction: number) => void told.push(fraction) };
  const outcome = await makeBatch(makers, all);
  expect(outcome).toMatchObject({ documents: 5, without: 0, unread: [3] });
  expect(outcome.files.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['1\n', '2\n', '4\n', '5\n', '6\n']);
  expect(made.map(own => own.length)).toEqual([3, 3]);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
  expect(existsSync(`${out}.plan.json`)).toBe(false);
});

it('where one maker fails no further file is begun, and what the other finished is kept for the next run', async () => {
  const begun: string[] = [];
  const whole: FileMaker = async (...args) => {
    begun.push(args[0]);
    await pause(20);
    return fileMaker(tools([], []))(...args);
  };
  const broken: FileMaker = async path => {
    begun.push(path);
    throw new Error('no room');
  };
  const out = join(folder, 'регион.pdf');
  await expect(makeBatch([whole, broken], options(out))).rejects.toThrow('no room');
  await expect(makeBatch([broken], options(out))).rejects.toThrow('no room');
  expect(begun.map(path => path.slice(-7))).toEqual(['001.pdf', '002.pdf', '002.pdf']);
  const again = await makeBatch([whole], options(out));
  expect(again.files.map(({ skipped }) => skipped)).toEqual([true, false]);
  const first = await makeBatch([whole, broken], { ...options(out), perFile: 2 }).catch(
    (error: Error) => error.message,
  );
  expect(first).toBe('no room');
  expect(begun).toHaveLength(6);
});
