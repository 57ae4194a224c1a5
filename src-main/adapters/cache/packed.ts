// Packed rows of a copy put into a cache file: the image is a connection's own file, and the cache is attached beside it, so that SQLite moves whole
// rows from one into the other.
import Database from 'better-sqlite3';
import { IMAGE_TABLE } from '../../base/sqlite-image.ts';
import type { PackedRows, Words } from '../../ports/fund.ts';
import { attach, type Db } from '../sqlite/database.ts';
import type { AnyRow } from './derived.ts';
import type { EntityTable } from './schema.ts';

const CACHE = 'cache';

/** A connection that has the table of the image, and all tables of the file at `path`. */
export function openBeside(image: PackedRows['image'], path: string, keyHex: string): Db {
  const db = new Database(Buffer.from(image.buffer, image.byteOffset, image.byteLength));
  try {
    attach(db, path, keyHex, CACHE);
    db.pragma(`${CACHE}.journal_mode = TRUNCATE`);
    db.pragma(`${CACHE}.synchronous = OFF`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function addWords(db: Db, words: Words): void {
  if (words.length === 0) return;
  const add = db.prepare('insert into string_table (id, text) values (?, ?)');
  for (const word of words) add.run(...word);
}

/** All rows as they are. Throws a constraint error when the file has a row of one of the keys. */
export const movePacked = (db: Db, { name, columns }: EntityTable): unknown =>
  db.exec(`insert into ${name} (${columns.join(', ')}) select * from ${IMAGE_TABLE}`);

/** The rows as they came. */
export function unpacked(db: Db, { columns, repeated }: EntityTable): AnyRow[] {
  const cells = columns.map((name, at) =>
    repeated.has(name) ? `(select text from string_table where id = c${at}) as ${name}` : `c${at} as ${name}`,
  );
  return db.prepare(`select ${cells.join(', ')} from ${IMAGE_TABLE}`).all() as AnyRow[];
}
