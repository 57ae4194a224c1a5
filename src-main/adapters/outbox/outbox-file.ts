// Opens the outbox file: created at the first start, made anew from what can be read of it when it is damaged, never deleted.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { outboxMigrations } from '../../../migrations/outbox/index.ts';
import type { OutboxDamage } from '../../ports/outbox-damage.ts';
import { classified, openDatabase, type Db } from '../sqlite/database.ts';
import { DamagedFile, saysDamaged, saysUnwritable, WrongKey } from '../sqlite/errors.ts';
import { makeFolder, outboxPath, writeWhole } from '../sqlite/files.ts';
import { fingerprint, madeWithFile, wrongKeyWords } from '../sqlite/keys.ts';
import { limitEntity } from './attempt-limits.ts';
import { keepIdentity, readIdentity, type TerminalIdentity } from './identity.ts';
import { Meta, metaKeys } from './meta.ts';
import { openDataSource, refuseNewer } from './migrate.ts';
import { jobEntity } from './print-jobs.ts';
import { recoverOutbox, settleRecovery } from './recovery.ts';
import { keepFirstPage } from './salvage.ts';

export interface OutboxFile {
  source: DataSource;
  /** TypeORM's connection, for statements that must share one transaction */
  db: Db;
  /** Keeps beside the file what it is found by and mended with; call it after what it holds of the terminal has changed. */
  keep(identity: TerminalIdentity): void;
  /** On a full disk: the journal begins anew in the room it has already. */
  makeRoom(): void;
}

export interface OutboxOptions {
  dataDir: string;
  key: string;
  onLost: (why: string) => void;
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
 * Opens the outbox, creating it when there is none. One that is damaged, gone, or older than what this terminal has done is made anew from
 * what can be read of it, the old file is kept aside, and `onLost` is called. Throws WrongKey, ReadOnlyFile, and FromTheFuture: what waits in
 * it exists nowhere else.
 */
export async function openOutbox(options: OutboxOptions): Promise<OutboxFile> {
  const { dataDir } = options;
  makeFolder(dataDir);
  settleRecovery(dataDir);
  const identity = readIdentity(dataDir);
  const why = examine(options, identity);
  if (why) {
    const damage = await recover(options, identity, why);
    options.onLost(sentence(damage));
  }
  return open(options);
}

const reasons: Record<OutboxDamage['why'], string> = {
  damaged: 'файл повреждён',
  gone: 'файла нет',
  older: 'файл старше, чем то, что этот терминал уже сделал',
};

const sentence = ({ why, file, waiting, unread }: OutboxDamage): string =>
  `Очередь на отправку прочитана не вся (${reasons[why]}): спасено и ждёт отправки строк — ${waiting}; ` +
  `не прочитано до конца: ${unread.join(', ') || 'ничего'}${file === null ? '' : `; прежний файл сохранён как ${file}`}`;

async function recover(
  { dataDir, key }: OutboxOptions,
  identity: TerminalIdentity | null,
  why: OutboxDamage['why'],
): Promise<OutboxDamage> {
  try {
    return await recoverOutbox({ dataDir, key, identity, why, prepare: prepareOutbox });
  } catch (error) {
    throw classified(error, outboxPath(dataDir));
  }
}

/** What keeps the file from being used as it is; null when nothing does. */
function examine({ dataDir, key }: OutboxOptions, identity: TerminalIdentity | null): OutboxDamage['why'] | null {
  const path = outboxPath(dataDir);
  if (!existsSync(path)) return identity === null && madeWith(dataDir) === undefined ? null : 'gone';
  try {
    const db = openDatabase(path, key, { mustExist: true, madeWith: madeWith(dataDir) });
    try {
      refuseNewer(db, outboxMigrations);
      const verdict: unknown = db.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok') throw new DamagedFile(String(verdict));
      // emptied
      if (identity && !db.prepare(`select 1 from sqlite_master where name = 'meta'`).get()) return 'damaged';
      return isBehind(db, identity) ? 'older' : null;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof WrongKey) throw new WrongKey(wrongKeyWords(path), { cause: error });
    if (!saysDamaged(error)) throw error;
    return 'damaged';
  }
}

function isBehind(db: Db, identity: TerminalIdentity | null): boolean {
  if (!identity) return false;
  const meta = new Meta(db);
  return (
    meta.get(metaKeys.terminalId) !== identity.terminalId || Number(meta.get(metaKeys.lines) ?? 0) < identity.lines
  );
}

async function open({ dataDir, key }: OutboxOptions): Promise<OutboxFile> {
  const path = outboxPath(dataDir);
  if (!existsSync(path)) openDatabase(path, key).close();
  if (madeWith(dataDir) !== fingerprint(key)) writeWhole(dataDir, madeWithFile, fingerprint(key));
  const { EntitySchema } = await import('typeorm');
  try {
    const source = await openDataSource(path, key, outboxMigrations, {
      entities: [new EntitySchema(limitEntity), new EntitySchema(jobEntity)],
      prepare: prepareOutbox,
    });
    const db = (source.driver as unknown as { databaseConnection: Db }).databaseConnection;
    keepRoom(db);
    const makeRoom = () => void db.pragma('wal_checkpoint(RESTART)');
    return { source, db, keep: keeper(dataDir, db), makeRoom };
  } catch (error) {
    throw classified(error, path);
  }
}

const roomBytes = 1_048_576;

/**
 * Free pages in the file, and as much in its journal, so that the last lines and the jobs under way can be written when the disk is full.
 * What lines have used of them is made again. On a disk that is full already there is none to keep.
 */
function keepRoom(db: Db): void {
  try {
    db.exec('drop table if exists room');
    db.exec('create table room (filler blob not null) strict');
    db.prepare('insert into room (filler) values (zeroblob(?))').run(roomBytes);
    db.exec('drop table room');
  } catch (error) {
    if (!saysUnwritable(error)) throw error;
  }
}

function keeper(dataDir: string, db: Db): OutboxFile['keep'] {
  let pages = 0;
  const least = roomBytes / 2 / (db.pragma('page_size', { simple: true }) as number);
  return identity => {
    keepIdentity(dataDir, identity);
    if ((db.pragma('freelist_count', { simple: true }) as number) < least) keepRoom(db);
    const now = db.pragma('page_count', { simple: true }) as number;
    if (now <= pages) return;
    pages = now;
    keepFirstPage(dataDir, db);
  };
}
