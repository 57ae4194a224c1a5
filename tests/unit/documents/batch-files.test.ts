// A batch into files: one document that cannot be drawn stops nothing, and torn files go at the start.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok, type PaymentDocument } from '#contract';
import { createDocumentFiles } from '../../../src-main/adapters/documents-folder/index.ts';
import type { BatchTools } from '../../../src-main/adapters/documents-folder/batch.ts';
import type { BatchOptions } from '../../../src-main/ports/document-files.ts';

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
