// Shows the program in a Chromium window without tabs, where there is a display and a Chromium.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installedChromium } from './chromium.ts';

export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** Opens the window; null when there is no display or no Chromium, and then the address must be told instead. */
export function openAppWindow(url: string, dataDir: string): { close(): void; closed: Promise<void> } | null {
  const path = hasDisplay() ? installedChromium() : undefined;
  if (!path || !existsSync(path)) return null;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    path,
    [
      `--app=${url}`,
      `--user-data-dir=${join(dataDir, 'chromium')}`,
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--window-size=1280,1024',
      ...sandbox,
    ],
    { stdio: 'ignore' },
  );
  const closed = new Promise<void>(resolve => child.on('exit', () => resolve()).on('error', () => resolve()));
  return { close: () => void child.kill(), closed };
}
