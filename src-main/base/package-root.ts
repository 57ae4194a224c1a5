// Finds the package's root: the folder of package.json and resources/.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest parent folder that has both package.json and resources: the checkout, or the packaged archive. */
function find(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'resources', 'fonts'))) return folder;
    if (dirname(folder) === folder) throw new Error(`No package.json with resources/ above ${from}`);
  }
}

export const packageRoot = find(import.meta.dirname);

/** A path inside resources/. */
export const resource = (...parts: string[]): string => join(packageRoot, 'resources', ...parts);
