// Bringing a local file to this program's schema with TypeORM, which is loaded only when there is something to do.
import { createRequire } from 'node:module';
import type { DataSource, DataSourceOptions, MigrationInterface } from 'typeorm';
import type { Db } from './database.ts';
import { setKey } from './database.ts';
import { FromTheFuture } from './errors.ts';

export type MigrationClass = new () => MigrationInterface;

// STRICT like every other table; TypeORM's own would not be
const ownTable = `create table if not exists migrations (
  id integer primary key, timestamp integer not null, name text not null
) strict`;

/** Names of the migrations a file has, oldest first. */
function applied(db: Db): string[] {
  const there = db.prepare(`select 1 from sqlite_master where name = 'migrations'`).get();
  return there ? (db.prepare('select name from migrations order by id').pluck().all() as string[]) : [];
}

/** True when the file has exactly these migrations. Throws FromTheFuture when it has one this program does not know. */
export function isCurrent(db: Db, known: readonly MigrationClass[]): boolean {
  const names = known.map(migration => migration.name);
  const has = applied(db);
  const unknown = has.find(name => !names.includes(name));
  if (unknown) throw new FromTheFuture(`Файл создан более новой версией программы (${unknown}).`);
  return has.length === names.length;
}

/** A TypeORM data source over an encrypted file, its migrations run. Close it with `destroy()`. */
export async function openDataSource(
  path: string,
  keyHex: string,
  migrations: readonly MigrationClass[],
  more: { entities?: NonNullable<DataSourceOptions['entities']>; prepare?: (db: Db) => void } = {},
): Promise<DataSource> {
  const typeorm = await import('typeorm');
  const source = new typeorm.DataSource({
    type: 'better-sqlite3',
    driver: createRequire(import.meta.url)('better-sqlite3'),
    database: path,
    timeout: 10_000,
    migrations: [...migrations],
    migrationsTransactionMode: 'all',
    entities: more.entities ?? [],
    prepareDatabase: (db: Db) => {
      setKey(db, keyHex);
      more.prepare?.(db);
      db.exec(ownTable);
    },
  });
  await source.initialize();
  try {
    await source.runMigrations();
    return source;
  } catch (error) {
    await source.destroy();
    throw error;
  }
}
