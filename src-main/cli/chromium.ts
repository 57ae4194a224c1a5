// A Chromium to drive or to show the program in: the machine’s own, or the one that comes in an npm package where none is installed.
import { existsSync } from 'node:fs';

const known = [
  process.env['KAPREMONT_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
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

export async function browserExecutable(): Promise<{ path: string; args: string[] }> {
  const installed = known.find(path => path && existsSync(path));
  if (installed) return { path: installed, args: quiet };
  const { default: packaged } = await import('@sparticuz/chromium');
  return { path: await packaged.executablePath(), args: [...packaged.args, ...quiet] };
}
