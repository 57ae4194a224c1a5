// A Chromium to drive or to show the program in: the machine’s own, or the one that comes in an npm package where none is installed.
import { existsSync } from 'node:fs';

const known = [
  process.env['KAPREMONT_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const quiet = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The machine's own Chromium, or undefined. */
export const installedChromium = (): string | undefined => known.find(path => path && existsSync(path));

/** A Chromium that can run without a display. Throws in words when there is none at all. */
export async function headlessChromium(): Promise<{ path: string; args: string[] }> {
  const installed = installedChromium();
  if (installed) return { path: installed, args: quiet };
  const packaged = await import('@sparticuz/chromium').catch(() => null);
  if (!packaged) throw new Error('Нужен Chromium: установите его (в Debian: apt-get install chromium) и повторите.');
  return { path: await packaged.default.executablePath(), args: [...packaged.default.args, ...quiet] };
}
