// Opens the outbox file: created at the first start, moved aside with an error in the log when unreadable, never deleted.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { outboxMigrations } from '../../../migrations/outbox/index.ts';
import { classified, openDatabase, type Db } from '../sqlite/database.ts';
import { saysDamaged, WrongKey } from '../sqlite/errors.ts';
import { makeFolder, moveAside, outboxPath, writeWhole } from '../sqlite/files.ts';
import { fingerprint, madeWithFile } from '../sqlite/keys.ts';
import { limitEntity } from './attempt-limits.ts';
import { openDataSource, refuseNewer } from './migrate.ts';
import { jobEntity } from './print-jobs.ts';

const file = 'outbox.db';

export interface OutboxFile {
  source: DataSource;
  /** TypeORM's connection, for statements that must share one transaction */
  db: Db;
}

function madeWith(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, madeWithFile), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Every commit is flushed before it returns: what was confirmed is on disk. */
export function prepareOutbox(db: Db): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('temp_store = MEMORY');
}

/**
 * Opens the outbox, creating it when there is none. A damaged one, or one whose key is lost, is moved aside and `onLost` is called.
 * Throws ReadOnlyFile, and FromTheFuture: an outbox cannot be rebuilt, so an older program must not touch it.
 */
export async function openOutbox(options: {
  dataDir: string;
  key: string;
  onLost: (why: string) => void;
}): Promise<OutboxFile> {
  makeFolder(options.dataDir);
  try {
    return await open(options.dataDir, options.key);
  } catch (error) {
    if (!saysDamaged(error)) throw error;
    const aside = setAside(options.dataDir);
    const why = error instanceof WrongKey ? 'ключ утерян или заменён' : 'файл повреждён';
    options.onLost(`Очередь на отправку не читается (${why}), отложена как ${aside}, начата новая`);
    return open(options.dataDir, options.key);
  }
}

function setAside(dataDir: string): string {
  try {
    return moveAside(dataDir, file);
  } catch (error) {
    throw classified(error, outboxPath(dataDir));
  }
}

async function open(dataDir: string, key: string): Promise<OutboxFile> {
  const path = outboxPath(dataDir);
  if (existsSync(path)) {
    const db = openDatabase(path, key, { mustExist: true, madeWith: madeWith(dataDir) });
    try {
      refuseNewer(db, outboxMigrations);
      const verdict = db.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok')
        throw classified(Object.assign(new Error(String(verdict)), { code: 'SQLITE_CORRUPT' }), path);
    } finally {
      db.close();
    }
  } else {
    openDatabase(path, key).close();
    writeWhole(dataDir, madeWithFile, fingerprint(key));
  }
  const { EntitySchema } = await import('typeorm');
  try {
    const source = await openDataSource(path, key, outboxMigrations, {
      entities: [new EntitySchema(limitEntity), new EntitySchema(jobEntity)],
      prepare: prepareOutbox,
    });
    const db = (source.driver as unknown as { databaseConnection: Db }).databaseConnection;
    return { source, db };
  } catch (error) {
    throw classified(error, path);
  }
}
