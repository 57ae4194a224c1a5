// `npm start` with a window of its own: from the command to a start button that can be pressed, in the Chromium the program itself opens.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { headlessChromium } from '../../../scripts/chromium.ts';

const limitMs = 60_000;

/** Milliseconds. The window is headless and can be asked about its page; otherwise it is started exactly as on a desktop. */
export async function untilOwnWindow(dataDir: string, accounts: number): Promise<number> {
  const { path, args, env } = await headlessChromium();
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-bench-window-'));
  const browser = join(folder, 'chromium');
  const flags = [...args, '--headless=new', '--remote-debugging-port=0'].join(' ');
  writeFileSync(browser, `#!/bin/sh\nexec ${JSON.stringify(path)} ${flags} "$@"\n`);
  chmodSync(browser, 0o755);
  const portFile = join(dataDir, 'chromium', 'DevToolsActivePort');
  rmSync(portFile, { force: true });

  const spawned = performance.now();
  const child = spawn(
    process.execPath,
    ['scripts/run.mjs', 'scripts/start.ts', '--data', dataDir, '--accounts', String(accounts), '--browser'],
    {
      stdio: 'ignore',
      env: { ...env, KAPREMONT_SETTINGS: '', KAPREMONT_CHROMIUM: browser, DISPLAY: ':99', WAYLAND_DISPLAY: '' },
    },
  );
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  try {
    const address = await debuggingAddress(portFile, spawned + limitMs);
    const window = await chromium.connectOverCDP(address);
    const page = window.contexts()[0]?.pages()[0] ?? (await window.contexts()[0]!.waitForEvent('page'));
    await page.getByTestId('start').and(page.locator(':not([disabled])')).waitFor();
    return performance.now() - spawned;
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

async function debuggingAddress(portFile: string, until: number): Promise<string> {
  for (;;) {
    try {
      const [port, path] = readFileSync(portFile, 'utf8').split('\n');
      if (port && path) return `ws://127.0.0.1:${port}${path}`;
    } catch {
      // the browser is not there yet
    }
    if (performance.now() > until) throw new Error('The program opened no window.');
    await pause(10);
  }
}
