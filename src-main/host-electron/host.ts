// Runs the program in an Electron window: single instance, the window, the calls, and an orderly end.
import type { Log } from '../ports/log.ts';
import type { Program } from '../program.ts';
import type { Settings } from '../settings.ts';
import type { After, Electron } from './electron.ts';
import { guardPages, guardRequests, guardSession, unknownSwitch } from './guards.ts';
import { connect } from './ipc.ts';
import { schemes, serveRenderer, startUrl, type Standing } from './protocol.ts';
import { keepAlive } from './recovery.ts';
import type { Places } from './trouble.ts';
import { comeForward, openWindow } from './window.ts';

/** Milliseconds the program has to finish its work. */
const closeMs = 10_000;
/** A kiosk that could not start tries again after so many milliseconds. */
const againMs = 60_000;

export interface HostOptions {
  settings: Pick<Settings, 'audience' | 'display'>;
  rendererDir: string;
  iconDir: string;
  preload: string;
  windowed: boolean;
  /** the command line this copy was started with */
  argv: readonly string[];
  /** Builds the program while the window opens. What it rejects with stands on a page in its place. */
  load(): Promise<Program>;
  places: Places;
  /** for what happens before the program has a log of its own */
  startLog: Pick<Log, 'error'>;
  after: After;
}

/** The program finishes its work before the process ends, within limits. */
function endInOrder(app: Electron['app'], program: Promise<Program>, after: After): void {
  let closed = false;
  app.on('will-quit', event => {
    if (closed) return;
    event.preventDefault();
    const end = () => {
      closed = true;
      app.exit(0);
    };
    after(closeMs, end);
    void program.then(running => running.close()).then(end, end);
  });
}

/** The window's own session, kept in memory: without `persist:` its cookies, storage and HTTP cache are not on disk. */
function guardedSession(electron: Electron): Electron['session']['defaultSession'] {
  guardSession(electron.session.defaultSession);
  const session = electron.session.fromPartition('kapremont', { cache: false });
  guardSession(session);
  guardRequests(session, { devTools: !electron.app.isPackaged });
  return session;
}

/**
 * Call it before Electron is ready and without an await before it: schemes and the sandbox must be set in the same turn.
 * Resolves when the window is open; when another copy runs already, quits and resolves at once.
 */
export async function startElectronHost(electron: Electron, options: HostOptions): Promise<void> {
  const { app } = electron;
  app.enableSandbox();
  // Chromium keeps no password here, and must not ask a kiosk to unlock its keyring.
  app.commandLine.appendSwitch('password-store', 'basic');
  electron.protocol.registerSchemesAsPrivileged(schemes);
  guardPages(app);

  const unknown = app.isPackaged ? unknownSwitch(options.argv, process.platform) : null;
  if (unknown !== null) {
    process.stderr.write(`Ключ ${unknown} мог бы отключить защиту программы: запуск прекращён. Уберите его.\n`);
    return app.exit(2);
  }
  if (!app.requestSingleInstanceLock()) return app.quit();

  let quitting = false;
  app.on('before-quit', () => (quitting = true));
  app.on('window-all-closed', () => app.quit());

  await app.whenReady();
  const { audience, display } = options.settings;
  const program = options.load();
  const startAgain = (...more: string[]) => {
    app.relaunch({ args: [...options.argv.slice(1).filter(each => !more.includes(each)), ...more] });
    app.exit(1);
  };
  const standing: Standing = { trouble: null, places: options.places, again: () => options.after(0, startAgain) };
  const whenRunning = (work: (running: Program) => void) =>
    void program.then(
      running => {
        try {
          work(running);
        } catch (error) {
          running.log.error('window host failed', error);
        }
      },
      () => undefined,
    );
  const log: Pick<Log, 'warn'> = { warn: (event, details) => whenRunning(({ log }) => log.warn(event, details)) };

  const session = guardedSession(electron);
  serveRenderer(session.protocol, options.rendererDir, standing);

  const windowIs = { ...options, audience, display, session, packaged: app.isPackaged };
  const window = openWindow(electron, windowIs, () => quitting);
  // Windows ends the session without asking to quit
  window.on('session-end', () => app.quit());
  app.on('second-instance', () => comeForward(window));
  const contents = window.webContents;
  connect({ ipcMain: electron.ipcMain, contents, audience, program });
  keepAlive({
    app,
    contents,
    log,
    after: options.after,
    lost: how => whenRunning(running => running.windowLost(how)),
    withoutGraphics: () => startAgain('--disable-gpu'),
  });
  program.catch((error: unknown) => {
    options.startLog.error('program not started', error);
    const alone = audience === 'kiosk' && !options.windowed;
    const why = error instanceof Error ? error.message : String(error);
    standing.trouble = { why, places: options.places, tries: alone };
    if (alone) options.after(againMs, startAgain);
    contents.loadURL(startUrl).catch(() => undefined);
  });

  endInOrder(app, program, options.after);
  await window.loadURL(startUrl).catch(() => undefined);
}
