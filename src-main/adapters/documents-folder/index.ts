// Documents made at the desk, in the folder named by the terminal's settings.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentFiles } from '../../ports/document-files.ts';
import { removeTorn, writeWhole } from './whole-file.ts';
import { fileMaker, type BatchTools } from './batch-file.ts';
import { makeBatch } from './batch.ts';

/** Characters no file system allows in a name, and names that are hidden or lead out of the folder. */
const safe = (name: string) =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100);

/** It holds names and debts of other people: other users of the machine may not list it. */
const make = (folder: string) => mkdirSync(folder, { recursive: true, mode: 0o700 });

/** Removes the torn files of a killed program at once. */
export function createDocumentFiles(folder: string, tools: BatchTools): DocumentFiles {
  removeTorn(folder);
  return {
    folder,
    place(name) {
      make(folder);
      return join(folder, `${safe(name)}.pdf`);
    },
    save(name, text) {
      make(folder);
      const file = safe(name);
      writeWhole(join(folder, file), text);
      return file;
    },
    make: options => makeBatch([fileMaker(tools)], options),
  };
}
