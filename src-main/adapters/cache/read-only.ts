// The cache for a command beside the running program: opened read-only in the calling thread, so nothing is locked and nothing written.
import { join } from 'node:path';
import { cacheMigrations } from '../../../migrations/cache/index.ts';
import { CacheNotReady, type CacheReader } from '../../ports/cache.ts';
import { cacheReads } from './cache-reader.ts';
import { openDatabase } from '../sqlite/database.ts';
import { readPointer } from '../sqlite/files.ts';
import type { FileKeys } from '../sqlite/keys.ts';
import { isCurrent } from '../sqlite/migrate.ts';

export interface CommandCache {
  cache: CacheReader;
  /** By the house's own key or its ФИАС id. */
  house(text: string): number | null;
  close(): void;
}

/** Whether the data folder has a cache that was ever whole. */
export const hasCache = (dataDir: string): boolean => readPointer(dataDir) !== null;

/** Throws CacheNotReady before the first snapshot, WrongKey, DamagedFile. */
export function openForCommand(dataDir: string, keys: FileKeys): CommandCache {
  const found = readPointer(dataDir);
  if (!found) throw new CacheNotReady('There is no cache in this folder.');
  const db = openDatabase(join(dataDir, found.file), keys.cache, {
    readonly: true,
    mustExist: true,
    madeWith: found.madeWith,
  });
  if (!isCurrent(db, cacheMigrations)) {
    db.close();
    throw new CacheNotReady('The cache was made by another version of the program.');
  }
  const reads = Object.entries(cacheReads(db)).map(([name, read]) => [
    name,
    async (...args: unknown[]) => (read as (...given: unknown[]) => unknown)(...args),
  ]);
  const house = db.prepare(
    `select id from house where cast(id as text) = $text or (fias_id = $text and fias_id <> '')`,
  );
  return {
    cache: Object.fromEntries(reads) as CacheReader,
    house: text => (house.get({ text }) as { id: number } | undefined)?.id ?? null,
    close: () => db.close(),
  };
}
