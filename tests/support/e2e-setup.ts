// Before the browser tests: one real PostgreSQL with a small demo region, shared by every program they start.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src-main/adapters/fund-postgres/embedded.ts';

/** Where the tests find the server, as its superuser. */
export const SERVER = 'KAPREMONT_TEST_SERVER';

export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-e2e-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  process.env[SERVER] = server.superuserUrl;
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(server.home, { recursive: true, force: true });
  };
}
