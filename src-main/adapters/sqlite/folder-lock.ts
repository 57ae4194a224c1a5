// One program a data folder, by whatever name, link or user it is reached: a lock of the system on a file in it, which ends with the process.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { addon } from './addon.ts';
import { classified, type Db } from './database.ts';
import { FolderTaken } from './errors.ts';

const file = 'program.lock';

/** A program that is ending holds it for some moments more. */
const waitMs = 3_000;

/** Held until the returned connection is closed. Throws FolderTaken while another program has the folder, and ReadOnlyFile. */
export function holdFolder(dataDir: string): Db {
  const path = join(dataDir, file);
  let db: Db | null = null;
  try {
    db = new Database(path, { ...addon, timeout: waitMs });
    db.exec('begin exclusive');
    return db;
  } catch (error) {
    db?.close();
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw classified(error, path);
    throw new FolderTaken(
      `С папкой данных ${dataDir} уже работает запущенная программа. Закройте её или назовите другую папку: --data или KAPREMONT_DATA.`,
      { cause: error },
    );
  }
}
