// The serving cache file as the store thread reads it: opened, reopened after a swap, closed when it turns out damaged.
import { join } from 'node:path';
import { CacheNotReady } from '../../ports/cache.ts';
import { openDatabase, type Db } from '../sqlite/database.ts';
import { saysDamaged } from '../sqlite/errors.ts';
import { readPointer } from '../sqlite/files.ts';
import { cacheReads, type ReadsNow } from './cache-reader.ts';
import { currentSchema, digestOf } from './schema.ts';

export interface ServingCacheOptions {
  dataDir: string;
  key: string;
  /** The file was found damaged and closed: the sync must rebuild it. */
  onDamaged(file: string, why: string): void;
}

export class ServingCache {
  readonly #options: ServingCacheOptions;
  #db: Db | null = null;
  #file = '';
  #reads: ReadsNow | null = null;

  constructor(options: ServingCacheOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#reads !== null;
  }

  /** Closes the file and opens the one the pointer names. False when there is none, or it has another schema. */
  reopen(): boolean {
    const { dataDir, key } = this.#options;
    this.close();
    const found = readPointer(dataDir);
    if (!found) return false;
    this.#file = found.file;
    try {
      this.#db = openDatabase(join(dataDir, found.file), key, {
        readonly: true,
        mustExist: true,
        madeWith: found.madeWith,
      });
      if (digestOf(this.#db) === currentSchema.digest) {
        this.#reads = cacheReads(this.#db);
        return true;
      }
      // the sync thread logs this and takes a new snapshot
      this.close();
    } catch (error) {
      // the sync thread meets the same error when it opens the file, and logs it
      this.close();
      if (saysDamaged(error)) this.#damaged(error);
    }
    return false;
  }

  /** Reads from the file. Throws CacheNotReady when no file is open, and when this read shows that the file is damaged. */
  use<T>(read: (reads: ReadsNow) => T): T {
    if (!this.#reads) throw new CacheNotReady('The first copy of the fund’s data is not whole yet.');
    try {
      return read(this.#reads);
    } catch (error) {
      if (!saysDamaged(error)) throw error;
      this.#damaged(error);
      throw new CacheNotReady('The local copy is damaged and is being made anew.', { cause: error });
    }
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
    this.#reads = null;
  }

  #damaged(error: unknown): void {
    this.close();
    this.#options.onDamaged(this.#file, (error as Error).message);
  }
}
