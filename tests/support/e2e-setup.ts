// Before the browser tests: one real PostgreSQL with a small demo region, shared by every program they start.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { fillDemo } from '../../scripts/demo/index.ts';

/** Accounts of the region every program of the run reads. */
export const demoAccounts = 400;

/** Where the tests find the server, as its superuser. */
export const SERVER = 'KAPREMONT_TEST_SERVER';

export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-e2e-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  process.env[SERVER] = server.superuserUrl;
  // Two programs that start at once would both make it.
  await fillDemo(await migrateFund(server.superuserUrl, 'kapremont_demo'), { accounts: demoAccounts });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(server.home, { recursive: true, force: true });
  };
}
