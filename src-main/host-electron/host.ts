// Runs the program in an Electron window: single instance, the window, the calls, and an orderly end.
import type { Log } from '../ports/log.ts';
import type { Program } from '../program.ts';
import type { Settings } from '../settings.ts';
import type { After, Electron } from './electron.ts';
import { guardPages, guardRequests, guardSession, unknownSwitch } from './guards.ts';
import { connect } from './ipc.ts';
import { schemes, serveRenderer, startUrl } from './protocol.ts';
import { keepAlive } from './recovery.ts';
import { comeForward, openWindow } from './window.ts';

/** Milliseconds the program has to finish its work. */
const closeMs = 10_000;

export interface HostOptions {
  settings: Pick<Settings, 'audience'>;
  rendererDir: string;
  iconDir: string;
  preload: string;
  windowed: boolean;
  /** the command line this copy was started with */
  argv: readonly string[];
  /** Builds the program while the window opens. */
  load(): Promise<Program>;
  after: After;
}

/**
 * Call it before Electron is ready and without an await before it: schemes and the sandbox must be set in the same turn.
 * Resolves when the window is open; when another copy runs already, quits and resolves at once.
 */
export async function startElectronHost(electron: Electron, options: HostOptions): Promise<void> {
  const { app } = electron;
  app.enableSandbox();
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
  const program = options.load();
  program.catch((error: unknown) => {
    electron.dialog.showErrorBox('Программа не запустилась', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
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

  guardSession(electron.session.defaultSession);
  // Without `persist:` the session's cookies, storage and HTTP cache live only in memory.
  const session = electron.session.fromPartition('kapremont', { cache: false });
  guardSession(session);
  guardRequests(session);
  serveRenderer(session.protocol, options.rendererDir);

  const { audience } = options.settings;
  const window = openWindow(electron, { ...options, audience, session, packaged: app.isPackaged }, () => quitting);
  app.on('second-instance', () => comeForward(window));
  const contents = window.webContents;
  connect({ ipcMain: electron.ipcMain, contents, audience, program });
  keepAlive({
    app,
    contents,
    log,
    after: options.after,
    lost: how => whenRunning(running => running.windowLost(how)),
  });

  let closed = false;
  app.on('will-quit', event => {
    if (closed) return;
    event.preventDefault();
    const end = () => {
      closed = true;
      app.exit(0);
    };
    options.after(closeMs, end);
    void program.then(running => running.close()).then(end, end);
  });

  await window.loadURL(startUrl).catch(() => undefined);
}
