// Finding out whether Electron can open a window: quickly, and always with a reason.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { electronAvailable, obtainElectron, type Machine } from '../../scripts/electron-runtime.ts';

let packageDir: string;
let machine: Machine;
beforeEach(() => {
  packageDir = mkdtempSync(join(tmpdir(), 'kapremont-electron-'));
  machine = { platform: 'linux', env: { PATH: process.env['PATH'], DISPLAY: ':0' }, uid: 1000, packageDir };
});
afterEach(() => rmSync(packageDir, { recursive: true }));

function install(script: string): string {
  mkdirSync(join(packageDir, 'dist'));
  writeFileSync(join(packageDir, 'path.txt'), 'electron');
  const path = join(packageDir, 'dist', 'electron');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('a runtime that starts is given by its path', () => {
  const path = install('[ "$ELECTRON_RUN_AS_NODE" = 1 ] && echo 45.4.1');
  expect(electronAvailable(machine)).toEqual({ path });
});

test.each<[string, Partial<Machine>, string]>([
  ['the package', { packageDir: null }, 'пакет electron не установлен'],
  ['a screen', { env: {} }, 'нет экрана'],
  ['an ordinary user', { uid: 0 }, 'под root он не работает без отключения своей защиты'],
])('without %s it says so though the runtime is there', (_what, lack, reason) => {
  install('exit 0');
  expect(electronAvailable({ ...machine, ...lack })).toEqual({ reason });
});

test('Wayland is a screen too', () => {
  const path = install('exit 0');
  expect(electronAvailable({ ...machine, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual({ path });
});

test('a runtime that was not fetched is said to be missing', () => {
  expect(electronAvailable(machine)).toEqual({ reason: 'его среда выполнения не загружена' });
});

test('a runtime that lacks a library says which', () => {
  install('echo "error while loading shared libraries: libgtk-3.so.0" >&2; exit 127');
  expect(electronAvailable(machine)).toEqual({
    reason: 'он не запускается (error while loading shared libraries: libgtk-3.so.0)',
  });
});

test('a runtime that hangs is given up', () => {
  install('exec sleep 30');
  expect(electronAvailable(machine, 300)).toMatchObject({
    reason: expect.stringContaining('он не запускается') as string,
  });
});

test('a runtime kept elsewhere is found where the environment says', () => {
  const path = install('exit 0');
  const env = { ...machine.env, ELECTRON_OVERRIDE_DIST_PATH: join(packageDir, 'dist') };
  expect(electronAvailable({ ...machine, env })).toEqual({ path });
  // one of one's own has no file of the package beside it
  rmSync(join(packageDir, 'path.txt'));
  expect(electronAvailable({ ...machine, env })).toEqual({ path });
});

test('a missing runtime is fetched where its address answers, and said so first', async () => {
  writeFileSync(
    join(packageDir, 'install.js'),
    `const { mkdirSync, writeFileSync } = require('node:fs');
     mkdirSync(__dirname + '/dist');
     writeFileSync(__dirname + '/path.txt', 'electron');
     writeFileSync(__dirname + '/dist/electron', '#!/bin/sh\\n', { mode: 0o755 });`,
  );
  const { createServer } = await import('node:http');
  const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const said: string[] = [];
  const env = { ...machine.env, ELECTRON_MIRROR: `http://127.0.0.1:${port}/` };
  expect(await obtainElectron(line => said.push(line), { ...machine, env })).toEqual({
    path: join(packageDir, 'dist', 'electron'),
  });
  expect(said).toHaveLength(1);
  server.close();
});

test('a missing runtime whose address does not answer is given up, with nothing said', async () => {
  const said: string[] = [];
  const env = { ...machine.env, ELECTRON_MIRROR: 'http://127.0.0.1:1/' };
  expect(await obtainElectron(line => said.push(line), { ...machine, env })).toEqual({
    reason: 'его среду выполнения не загрузить, сеть недоступна',
  });
  expect(said).toEqual([]);
});

test('nothing is fetched for a machine that could not show a window anyway', async () => {
  expect(await obtainElectron(() => undefined, { ...machine, env: {} })).toEqual({ reason: 'нет экрана' });
});
