// Migrates the outbox file with TypeORM, which is loaded only in the thread that opens the file.
import { createRequire } from 'node:module';
import type { DataSource, DataSourceOptions, MigrationInterface } from 'typeorm';
import { addon } from '../sqlite/addon.ts';
import { setKey, type Db } from '../sqlite/database.ts';
import { FromTheFuture } from '../sqlite/errors.ts';

export type MigrationClass = new () => MigrationInterface;

// created here because TypeORM's own table would not be STRICT
const ownTable = `create table if not exists migrations (
  id integer primary key, timestamp integer not null, name text not null
) strict`;

/** Throws FromTheFuture when the file has a migration that this program does not know. */
export function refuseNewer(db: Db, known: readonly MigrationClass[]): void {
  const there = db.prepare(`select 1 from sqlite_master where name = 'migrations'`).get();
  const applied = there ? (db.prepare('select name from migrations order by id').pluck().all() as string[]) : [];
  const names = known.map(migration => migration.name);
  const unknown = applied.find(name => !names.includes(name));
  if (unknown) throw new FromTheFuture(`Файл создан более новой версией программы (${unknown}).`);
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
    driver: createRequire(import.meta.url)('better-sqlite3') as unknown,
    ...addon,
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
