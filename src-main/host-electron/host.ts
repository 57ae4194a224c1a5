// The program in an Electron window, from the first line to the last: one instance, the window, the wire, and an orderly end.
import type { Log } from '../ports/log.ts';
import type { Program } from '../program.ts';
import type { Settings } from '../settings.ts';
import type { After, Electron } from './electron.ts';
import { guardPages, guardRequests, guardSession, undoingSwitch } from './guards.ts';
import { connect } from './ipc.ts';
import { schemes, serveRenderer, startUrl } from './protocol.ts';
import { keepAlive } from './recovery.ts';
import { comeForward, openWindow } from './window.ts';

/** How long the program may take to put its things away. */
const closeMs = 10_000;

export interface HostOptions {
  settings: Pick<Settings, 'audience'>;
  rendererDir: string;
  iconDir: string;
  preload: string;
  windowed: boolean;
  /** Builds the program; the window is opened meanwhile. */
  load(): Promise<Program>;
  after: After;
}

/**
 * Must be called before Electron is ready, and without an await before it: schemes and the sandbox are set in this very turn.
 * Resolves when the window is open; resolves at once, having quit, when another copy runs already.
 */
export async function startElectronHost(electron: Electron, options: HostOptions): Promise<void> {
  const { app } = electron;
  app.enableSandbox();
  electron.protocol.registerSchemesAsPrivileged(schemes);
  guardPages(app);

  const undoing = app.isPackaged ? undoingSwitch(app) : null;
  if (undoing) {
    process.stderr.write(`Ключ --${undoing} отключил бы защиту программы: запуск прекращён.\n`);
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
      /* told above */ () => undefined,
    );
  const log: Pick<Log, 'warn'> = { warn: (event, details) => whenRunning(({ log }) => log.warn(event, details)) };

  guardSession(electron.session.defaultSession);
  // No `persist:`: cookies, storage and the HTTP cache of this session live in memory alone.
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
    lost: () => whenRunning(running => running.windowLost()),
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
