// Opens an encrypted SQLite file with a raw key; each possible fault of the file has its own error class.
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { addon } from './addon.ts';
import { DamagedFile, ReadOnlyFile, saysDamaged, saysUnwritable, WrongKey } from './errors.ts';
import { fingerprint } from './keys.ts';

export type Db = Database.Database;
export type Statement = Database.Statement;

/** Sets the key on a new connection. A raw key, because deriving one from a passphrase takes 200 ms per connection. */
export function setKey(db: Db, keyHex: string): void {
  db.pragma(`cipher='sqlcipher'`);
  db.pragma(`key="x'${keyHex}'"`);
}

/** Attaches an existing file under `name` to a connection that has no key of its own. */
export function attach(db: Db, path: string, keyHex: string, name: string): void {
  db.pragma(`cipher='sqlcipher'`);
  db.prepare(`attach ? as ${name} key "x'${keyHex}'"`).run(path);
}

export interface OpenOptions {
  readonly?: boolean;
  mustExist?: boolean;
  /** fingerprint of the key the file was made with, which tells a lost key from a damaged file */
  madeWith?: string | undefined;
  /** also a file that is cut short, or whose first page is an earlier one: for reading what is left of it */
  torn?: boolean;
}

/** Opens a file and reads its first page. Throws WrongKey, DamagedFile, ReadOnlyFile. */
export function openDatabase(path: string, keyHex: string, options: OpenOptions = {}): Db {
  let db: Db | null = null;
  try {
    // SQLite would create the file readable by everyone; its journal files take the rights of this file
    if (!options.mustExist) closeSync(openSync(path, 'a', 0o600));
    db = new Database(path, {
      ...addon,
      readonly: options.readonly ?? false,
      fileMustExist: options.mustExist ?? false,
      timeout: 10_000,
    });
    setKey(db, keyHex);
    if (options.torn) {
      // without it the next pragma is passed over
      db.unsafeMode(true);
      db.pragma('writable_schema = on');
    }
    db.prepare('select count(*) from sqlite_master').get();
    return db;
  } catch (error) {
    db?.close();
    throw classified(error, path, options.madeWith !== undefined && options.madeWith !== fingerprint(keyHex));
  }
}

/** Converts an error of SQLite or the file system to WrongKey, DamagedFile or ReadOnlyFile; returns any other error unchanged. */
export function classified(error: unknown, path: string, keyDiffers = false): unknown {
  const why = { cause: error };
  if (saysDamaged(error) && keyDiffers)
    return new WrongKey(`Ключ не подходит к файлу ${path}: файл создан с другим ключом.`, why);
  if (saysDamaged(error)) return new DamagedFile(`Файл ${path} повреждён.`, why);
  if (saysUnwritable(error))
    return new ReadOnlyFile(`Файл ${path} нельзя открыть для записи: проверьте права на папку и место на диске.`, why);
  return error;
}
