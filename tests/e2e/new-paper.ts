// The one paper that comes out of a folder printer while something is done.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export async function newPaper(folder: string, work: () => Promise<unknown>): Promise<string> {
  const papers = () => readdirSync(folder).filter(name => name.endsWith('.pdf'));
  const before = papers();
  await work();
  const [file = ''] = papers().filter(name => !before.includes(name));
  return join(folder, file);
}
