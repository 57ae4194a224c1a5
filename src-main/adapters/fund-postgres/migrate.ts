// Migrates a fund database to the exchange schema, creates a terminal's login, and wraps a bulk load.
import type { ClientBase } from 'pg';
import pg from 'pg';
import { fundMigrations } from '../../../migrations/fund/index.ts';
import { serverConfig } from './connection.ts';
import { writeLetterTemplates } from './letter-templates.ts';

const MIGRATIONS_TABLE = 'kapremont_migrations';

/** The same address with another database name. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...serverConfig(url), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Runs the pending migrations, each in its own transaction, and brings the letters' texts up to date; creates `database` when it is given and absent.
 * Returns the address of the migrated database. Rejects when a newer version of the program migrated it.
 */
export async function migrateFund(superuserUrl: string, database?: string): Promise<string> {
  if (database !== undefined) await createDatabase(superuserUrl, database);
  const url = database === undefined ? superuserUrl : withDatabase(superuserUrl, database);
  await runMigrations(url);
  await withClient(url, client => writeLetterTemplates(client));
  return url;
}

async function runMigrations(url: string): Promise<void> {
  const known = fundMigrations.map(migration => migration.name);
  const done = await migrationsDone(url);
  const foreign = done.filter(name => !known.includes(name));
  if (foreign.length > 0)
    throw new Error(`База фонда создана более новой версией программы (${foreign.join(', ')}). Обновите программу.`);
  // TypeORM takes a third of a second to load; with an up-to-date database a start does not need it.
  if (done.length === known.length) return;
  const { DataSource } = await import('typeorm');
  const source = new DataSource({
    type: 'postgres',
    url,
    // TypeORM reads only part of an address
    // what waits for a transaction left open keeps all who come after it waiting too
    extra: { ...serverConfig(url), lock_timeout: 5_000 },
    migrations: [...fundMigrations],
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each',
    logging: false,
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

export const migrationsDone = (url: string): Promise<string[]> =>
  withClient(url, async client => {
    const { rows } = await client.query<{ there: string | null }>(`select to_regclass($1) as there`, [
      `public.${MIGRATIONS_TABLE}`,
    ]);
    if (!rows[0]?.there) return [];
    const names = await client.query<{ name: string }>(`select name from public.${MIGRATIONS_TABLE} order by id`);
    return names.rows.map(row => row.name);
  });

const createDatabase = (superuserUrl: string, database: string): Promise<void> =>
  withClient(superuserUrl, async client => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(database)} encoding 'UTF8' template template0`);
  });

/**
 * Creates a login with a terminal's rights (or changes its password), as docs/fund-database.md describes for a DBA; `mailer` sends letters too.
 * Returns the address a terminal connects with.
 */
export async function createTerminalLogin(
  superuserUrl: string,
  name: string,
  password: string,
  { mailer = false } = {},
): Promise<string> {
  await withClient(superuserUrl, async client => {
    const login = client.escapeIdentifier(name);
    const secret = client.escapeLiteral(password);
    await client.query(`create role ${login} login password ${secret}`).catch((error: unknown) => {
      const { code } = error as { code?: string };
      if (code !== '42710' && code !== '23505') throw error;
    });
    await client.query(`alter role ${login} login password ${secret}`);
    await client.query(`grant kiosk_reader, kiosk_writer${mailer ? ', kiosk_mailer' : ''} to ${login}`);
  });
  const url = new URL(superuserUrl);
  url.username = encodeURIComponent(name);
  url.password = encodeURIComponent(password);
  return url.href;
}

/**
 * Opens a transaction without triggers and foreign keys, for filling the reference tables by COPY. Superuser only.
 * The rows must be consistent by themselves; a table truncated in it is loaded without WAL by the embedded server.
 */
export async function beginBulkLoad(client: ClientBase): Promise<void> {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
}

/** Commits a bulk load. The change log has nothing of it, so the log starts a new generation and every terminal takes a new snapshot. */
export async function endBulkLoad(client: ClientBase): Promise<void> {
  await client.query('set local session_replication_role = origin');
  await client.query('select exchange.resnapshot()');
  await client.query('commit');
  await client.query('analyze');
}
