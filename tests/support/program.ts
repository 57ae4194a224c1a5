// The program as a test meets it: `npm run serve` in a data folder of its own, over a fund of its own in the run's PostgreSQL.
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { demoAccounts, fundOf, SERVER } from './e2e-setup.ts';

export interface RunningProgram {
  /** The one-time address. */
  url: string;
  dataDir: string;
  /** The database of its fund, as its superuser: a copy of the demo's, unless the test gave another. */
  fundUrl: string;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface ProgramOptions {
  /** Settings that differ from the demo's; the password of a `fundUrl` is given to the program apart. */
  settings?: Record<string, unknown>;
  /** A data folder to start in again; its own otherwise. */
  dataDir?: string;
  port?: number;
  /** A fund of the test's own, as its superuser; the settings name it as the terminal's login. */
  fundUrl?: string;
}

/** The run's server, as its superuser. */
export function serverUrl(): string {
  const url = process.env[SERVER];
  if (!url) throw new Error('No test server: run through playwright.config.ts');
  return url;
}

/** Settings hold no password: it goes by the environment, as where a fund has no keychain. */
function withoutPassword(settings: Record<string, unknown>) {
  if (typeof settings['fundUrl'] !== 'string') return { settings, env: {} };
  const url = new URL(settings['fundUrl']);
  const env = { PGPASSWORD: decodeURIComponent(url.password) };
  url.password = '';
  return { settings: { ...settings, fundUrl: url.href }, env };
}

export async function startProgram(options: ProgramOptions = {}): Promise<RunningProgram> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'kapremont-program-'));
  const settingsFile = join(dataDir, 'settings.json');
  const { settings, env } = withoutPassword(options.settings ?? {});
  writeFileSync(settingsFile, JSON.stringify(settings));
  const given = options.fundUrl ?? options.settings?.['fundUrl'];
  const fundUrl = typeof given === 'string' ? given : await fundOf(dataDir);
  const child = spawn(
    process.execPath,
    [
      'scripts/serve.ts',
      '--data',
      dataDir,
      '--accounts',
      String(demoAccounts),
      ...(options.port ? ['--port', String(options.port)] : []),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, KAPREMONT_SETTINGS: settingsFile, KAPREMONT_DEMO_SERVER: fundUrl },
    },
  );
  const url = await readyUrl(child);
  return {
    url,
    dataDir,
    fundUrl,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  let trouble = '';
  child.stderr?.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`serve ended with ${code}:\n${trouble}`)));
    createInterface({ input: child.stdout! }).on('line', line => {
      const ready = JSON.parse(line) as { ready: boolean; url: string };
      if (ready.ready) resolve(ready.url);
    });
  });
}

/** A test with a program of its own file, and a page on its welcome screen with the data loaded. */
export const test = base.extend<{ kiosk: Page }, { programOptions: ProgramOptions; program: RunningProgram }>({
  programOptions: [{}, { option: true, scope: 'worker' }],
  program: [
    async ({ programOptions }, use) => {
      const program = await startProgram(programOptions);
      await use(program);
      await program.stop();
      rmSync(program.dataDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  // The address opens once, so what it is changed for (a cookie and the page's key) is kept for the file's other tests.
  kiosk: async ({ program, browser, contextOptions }, use) => {
    const context = await browser.newContext(contextOptions);
    const kept = entries.get(program.url);
    if (kept) await context.addCookies(kept.cookies);
    const page = await context.newPage();
    // what the page's policy refuses is a fault of the page; zod alone asks once whether it may evaluate, and may not
    const refused: string[] = [];
    page.on(
      'console',
      said => void (/Content Security Policy|TrustedHTML/.test(said.text()) && refused.push(said.text())),
    );
    await page.goto(kept ? new URL(`/#session=${kept.session}`, program.url).href : program.url);
    const session = await page.evaluate(() => sessionStorage.getItem('kr-session') ?? '');
    entries.set(program.url, { cookies: await context.cookies(), session });
    await use(page);
    await context.close();
    expect(refused).toEqual([]);
  },
});

interface Entry {
  cookies: Awaited<ReturnType<BrowserContext['cookies']>>;
  session: string;
}
const entries = new Map<string, Entry>();

export { expect };
