// The sync thread's hold on the cache files: opening the one that serves, the shadow beside it, and putting one in place of the other.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheIndexes, cacheMigrations } from '../../../migrations/cache/index.ts';
import type { CacheFile, CacheWriter, ShadowCache } from '../../ports/cache-writer.ts';
import { SqliteCacheFile } from './cache-file.ts';
import { openDatabase, type Db } from '../sqlite/database.ts';
import { DamagedFile, FromTheFuture, saysDamaged, saysUnwritable, WrongKey } from '../sqlite/errors.ts';
import { findShadow, flushFile, makeFolder, markShadow, moveAside, nameShadow, point } from '../sqlite/files.ts';
import { readPointer, removeDatabase, removeOldCaches, unmarkShadow, unpoint } from '../sqlite/files.ts';
import { fingerprint } from '../sqlite/keys.ts';
import { isCurrent, openDataSource } from '../sqlite/migrate.ts';
import { prepareForCopy, SqliteShadow } from './shadow-file.ts';

const damagedKept = 2;

export class SqliteCacheWriter implements CacheWriter {
  readonly #dataDir: string;
  readonly #key: string;
  readonly #madeWith: string;
  readonly #onSetAside: (why: string) => void;
  #active: SqliteCacheFile | null = null;
  #shadow: SqliteShadow | null = null;

  /** `onSetAside` is told, in words for the log, whenever a file was moved out of the way. */
  constructor(options: { dataDir: string; key: string; onSetAside: (why: string) => void }) {
    this.#dataDir = options.dataDir;
    this.#key = options.key;
    this.#madeWith = fingerprint(options.key);
    this.#onSetAside = options.onSetAside;
  }

  async open(): Promise<CacheFile | null> {
    makeFolder(this.#dataDir);
    const found = readPointer(this.#dataDir);
    if (!found) return null;
    const path = join(this.#dataDir, found.file);
    let db: Db | null = null;
    try {
      db = openDatabase(path, this.#key, { mustExist: true, madeWith: found.madeWith });
      if (!isCurrent(db, cacheMigrations)) {
        db.close();
        await (await openDataSource(path, this.#key, cacheMigrations)).destroy();
        db = openDatabase(path, this.#key, { mustExist: true });
      }
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
      db.pragma('temp_store = MEMORY');
      for (const sql of cacheIndexes) db.exec(sql);
      this.#active = new SqliteCacheFile(db);
      this.#active.cursor();
      return this.#active;
    } catch (error) {
      db?.close();
      this.#active = null;
      if (!saysDamaged(error) && !(error instanceof FromTheFuture)) throw error;
      this.setAside(inWords(error));
      return null;
    }
  }

  active(): CacheFile | null {
    return this.#active;
  }

  async shadow(): Promise<ShadowCache> {
    if (this.#shadow) return this.#shadow;
    const found = findShadow(this.#dataDir, this.#madeWith);
    removeOldCaches(this.#dataDir, found);
    if (found) {
      try {
        return (this.#shadow = await this.#openShadow(found));
      } catch (error) {
        // it holds nothing that the fund does not: cheaper to begin anew than to mend
        if (!saysDamaged(error) && !(error instanceof FromTheFuture)) throw error;
        removeDatabase(this.#dataDir, found);
      }
    }
    return (this.#shadow = await this.#openShadow(nameShadow(this.#dataDir, this.#madeWith)));
  }

  async #openShadow(file: string): Promise<SqliteShadow> {
    const path = join(this.#dataDir, file);
    markShadow(this.#dataDir, file, this.#madeWith, false);
    let db = openDatabase(path, this.#key);
    if (!isCurrent(db, cacheMigrations)) {
      db.close();
      await (await openDataSource(path, this.#key, cacheMigrations)).destroy();
      db = openDatabase(path, this.#key);
    }
    prepareForCopy(db);
    return new SqliteShadow(db, file);
  }

  discardShadow(): void {
    if (!this.#shadow) return;
    this.#shadow.close();
    removeDatabase(this.#dataDir, this.#shadow.file);
    this.#shadow = null;
  }

  swap(): void {
    const shadow = this.#shadow;
    if (!shadow) throw new Error('There is no shadow to swap in.');
    shadow.seal();
    const path = join(this.#dataDir, shadow.file);
    flushFile(path);
    this.#shadow = null;
    this.#active?.close();
    this.#active = null;
    point(this.#dataDir, { file: shadow.file, madeWith: this.#madeWith });
    unmarkShadow(this.#dataDir, shadow.file);
    const db = openDatabase(path, this.#key, { mustExist: true });
    db.pragma('synchronous = NORMAL');
    db.pragma('temp_store = MEMORY');
    this.#active = new SqliteCacheFile(db);
  }

  dropOld(): void {
    removeOldCaches(this.#dataDir, this.#shadow?.file ?? findShadow(this.#dataDir, this.#madeWith));
  }

  setAside(why: string): void {
    const found = readPointer(this.#dataDir);
    this.#active?.close();
    this.#active = null;
    if (!found || !existsSync(join(this.#dataDir, found.file))) return;
    unpoint(this.#dataDir);
    let where = found.file;
    try {
      where = moveAside(this.#dataDir, found.file, damagedKept);
    } catch (error) {
      // Windows does not rename what somebody has open; nothing points at it any more, and it goes with the old ones
      if (!saysUnwritable(error) && (error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    }
    this.#onSetAside(`${why} → ${where}`);
  }

  isDamage(error: unknown): boolean {
    return saysDamaged(error);
  }

  close(): void {
    this.#active?.close();
    this.#active = null;
    if (!this.#shadow) return;
    const { file } = this.#shadow;
    this.#shadow.close();
    this.#shadow = null;
    flushFile(join(this.#dataDir, file));
    markShadow(this.#dataDir, file, this.#madeWith, true);
  }
}

function inWords(error: unknown): string {
  if (error instanceof WrongKey) return 'Ключ копии данных утерян или заменён';
  if (error instanceof FromTheFuture) return 'Копия данных создана более новой версией программы';
  if (error instanceof DamagedFile) return 'Файл копии данных повреждён';
  return `Файл копии данных повреждён (${(error as Error).message})`;
}
