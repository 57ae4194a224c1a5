// Shows the program in a Chromium window without tabs, if there is a display and a Chromium.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installedChromium } from './chromium.ts';

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** Opens the window; null when there is no display or no Chromium, and the caller must print the address instead. */
export function openAppWindow(url: string, dataDir: string): { close(): void; closed: Promise<void> } | null {
  const path = hasDisplay() ? installedChromium() : undefined;
  if (!path || !existsSync(path)) return null;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
  const child = spawn(
    path,
    [
      `--app=${url}`,
      `--user-data-dir=${join(dataDir, 'chromium')}`,
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=Translate',
      // Linux takes the browser's language from LANGUAGE, other systems from this option
      '--lang=ru',
      '--window-size=1280,1024',
      ...sandbox,
    ],
    // A process group of its own: the command is often a script around the browser, and both must end.
    { stdio: 'ignore', detached: process.platform !== 'win32', env: { ...process.env, LANGUAGE: 'ru' } },
  );
  const closed = new Promise<void>(resolve => child.on('exit', () => resolve()).on('error', () => resolve()));
  return { close: () => end(child), closed };
}

function end(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) return void child.kill();
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // it has ended already
  }
}
