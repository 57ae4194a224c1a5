// One program per data folder, by whatever name it is reached, and nobody else in its place: the socket lies where only the program's user can put one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FolderTaken } from '../../src-main/adapters/sqlite/errors.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import { keysOf, listeningLog } from './sync-support.ts';
import { claimSingle, socketPath } from '../../scripts/single.ts';

let place: string;
beforeEach(() => (place = mkdtempSync(join(tmpdir(), 'kapremont-single-'))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(place, { recursive: true, force: true });
});

it('the first copy answers the second through the data folder alone', async () => {
  const dataDir = join(place, 'data');
  const first = await claimSingle(dataDir);
  if (!first.first) throw new Error('not the first');
  first.onShow(() => 'показано');
  expect(await claimSingle(dataDir)).toEqual({ first: false, answer: 'показано' });
  expect(statSync(socketPath(dataDir)).isSocket()).toBe(true);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(socketPath(dataDir).startsWith(dataDir)).toBe(true);
  first.release();
});

it('a data folder too deep for a socket uses the user’s runtime folder, and says so where there is none', async () => {
  const deep = join(place, 'a'.repeat(60), 'b'.repeat(60));
  const runtime = mkdtempSync(join(tmpdir(), 'kapremont-run-'));
  vi.stubEnv('XDG_RUNTIME_DIR', runtime);
  const first = await claimSingle(deep);
  if (!first.first) throw new Error('not the first');
  expect(existsSync(socketPath(deep))).toBe(true);
  expect(readdirSync(runtime)).toHaveLength(1);
  first.release();
  rmSync(runtime, { recursive: true, force: true });
  vi.stubEnv('XDG_RUNTIME_DIR', '');
  await expect(claimSingle(deep)).rejects.toThrow('слишком длинный');
});

it('a second program is refused by another name of the folder, a link to it or another temporary folder; not once the first has ended', async () => {
  const dataDir = join(place, 'data');
  const link = join(place, 'link');
  const script = fileURLToPath(new URL('./outbox-child.ts', import.meta.url));
  const first = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(first.stdout, 'data');
  symlinkSync(dataDir, link);
  vi.stubEnv('TMPDIR', place);
  const open = async (path: string) => openStore({ dataDir: path, keys: await keysOf(path), log: listeningLog() });
  for (const path of [dataDir, `${dataDir}/`, join(place, 'other') + '/../data', link])
    await expect(open(path), path).rejects.toBeInstanceOf(FolderTaken);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const store = await open(link);
  expect(await store.terminalStore.outboxSize()).toBeGreaterThan(0);
  await store.close();
}, 60_000);
