// npm packs no symbolic links, so the embedded server's libraries come without their short names: they are made here, once.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Makes the links that `pg-symlinks.json` of the platform's package lists and are not there yet. Its own install script would,
 * but install scripts are off (.npmrc): one of another package fails where there is no compiler. `native` is the folder with bin/ and lib/.
 */
export function makeLibraryLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const packageFolder = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
    } catch (error) {
      // another program starting at the same moment has just made it
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
