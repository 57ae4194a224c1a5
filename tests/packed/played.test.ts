// The packed program in a window: main.js out of the archive, with Electron played by a real Chromium, over a real PostgreSQL.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { headlessChromium } from '../../scripts/chromium.ts';
import { demoWalkAccounts, fillDemo, type WalkAccount } from '../../scripts/demo/index.ts';
import { seedDemoStaff } from '../../scripts/demo/staff.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { createTerminalLogin, migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';

const { folder, tree } = inject('packed');
const hooks = new URL('./played/hooks.ts', import.meta.url).href;
let server: EmbeddedPostgres;
let superuserUrl: string;
let account: WalkAccount;
let chromium: Awaited<ReturnType<typeof headlessChromium>>;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), throwaway: true });
  superuserUrl = await migrateFund(server.superuserUrl, 'played');
  await fillDemo(superuserUrl, { accounts: 200 });
  await seedDemoStaff(superuserUrl);
  [account] = (await demoWalkAccounts(superuserUrl, { count: 1 })) as [WalkAccount];
  chromium = await headlessChromium();
});
afterAll(() => server.stop());

interface Outcome {
  saw: Record<string, never>;
  asked: string[];
  code: number;
  stderr: string;
  printed: string[];
}

async function play(
  walk: string,
  audience: 'kiosk' | 'desk' = 'kiosk',
  dataDir = mkdtempSync(join(folder, 'data-')),
): Promise<Outcome> {
  const printed = join(dataDir, 'printed');
  mkdirSync(printed, { recursive: true });
  const keyFile = join(dataDir, 'key');
  writeFileSync(keyFile, 'ab'.repeat(32), { mode: 0o600 });
  // a login is one terminal's for good
  const address = new URL(await createTerminalLogin(superuserUrl, `played_${walk}`, 'secret'));
  address.password = '';
  const settings = join(dataDir, 'settings.json');
  const printers = [{ name: 'Папка', kind: 'folder', folder: printed }];
  writeFileSync(settings, JSON.stringify({ dataDir, keyFile, fundUrl: address.href, printers, audience }));
  const child = spawn(process.execPath, ['--import', hooks, join(tree, 'dist/main/src-main/host-electron/main.js')], {
    env: {
      ...process.env,
      PGPASSWORD: 'secret',
      KAPREMONT_SETTINGS: settings,
      KAPREMONT_TEST_WALK: walk,
      KAPREMONT_TEST_ACCOUNT: JSON.stringify(account),
      KAPREMONT_TEST_CHROMIUM: JSON.stringify({
        executablePath: chromium.path,
        args: chromium.args,
        env: chromium.env,
      }),
    },
    timeout: 90_000,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number>(resolve => child.once('close', status => resolve(status ?? -1)));
  const said = stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as Partial<Outcome>);
  return { saw: {}, asked: [], ...Object.assign({}, ...said), stderr, code, printed: readdirSync(printed) } as Outcome;
}

test('an owner goes from hello to paper in its window, though nothing is drawn while it is hidden', async () => {
  const { saw, asked, code, stderr, printed } = await play('owner');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(saw).toMatchObject({
    bridge: { keys: ['call', 'on'], frozen: true, leaks: false },
    inline: { ran: false, outside: 'refused' },
    balance: expect.stringMatching(/₽/) as string,
  });
  expect(asked).toContain('show');
  expect(asked).toContain('prevent-display-sleep');
  expect(printed.filter(name => name.endsWith('.pdf'))).toHaveLength(1);
});

test('a page that crashes with an open account comes back with nobody’s', async () => {
  const { saw, code, stderr } = await play('crash');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(saw).toMatchObject({ state: { ok: true, value: { accounts: [] } } });
});

test('a clerk signs in at the desk, opens an account by a document, and leaves nothing of it at the end of the shift', async () => {
  const { saw, code, stderr } = await play('staff', 'desk');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(saw).toMatchObject({ owner: account.owner, left: 0 });
});
