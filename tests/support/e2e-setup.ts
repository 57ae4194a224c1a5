// Before the browser tests: one real PostgreSQL with a small demo region, copied for every program they start.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemoStaff } from '../../scripts/demo/staff.ts';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { migrateFund, withDatabase } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { fillDemo } from '../../scripts/demo/index.ts';
import { withClient } from './postgres.ts';

/** The region nobody reads: a program's own fund is a copy of it. */
const TEMPLATE = 'kapremont_template';

/** Accounts of the region every program of the run has. */
export const demoAccounts = 400;

/** Where the tests find the server, as its superuser. */
export const SERVER = 'KAPREMONT_TEST_SERVER';

export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-e2e-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  process.env[SERVER] = server.superuserUrl;
  const template = await migrateFund(server.superuserUrl, TEMPLATE);
  await fillDemo(template, { accounts: demoAccounts });
  await seedDemoStaff(template);
  // A database somebody is connected to cannot be copied.
  await withClient(server.superuserUrl, client => client.query(`alter database ${TEMPLATE} allow_connections false`));
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(server.home, { recursive: true, force: true });
  };
}

/** A fund with the demo's region for one data folder alone: what is counted, locked or paid in it is no other test's. Made once. */
export async function fundOf(dataDir: string): Promise<string> {
  const server = process.env[SERVER];
  if (!server) throw new Error('No test server: run through playwright.config.ts');
  const name = `kapremont_demo_${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  await withClient(server, async client => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
    // rights over a database itself are not copied
    await client.query(`revoke temporary on database ${name} from public`);
  });
  return withDatabase(server, name);
}
