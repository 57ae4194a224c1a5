// The SQLite addon's own file. Left to itself the library asks for a process report to tell glibc from musl, and in some of Electron's versions that call ends the process.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

function find(): string | undefined {
  const name = `${process.platform}-${process.arch}.node`;
  const file = join(dirname(resolve('better-sqlite3/package.json')), 'prebuilds', name);
  // on Alpine the file of this name is there and does not load: the library finds its own
  return existsSync('/etc/alpine-release') || !existsSync(file) ? undefined : file;
}

const file = find();

/** For the options of every connection; empty where the library has to look for itself. */
export const addon: { nativeBinding?: string } = file === undefined ? {} : { nativeBinding: file };
