// The cache for a command that runs beside the program: opened read-only in the calling thread, so it takes no locks and writes nothing.
import { join } from 'node:path';
import { CacheNotReady, type CacheReader } from '../../ports/cache.ts';
import { asPromises, cacheReads } from './cache-reader.ts';
import { openDatabase } from '../sqlite/database.ts';
import { readPointer } from '../sqlite/files.ts';
import type { FileKeys } from '../sqlite/keys.ts';
import { currentSchema, digestOf } from './schema.ts';

export interface CommandCache {
  cache: CacheReader;
  /** Finds a house by the fund's key or by its ФИАС id. */
  house(text: string): number | null;
  close(): void;
}

/** Whether the data folder has a complete cache. */
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
  if (digestOf(db) !== currentSchema.digest) {
    db.close();
    throw new CacheNotReady('The cache was made by another version of the program.');
  }
  const house = db.prepare(
    `select id from house where cast(id as text) = $text or (fias_id = $text and fias_id <> '')`,
  );
  return {
    cache: asPromises(cacheReads(db)),
    house: text => (house.get({ text }) as { id: number } | undefined)?.id ?? null,
    close: () => db.close(),
  };
}
