// The password of the terminal's login comes from where the terminal keeps its keys, and a real server asks for it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTerminalLogin } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { compose } from '../../src-main/compose.ts';
import type { Program } from '../../src-main/program.ts';
import { Settings } from '../../src-main/settings.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, removeFolder } from './sync-support.ts';

let dataDir: string;
let fund: FundDatabase;
let program: Program | null = null;
beforeEach(async () => {
  dataDir = folder();
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 2, ['2026-09', '2026-10']));
});
afterEach(async () => {
  await program?.close();
  program = null;
  await fund.drop();
  removeFolder(dataDir);
});

const password = 'Very-secret-7-login';

/** The settings of a terminal that is no demo, its login with a password of its own. */
async function terminal() {
  const login = `kiosk_secret_${process.pid}`;
  const address = new URL(await createTerminalLogin(fund.url, login, password));
  address.password = '';
  const keyFile = join(dataDir, 'key');
  writeFileSync(keyFile, 'ab'.repeat(32), { mode: 0o600 });
  const settings = { dataDir, keyFile, fundUrl: address.href };
  const file = join(dataDir, 'settings.json');
  writeFileSync(file, JSON.stringify(settings));
  return { settings: Settings.parse(settings), file };
}

const freshness = async () => {
  const answer = await program?.dispatch({ audience: 'kiosk' }, 'system.info', {});
  return (answer as { value: { freshness: { state: string } } }).value.freshness.state;
};

test('stored by the command, it opens the fund, and stands in no file and no line of the log', async () => {
  const { settings, file } = await terminal();
  const secret = fileURLToPath(new URL('../../src-main/cli/secret.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [secret, 'fund-password'], {
    env: { PATH: process.env['PATH'], KAPREMONT_SETTINGS: file },
    encoding: 'utf8',
    input: `${password}\n`,
  });
  expect([status, stderr]).toEqual([0, '']);
  program = await compose(settings, { checkOutputs: true, log: 'file' });
  await eventually(async () => (await freshness()) === 'fresh');
  await program.close();
  program = null;
  const texts = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  expect(texts.length).toBeGreaterThan(3);
  expect([stdout, ...texts].filter(text => text.includes(password))).toEqual([]);
});

test('never stored, the terminal starts on what it has and says that the fund is not reached', async () => {
  const { settings } = await terminal();
  program = await compose(settings, { checkOutputs: true, log: 'file' });
  await eventually(async () => !['fresh', 'loading'].includes(await freshness()));
});
