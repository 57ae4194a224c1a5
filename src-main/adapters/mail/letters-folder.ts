// The letters of the demo's own mail server, read from its folder: one JSON file per letter.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoLetter } from '#contract';

const most = 20;

/** Newest first, by the moment in the file's name. A missing folder holds no letters. */
export async function readLetters(folder: string): Promise<DemoLetter[]> {
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .reverse()
    .slice(0, most);
  return Promise.all(
    newest.map(async name => DemoLetter.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  );
}
