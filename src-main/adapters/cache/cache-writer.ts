// The cache files as the sync thread handles them: opens the serving file, copies the shadow beside it, and swaps them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheFile, CacheWriter, ShadowCache } from '../../ports/cache-writer.ts';
import { SqliteCacheFile } from './cache-file.ts';
import { openDatabase, type Db } from '../sqlite/database.ts';
import { DamagedFile, saysDamaged, saysUnwritable, WrongKey } from '../sqlite/errors.ts';
import { findShadow, flushFile, makeFolder, markShadow, moveAside, nameShadow, point } from '../sqlite/files.ts';
import {
  readPointer,
  removeDatabase,
  removeOldCaches,
  unmarkShadow,
  unpoint,
  type NamedCache,
} from '../sqlite/files.ts';
import { fingerprint } from '../sqlite/keys.ts';
import { openBeside } from './packed.ts';
import { createTables, currentSchema, digestOf } from './schema.ts';
import { prepareForCopy, SqliteShadow } from './shadow-file.ts';

const damagedKept = 2;

/**
 * A month's charging rewrites nearly every page: pages read to look through it are still there when it is applied, and a page that changes
 * again soon is not written back each time. `wal_autocheckpoint` is in pages of 4 kB.
 */
function prepareForChanges(db: Db): void {
  db.pragma('synchronous = NORMAL');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -32768');
  db.pragma('wal_autocheckpoint = 8000');
}

export class SqliteCacheWriter implements CacheWriter {
  readonly #dataDir: string;
  readonly #key: string;
  readonly #madeWith: string;
  readonly #onSetAside: (why: string) => void;
  readonly #onOtherSchema: (file: string) => void;
  #active: SqliteCacheFile | null = null;
  #shadow: SqliteShadow | null = null;

  /**
   * `onSetAside` gets a sentence for the log when a file was moved aside. `onOtherSchema` gets the name of a file that is not
   * served because another version of the program made it.
   */
  constructor(options: {
    dataDir: string;
    key: string;
    onSetAside: (why: string) => void;
    onOtherSchema: (file: string) => void;
  }) {
    this.#dataDir = options.dataDir;
    this.#key = options.key;
    this.#madeWith = fingerprint(options.key);
    this.#onSetAside = options.onSetAside;
    this.#onOtherSchema = options.onOtherSchema;
  }

  open(): CacheFile | null {
    makeFolder(this.#dataDir);
    const found = readPointer(this.#dataDir);
    if (!found) return null;
    try {
      this.#active = this.#opened(found);
      // the file and the pointer stay until the next snapshot replaces them, so that a downgraded program still finds its cache
      if (!this.#active) this.#onOtherSchema(found.file);
    } catch (error) {
      if (!saysDamaged(error)) throw error;
      this.setAside(sentenceFor(error));
    }
    return this.#active;
  }

  /** Null when the file has another schema. Throws what tells that it is damaged. */
  #opened({ file, madeWith }: NamedCache): SqliteCacheFile | null {
    const db = openDatabase(join(this.#dataDir, file), this.#key, { mustExist: true, madeWith });
    try {
      const ours = digestOf(db) === currentSchema.digest ? new SqliteCacheFile(db) : null;
      if (!ours) return db.close() && null;
      db.pragma('journal_mode = WAL');
      prepareForChanges(db);
      ours.cursor();
      return ours;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** The file that served before the damaged one serves again, as old as it is, when it can be read. */
  #fallBack(before: NamedCache | undefined): void {
    if (!before) return;
    try {
      this.#active = this.#opened(before);
      if (this.#active) point(this.#dataDir, before);
    } catch (error) {
      if (!saysDamaged(error)) throw error;
    }
  }

  active(): CacheFile | null {
    return this.#active;
  }

  shadow(): ShadowCache {
    if (this.#shadow) return this.#shadow;
    // while the next file is made hardly anything is written to this one: the memory of its pages is the next one's
    this.#active?.giveBackMemory();
    const found = findShadow(this.#dataDir, this.#madeWith);
    removeOldCaches(this.#dataDir, found);
    return (this.#shadow = (found === null ? null : this.#resumeShadow(found)) ?? this.#newShadow());
  }

  /** The interrupted shadow, or null when it was unusable and has been deleted: all its rows are still at the fund. */
  #resumeShadow(file: string): SqliteShadow | null {
    markShadow(this.#dataDir, file, this.#madeWith, false);
    try {
      const db = openDatabase(join(this.#dataDir, file), this.#key);
      if (digestOf(db) === currentSchema.digest) {
        prepareForCopy(db);
        return this.#shadowOf(db, file);
      }
      db.close();
    } catch (error) {
      if (!saysDamaged(error)) throw error;
    }
    removeDatabase(this.#dataDir, file);
    return null;
  }

  #newShadow(): SqliteShadow {
    const file = nameShadow(this.#dataDir, this.#madeWith);
    const db = openDatabase(join(this.#dataDir, file), this.#key);
    createTables(db, currentSchema);
    prepareForCopy(db);
    return this.#shadowOf(db, file);
  }

  #shadowOf(db: Db, file: string): SqliteShadow {
    const path = join(this.#dataDir, file);
    return new SqliteShadow(db, file, currentSchema, image => openBeside(image, path, this.#key));
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
    if (this.#active) shadow.inherit(this.#active);
    shadow.seal();
    const path = join(this.#dataDir, shadow.file);
    flushFile(path);
    this.#shadow = null;
    const served = this.#active && readPointer(this.#dataDir);
    const before = served ? { file: served.file, madeWith: served.madeWith } : undefined;
    this.#active?.close();
    this.#active = null;
    point(this.#dataDir, { file: shadow.file, madeWith: this.#madeWith, before });
    unmarkShadow(this.#dataDir, shadow.file);
    const db = openDatabase(path, this.#key, { mustExist: true });
    prepareForChanges(db);
    const active = new SqliteCacheFile(db);
    active.takeCounts(shadow);
    this.#active = active;
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
      // Windows cannot rename an open file; nothing points at this one any more, and dropOld deletes it later
      if (!saysUnwritable(error) && (error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    }
    this.#fallBack(found.before);
    const served = this.#active ? `; служит прежняя копия на ${(this.#active as SqliteCacheFile).asOf() ?? '?'}` : '';
    this.#onSetAside(`${why} → ${where}${served}`);
  }

  giveUpBefore(): boolean {
    const found = readPointer(this.#dataDir);
    if (!found?.before) return false;
    // the pointer is written where there may be no room for it: the file goes first, and one that is not there is not named
    removeDatabase(this.#dataDir, found.before.file);
    return true;
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

function sentenceFor(error: unknown): string {
  if (error instanceof WrongKey) return 'Ключ копии данных утерян или заменён';
  if (error instanceof DamagedFile) return 'Файл копии данных повреждён';
  return `Файл копии данных повреждён (${(error as Error).message})`;
}
