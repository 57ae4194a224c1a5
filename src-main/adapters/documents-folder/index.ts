// Documents made at the desk, in a folder of the terminal's settings.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentFiles } from '../../ports/document-files.ts';
import { makeBatch, type BatchTools } from './batch.ts';

/** What no file system takes in a name, and what hides a file or climbs out of the folder. */
const safe = (name: string) =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100);

export const createDocumentFiles = (folder: string, tools: BatchTools): DocumentFiles => ({
  folder,
  place(name) {
    // names and sums of other people: nobody else on the machine may list them
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return join(folder, `${safe(name)}.pdf`);
  },
  make: options => makeBatch(tools, options),
});
