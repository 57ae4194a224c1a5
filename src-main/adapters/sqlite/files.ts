// The files of a terminal's data folder: which cache serves, which one is being copied, and how damaged files are moved aside.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootId } from './boot.ts';
import { ReadOnlyFile, saysUnwritable } from './errors.ts';

const pointer = 'cache-current';
const parts = ['', '-wal', '-shm', '-journal'];
const cacheName = /^cache-(\d+)\.db$/;

export const outboxName = 'outbox.db';
export const outboxPath = (dataDir: string): string => join(dataDir, outboxName);

export interface NamedCache {
  file: string;
  /** fingerprint of the key the file is encrypted with */
  madeWith: string;
}

export interface Pointer extends NamedCache {
  /** what served before, kept one renewal long: it serves again when the file turns out damaged */
  before?: NamedCache | undefined;
}

/** Creates the folder, readable only by its owner. Throws ReadOnlyFile. */
export function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (!saysUnwritable(error)) throw error;
    throw new ReadOnlyFile(`Папку данных ${dataDir} нельзя создать: проверьте права (настройка dataDir).`, {
      cause: error,
    });
  }
}

/** Writes a small file completely or not at all; it is on disk when this returns. */
export function writeWhole(dataDir: string, name: string, content: string | Uint8Array): void {
  const temporary = join(dataDir, `${name}.new`);
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, join(dataDir, name));
  flushFolder(dataDir);
}

/** A rename is on disk only after its folder is flushed. Windows has no such call and needs none. */
export function flushFolder(dataDir: string): void {
  if (process.platform === 'win32') return;
  flushFile(dataDir, 'r');
}

export function flushFile(path: string, mode: 'r' | 'r+' = 'r+'): void {
  const file = openSync(path, mode);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** The serving cache; null when no cache was ever complete. */
export function readPointer(dataDir: string): Pointer | null {
  const isThere = (named: NamedCache | undefined) =>
    named !== undefined && cacheName.test(named.file) && existsSync(join(dataDir, named.file));
  const found = readJson(join(dataDir, pointer)) as Pointer | null;
  if (!found || !isThere(found)) return null;
  return { ...found, before: isThere(found.before) ? found.before : undefined };
}

/** Removes the pointer, so that no cache serves. Call it before touching the file: the pointer must never name a missing or damaged one. */
export const unpoint = (dataDir: string): void => {
  rmSync(join(dataDir, pointer), { force: true });
  flushFolder(dataDir);
};

export const point = (dataDir: string, to: Pointer): void => writeWhole(dataDir, pointer, JSON.stringify(to));

const numbers = (dataDir: string, of: RegExp = cacheName): number[] =>
  readdirSync(dataDir).flatMap(name => {
    const found = of.exec(name);
    return found ? [Number(found[1])] : [];
  });

interface Building {
  boot: string;
  /** the file was flushed when the program stopped, so it can be trusted after a power loss too */
  flushed: boolean;
  madeWith: string;
}
const buildingName = (file: string) => `${file}.building`;

/** An interrupted shadow that can be resumed: not torn by a power loss, and encrypted with the same key. */
export function findShadow(dataDir: string, madeWith: string): string | null {
  const active = readPointer(dataDir)?.file;
  for (const n of numbers(dataDir).sort((a, b) => b - a)) {
    const file = `cache-${n}.db`;
    const building = readJson(join(dataDir, buildingName(file))) as Building | null;
    if (file === active || !building || building.madeWith !== madeWith) continue;
    if (building.flushed || building.boot === bootId()) return file;
  }
  return null;
}

/** Chooses the name of a new shadow and writes its marker, which must be on disk before the file. */
export function nameShadow(dataDir: string, madeWith: string): string {
  // files moved aside count too, so that no name is used twice
  const file = `cache-${Math.max(0, ...numbers(dataDir, /^cache-(\d+)\.db/)) + 1}.db`;
  markShadow(dataDir, file, madeWith, false);
  return file;
}

export const markShadow = (dataDir: string, file: string, madeWith: string, flushed: boolean): void =>
  writeWhole(dataDir, buildingName(file), JSON.stringify({ boot: bootId(), flushed, madeWith } satisfies Building));

/** Removes the marker of a shadow that became the serving cache. */
export const unmarkShadow = (dataDir: string, file: string): void =>
  rmSync(join(dataDir, buildingName(file)), { force: true });

/** Deletes a database with its journal files and marker. Windows keeps an open file; a later call deletes it. */
export function removeDatabase(dataDir: string, file: string): void {
  for (const end of [...parts, '.building']) {
    try {
      rmSync(join(dataDir, file + end), { force: true });
    } catch {
      continue;
    }
  }
}

/** Deletes every cache except the serving one, the one that served before it, and the one being copied. */
export function removeOldCaches(dataDir: string, shadow: string | null): void {
  const serving = readPointer(dataDir);
  const kept = [serving?.file, serving?.before?.file, shadow];
  for (const n of numbers(dataDir)) {
    const file = `cache-${n}.db`;
    if (!kept.includes(file)) removeDatabase(dataDir, file);
  }
}

/** The name a damaged database is moved aside under. */
export const asideName = (file: string): string =>
  `${file}.damaged-${new Date().toISOString().replaceAll(/[-:]/g, '').replace('.', '')}`;

/** Renames a damaged database and returns its new name; `keep` limits how many damaged caches are kept. */
export function moveAside(dataDir: string, file: string, keep = Infinity, aside = asideName(file)): string {
  for (const end of parts)
    if (existsSync(join(dataDir, file + end))) renameSync(join(dataDir, file + end), join(dataDir, aside + end));
  flushFolder(dataDir);
  const family = file.startsWith('cache-') ? /^cache-\d+\.db\.damaged-\w+$/ : null;
  if (family && keep !== Infinity) {
    const stampOf = (name: string) => name.slice(name.lastIndexOf('-'));
    const kept = readdirSync(dataDir)
      .filter(name => family.test(name))
      .sort((a, b) => (stampOf(a) < stampOf(b) ? 1 : -1));
    for (const old of kept.slice(keep)) removeDatabase(dataDir, old);
  }
  return aside;
}
