// Runs a built main.js on plain Node, with the stub in Electron's place, and reads what it said.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const hooks = new URL('./hooks.ts', import.meta.url).href;

/** The arguments that make Node answer `import 'electron'` with the stub. */
export const withStub = ['--import', hooks];

/** Runs main.js with these settings on a data folder of its own, made inside `folder`; with a `command` as an installed program does. */
export function runMain(main: string, settings: object, folder: string, command?: { args: string[]; input: string }) {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const file = join(dataDir, 'settings.json');
  const keyFile = join(dataDir, 'key');
  writeFileSync(keyFile, 'ab'.repeat(32), { mode: 0o600 });
  writeFileSync(file, JSON.stringify({ dataDir, keyFile, ...settings }));
  const { stdout, stderr, status } = spawnSync(process.execPath, [...withStub, main, ...(command?.args ?? [])], {
    env: { ...process.env, KAPREMONT_SETTINGS: file, ...(command && { KAPREMONT_TEST_PACKAGED: 'yes' }) },
    input: command?.input ?? '',
    encoding: 'utf8',
    timeout: 20_000,
  });
  const lines = stdout.split('\n').filter(Boolean);
  const said = lines.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as Record<string, unknown>);
  return { dataDir, stdout, stderr, status, said };
}
