// Finds a Chromium to drive or to show the program in: the machine’s own, or the one from an npm package.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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

export interface Headless {
  path: string;
  args: string[];
  /** The environment for launching it. */
  env: Record<string, string>;
}

const ownEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** A Chromium that can run without a display. Throws an error with a sentence for the person when there is none. */
export async function headlessChromium(): Promise<Headless> {
  const installed = installedChromium();
  if (installed) return { path: installed, args: quiet, env: ownEnvironment() };
  const packaged = await import('@sparticuz/chromium').catch(() => null);
  if (!packaged) throw new Error('Нужен Chromium: установите его (в Debian: apt-get install chromium) и повторите.');
  const path = await packaged.default.executablePath();
  // The package contains the libraries a bare system lacks, but unpacks them only in the cloud it was made for.
  const libraries = join(tmpdir(), 'al2023');
  if (!existsSync(libraries)) {
    const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    await packaged.inflate(join(dirname(main), '..', 'bin', 'al2023.tar.br'));
  }
  return {
    path,
    args: quiet,
    env: { ...ownEnvironment(), LD_LIBRARY_PATH: join(libraries, 'lib'), FONTCONFIG_PATH: join(tmpdir(), 'fonts') },
  };
}
