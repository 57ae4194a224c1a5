// `npm run test:soak -- --rest`: what takes the memory of the compiled program (after `npm run build`), kind of work by kind of work.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { createTerminalLogin, migrateFund, withDatabase } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { settingsOf } from '../faults/support/program.ts';
import { seedFund } from '../support/fund-seed.ts';
import { withClient } from '../support/postgres.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export async function memoryAtRest(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'kapremont-rest-'));
  // as root the server runs as another user
  chmodSync(place, 0o711);
  const server = await startEmbeddedPostgres({ dataDir: join(place, 'postgres'), throwaway: true });
  try {
    const url = await migrateFund(server.superuserUrl, 'fund');
    await withClient(url, client => seedFund(client, 3000, ['2026-08', '2026-09', '2026-10']));
    const fundUrl = withDatabase(await createTerminalLogin(server.superuserUrl, 'rest', 'rest'), 'fund');
    const dataDir = join(place, 'data');
    mkdirSync(dataDir);
    const file = join(place, 'settings.json');
    writeFileSync(file, JSON.stringify(settingsOf(dataDir, fundUrl)));
    const child = spawn(process.execPath, [here('./rest-child.ts'), file, here('../../dist/main/src-main')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const rows: unknown[] = [];
    createInterface({ input: child.stdout }).on('line', line => rows.push(JSON.parse(line)));
    await new Promise(resolve => child.once('close', resolve));
    console.table(rows);
    console.log(`load ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await server.stop();
    rmSync(place, { recursive: true, force: true });
  }
}
