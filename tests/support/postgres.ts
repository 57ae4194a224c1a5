// Fresh fund databases for tests: each a copy of one migrated template on the run's shared server.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { migrateFund, withDatabase } from '../../src-main/adapters/fund-postgres/migrate.ts';

export const RUN_FOLDER = 'KAPREMONT_TEST_RUN';
export const TEMPLATE = 'fund_template';

/** Addresses of logins with a terminal's rights, a terminal has one of its own; `mailers` send letters too. */
export type TestServer =
  { superuserUrl: string; terminals: readonly string[]; mailers: readonly string[] } | { error: string };

export interface FundDatabase {
  /** as the superuser, who owns the schema */
  url: string;
  /** as a terminal's login: kiosk_reader and kiosk_writer */
  terminalUrl: string;
  /** The login of one more terminal, the same for the same name of it: its data folder, or its id. */
  terminalOf(which: string): string;
  /** The same of a terminal that sends the fund's letters. */
  mailerOf(which: string): string;
  name: string;
  drop(): Promise<void>;
}

async function testServer(): Promise<Exclude<TestServer, { error: string }>> {
  const folder = process.env[RUN_FOLDER];
  if (!folder) throw new Error('No test server: this runner has no globalSetup of tests/support/global-setup.ts');
  const file = join(folder, 'server.json');
  if (!existsSync(file)) writeFileSync(join(folder, 'wanted'), '');
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (existsSync(file)) {
      const server = JSON.parse(readFileSync(file, 'utf8')) as TestServer;
      if ('error' in server) throw new Error(`The test server did not start: ${server.error}`);
      return server;
    }
    await pause(20);
  }
  throw new Error('The test server did not start within a minute');
}

/** A connection the test ends itself; its loss is seen by the next query, never as an uncaught exception. */
export async function openClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs one piece of work on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openClient(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Statements one after another, as the database's owner. */
export const inFund = (fund: FundDatabase, ...statements: string[]): Promise<void> =>
  withClient(fund.url, async client => {
    for (const statement of statements) await client.query(statement);
  });

/** A migrated, empty fund database of one's own; `template0` for one without any table. */
export async function freshFundDatabase(template: typeof TEMPLATE | 'template0' = TEMPLATE): Promise<FundDatabase> {
  return createdBy(name => `create database ${name} template ${template}`);
}

/** A migrated, empty fund database whose texts are kept in another encoding than UTF-8. */
export async function fundDatabaseIn(encoding: 'SQL_ASCII' | 'WIN1251'): Promise<FundDatabase> {
  const fund = await createdBy(
    name => `create database ${name} template template0 encoding '${encoding}' lc_collate 'C' lc_ctype 'C'`,
  );
  await migrateFund(fund.url);
  return fund;
}

async function createdBy(sql: (name: string) => string): Promise<FundDatabase> {
  const server = await testServer();
  const name = `fund_${randomBytes(6).toString('hex')}`;
  await withClient(server.superuserUrl, client => client.query(sql(name)));
  const here = (urls: readonly string[]) => urls.map(url => withDatabase(url, name));
  const [terminalUrl, ...terminals] = here(server.terminals) as [string, ...string[]];
  return {
    name,
    url: withDatabase(server.superuserUrl, name),
    terminalUrl,
    terminalOf: oneEach(terminals),
    mailerOf: oneEach(here(server.mailers)),
    drop: async () => {
      await withClient(server.superuserUrl, client => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Gives each name one of the addresses. */
function oneEach(urls: readonly string[]): (which: string) => string {
  const free = [...urls];
  const given = new Map<string, string>();
  return which => {
    const url = given.get(which) ?? free.shift();
    if (!url) throw new Error('No login is left for one more terminal: make more of them in global-setup.ts');
    given.set(which, url);
    return url;
  };
}
