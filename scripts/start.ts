// `npm start`: starts the demo's fund, syncs the cache and opens the kiosk in Electron if its runtime is available, otherwise in a browser.
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitMain } from './emit-main.ts';
import { startNodeHost } from '../src-main/host-node/server.ts';
import type { FirstCopy } from './single.ts';
import { claimSingle } from './single.ts';
import { openAppWindow } from './app-window.ts';
import { runElectron, type ElectronEnd } from './electron-window.ts';
import { obtainElectron } from './electron-runtime.ts';
import { readOptions, wholeNumber } from '../src-main/cli/options.ts';
import { demoServer } from './demo/fund.ts';
import {
  buildRendererIfStale,
  composeProgram,
  newestChange,
  prepare,
  rendererDir,
  root,
  stopOnSignals,
  type Prepared,
} from './run-program.ts';
import { readSettings, type Settings } from '../src-main/settings.ts';
import { steps } from '../src-main/cli/steps.ts';

const given = readOptions(
  {
    accounts: { type: 'string' },
    data: { type: 'string' },
    postgres: { type: 'string' },
    browser: { type: 'boolean' },
  },
  'npm start -- [--accounts N] [--data ПАПКА] [--postgres URL] [--browser]',
);
const accounts = given.accounts === undefined ? undefined : wholeNumber('accounts', given.accounts, 0, 100, 5_000_000);
const server = demoServer(given.postgres);
const lines = steps();
const undo: (() => Promise<void> | void)[] = [];
const end = stopOnSignals(async () => {
  for (const step of undo.toReversed()) await step();
});

/** Main's JavaScript for Electron, which cannot run TypeScript. */
function buildMainIfStale(): void {
  const built = join(root, 'dist/main/src-main/host-electron/main.js');
  if (existsSync(built) && statSync(built).mtimeMs >= newestChange('src-main', 'migrations')) return;
  if (emitMain() !== 0) throw new Error('Программа не собралась: смотрите сообщения tsc выше.');
}

function startElectron(path: string, { settings }: Prepared, single: FirstCopy): Promise<ElectronEnd> {
  buildMainIfStale();
  const file = join(settings.dataDir, 'demo-settings.json');
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  // A newcomer's desktop is no kiosk: the window has a frame and closes normally.
  const open = () => runElectron(path, [root, '--windowed'], { ...process.env, KAPREMONT_SETTINGS: file });
  const { child, ended } = open();
  undo.push(() => void child.kill());
  single.onShow(() => {
    // Electron's own lock makes a second copy bring the first window to the front.
    open();
    return 'Программа уже запущена: её окно показано.';
  });
  return ended;
}

/**
 * Opens the window while the program is still starting: a browser takes as long to start as the fund.
 * Resolves when the window is closed; without a window it never resolves, and Ctrl+C ends the program.
 */
async function startBrowser({ audience, dataDir }: Settings, preparing: Promise<Prepared>, single: FirstCopy) {
  const starting = preparing.then(prepared => composeProgram(prepared, 'file'));
  starting.then(program => undo.push(() => program.close())).catch(() => undefined);
  const host = await startNodeHost(starting, { port: 0, audience, rendererDir });
  undo.push(() => host.close());
  const open = () => {
    const url = host.newUrl();
    const window = openAppWindow(url, dataDir);
    return { url, window };
  };
  const { url, window } = open();
  if (window) undo.push(window.close);
  await starting;
  single.onShow(() => {
    const again = open();
    return again.window ? 'Программа уже запущена: её окно открыто.' : `Программа уже запущена: ${again.url}`;
  });
  lines.say(window ? 'Киоск открыт в окне Chromium.' : `Откройте в браузере (адрес действует один раз): ${url}`);
  lines.say('Остановить: Ctrl+C.');
  return window ? window.closed : new Promise<void>(() => undefined);
}

try {
  const settings = readSettings(undefined, given.data ? { dataDir: given.data } : {});
  const single = await claimSingle(settings.dataDir);
  if (!single.first) {
    console.log(single.answer);
    process.exit(0);
  }
  undo.push(single.release);
  buildRendererIfStale();
  const preparing = prepare({ accounts, dataDir: given.data, server }, lines).then(prepared => {
    undo.push(async () => prepared.fund?.stop());
    const [printer] = prepared.settings.printers;
    if (printer?.kind === 'folder') lines.say(`Принтер учебной программы — папка: ${printer.folder}`);
    return prepared;
  });
  // Awaited below; a failure before that must not count as unhandled.
  preparing.catch(() => undefined);
  const electron = given.browser ? { reason: 'так велено (--browser)' } : await obtainElectron(lines.say);
  let code = 0;
  const inBrowser = (why: string) => {
    lines.say(`${why}. Та же программа откроется в браузере.`);
    return startBrowser(settings, preparing, single);
  };
  if ('path' in electron) {
    const how = await startElectron(electron.path, await preparing, single);
    if (how.is === 'failed') await inBrowser(`Electron не запустился: ${how.why}`);
    else code = how.code;
  } else await inBrowser(`Electron не запустить: ${electron.reason}`);
  await end(code);
} catch (error) {
  console.error((error as Error).message);
  await end(1);
}
