// One PostgreSQL for a whole test run, started when the first test asks for a database. Serves vitest and Playwright alike.
import { chmodSync, existsSync, mkdtempSync, rmSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { RUN_FOLDER, TEMPLATE, type TestServer, withClient } from './postgres.ts';

export default function setup(): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-tests-'));
  // As root the server runs as another user, who has to get through to its data.
  chmodSync(folder, 0o711);
  process.env[RUN_FOLDER] = folder;
  let server: Promise<EmbeddedPostgres> | null = null;
  // Workers cannot start it: they end one by one, and it has to outlive them all.
  const watch = setInterval(() => {
    if (server || !existsSync(join(folder, 'wanted'))) return;
    server = start(folder);
    server.catch((error: unknown) => publish(folder, { error: String(error) }));
  }, 25);
  watch.unref();
  return async () => {
    clearInterval(watch);
    await server?.then(started => started.stop()).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  };
}

async function start(folder: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), throwaway: true });
  // Ctrl+C does not wait for a teardown.
  process.once('exit', () => server.stopNow());
  const template = await migrateFund(server.superuserUrl, TEMPLATE);
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}_${i + 1}`);
  publish(folder, {
    superuserUrl: server.superuserUrl,
    terminals: await testLogins(
      template,
      ['terminal_test', ...numbered('terminal_test', 150)],
      'kiosk_reader, kiosk_writer',
    ),
    mailers: await testLogins(template, numbered('mailer_test', 60), 'kiosk_reader, kiosk_writer, kiosk_mailer'),
  });
  return server;
}

async function testLogins(url: string, names: readonly string[], groups: string): Promise<string[]> {
  await withClient(url, client =>
    client.query(`
      do $$ declare one text; begin
        foreach one in array array['${names.join("', '")}'] loop
          execute format('create role %I login password %L in role ${groups}', one, one);
        end loop;
      end $$`),
  );
  return names.map(name => Object.assign(new URL(url), { username: name, password: name }).href);
}

function publish(folder: string, server: TestServer): void {
  writeFileSync(join(folder, 'server.json.part'), JSON.stringify(server));
  renameSync(join(folder, 'server.json.part'), join(folder, 'server.json'));
}
