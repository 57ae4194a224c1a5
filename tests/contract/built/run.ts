// Runs a built main.js on plain Node, with the stub in Electron's place, and reads what it said.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const hooks = new URL('./hooks.ts', import.meta.url).href;

/** The arguments that make Node answer `import 'electron'` with the stub. */
export const withStub = ['--import', hooks];

/** Runs main.js with these settings on a data folder of its own, made inside `folder`. */
export function runMain(main: string, settings: object, folder: string) {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const file = join(dataDir, 'settings.json');
  const keyFile = join(dataDir, 'key');
  writeFileSync(keyFile, 'ab'.repeat(32), { mode: 0o600 });
  writeFileSync(file, JSON.stringify({ dataDir, keyFile, ...settings }));
  const { stdout, stderr, status } = spawnSync(process.execPath, [...withStub, main], {
    env: { ...process.env, KAPREMONT_SETTINGS: file },
    encoding: 'utf8',
    timeout: 20_000,
  });
  const lines = stdout.split('\n').filter(Boolean);
  return { dataDir, stderr, status, said: lines.map(line => JSON.parse(line) as Record<string, unknown>) };
}
