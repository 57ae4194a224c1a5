// Electron of `npm start`: one that dies before its window is there is told from one that was closed.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runElectron } from '../../scripts/electron-window.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kapremont-electron-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function runtime(script: string): string {
  const path = join(folder, 'electron');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test.each([
  ['refuses its sandbox', 'echo "FATAL: The SUID sandbox helper is missing" >&2; exit 133', /код 133, .*SUID sandbox/],
  ['is killed by a signal', 'kill -TRAP $$', /сигнал SIGTRAP/],
])('one that %s at once has failed, and says why', async (_how, script, why) => {
  expect(await runElectron(runtime(script), [], process.env).ended).toEqual({
    is: 'failed',
    why: expect.stringMatching(why) as string,
  });
});

test('one that is not there has failed', async () => {
  expect(await runElectron(join(folder, 'none'), [], {}).ended).toMatchObject({ is: 'failed' });
});

test('one whose window was closed has ended well, and one that died later ends with its code', async () => {
  expect(await runElectron(runtime('exit 0'), [], {}).ended).toEqual({ is: 'closed', code: 0 });
  expect(await runElectron(runtime('exit 7'), [], {}, 0).ended).toEqual({ is: 'closed', code: 7 });
});

test('it is never started as plain Node', async () => {
  const script = '[ -z "$ELECTRON_RUN_AS_NODE$NODE_OPTIONS" ] && [ "$KEPT" = yes ]';
  const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect', KEPT: 'yes' };
  expect(await runElectron(runtime(script), [], env).ended).toEqual({ is: 'closed', code: 0 });
});
