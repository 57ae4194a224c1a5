// Shared by `start`, `serve` and `walk`: settings, the demo's fund when no fund is named, the program, and stopping it all.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src-main/base/package-root.ts';
import { compose } from '../src-main/compose.ts';
import type { Program } from '../src-main/program.ts';
import { readSettings, type Settings } from '../src-main/settings.ts';
import { runTool } from './npm-tool.ts';
import { demoSettings, startDemoFund, type DemoFund } from './demo/fund.ts';
import type { Steps } from '../src-main/cli/steps.ts';

export const root = packageRoot;
export const rendererDir = join(root, 'dist', 'renderer');

export interface Prepared {
  settings: Settings;
  /** null when the settings name the fund's own database */
  fund: DemoFund | null;
}

export interface PrepareOptions {
  accounts?: number | undefined;
  /** fill the demo region into this server instead of the embedded one */
  server?: string | undefined;
  dataDir?: string | undefined;
  audience?: 'kiosk' | 'desk' | undefined;
}

/** Reads settings and, unless they name a fund, starts the demo's fund. */
export async function prepare(options: PrepareOptions, steps: Steps): Promise<Prepared> {
  const settings = readSettings(undefined, {
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
    ...(options.audience ? { audience: options.audience } : {}),
  });
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  if (settings.fundUrl) return { settings, fund: null };
  const fund = await startDemoFund(
    { dataDir: settings.dataDir, accounts: options.accounts, server: options.server },
    steps,
  );
  return { settings: await demoSettings(fund, settings), fund };
}

export const composeProgram = (prepared: Prepared, log: 'file' | 'stderr'): Promise<Program> =>
  compose(prepared.settings, { checkOutputs: prepared.fund !== null, log });

/** The time of the last change in these folders of the program, in milliseconds. */
export const newestChange = (...folders: string[]): number =>
  Math.max(
    0,
    ...folders
      .flatMap(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      .filter(entry => entry.isFile())
      .map(entry => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );

/** Builds the renderer when it is missing or older than its sources. */
export function buildRendererIfStale(): void {
  const built = join(rendererDir, 'index.html');
  if (
    existsSync(built) &&
    statSync(built).mtimeMs >= newestChange('src-renderer', 'src-main/contract', 'resources/fonts')
  )
    return;
  if (runTool('vite', ['build', '--logLevel', 'warn'], ['ignore', 2, 2]) !== 0)
    throw new Error('Экран программы не собрался: смотрите сообщения vite выше.');
}

/** Runs `stop` once, on Ctrl+C, SIGTERM, or when it is called; then the process ends. */
export function stopOnSignals(stop: () => Promise<void>): (code: number) => Promise<never> {
  let stopping: Promise<void> | undefined;
  const end = async (code: number): Promise<never> => {
    stopping ??= stop();
    await stopping;
    return process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  return end;
}
