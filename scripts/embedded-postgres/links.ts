// Creates the short names of the embedded server's libraries, because npm packages cannot contain symbolic links.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Creates the missing links that `pg-symlinks.json` of the platform's package lists. The package's install script would do it,
 * but install scripts are off (.npmrc): that of another package fails without a compiler. `native` is the folder with bin/ and lib/.
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
      // another program starting at the same moment has created it
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
