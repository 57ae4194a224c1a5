// Electron as the host sees it, without a runtime: every message is structured-cloned both ways, and the real preload runs in a world of its own.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import type { Electron } from '../../src-main/host-electron/electron.ts';

type Handler = (...args: never[]) => unknown;
type Api = Record<string, (...args: unknown[]) => unknown>;

/** An event object with `preventDefault`, as Electron hands one over. */
export function cancellable<T extends object>(details: T) {
  const event = { ...details, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
}

export interface FakeFrame {
  url: string;
  parent: FakeFrame | null;
}

export class FakeSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>();
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => this.schemes.set(scheme, handler),
  };
  readonly webRequest = { onBeforeRequest: (handler: Handler) => this.handlers.set('onBeforeRequest', handler) };
  readonly partition: string | null;
  constructor(partition: string | null) {
    super();
    this.partition = partition;
    for (const name of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setDisplayMediaRequestHandler',
      'setBluetoothPairingHandler',
    ]) {
      Object.assign(this, { [name]: (handler: Handler) => this.handlers.set(name, handler) });
    }
  }

  /** Whether the session lets a request out. */
  lets(url: string): boolean {
    let cancelled = false;
    const handler = this.handlers.get('onBeforeRequest') as
      ((details: object, callback: (answer: { cancel?: boolean }) => void) => void) | undefined;
    handler?.({ url }, ({ cancel = false }) => (cancelled = cancel));
    return !cancelled;
  }
}

/** What crosses the context bridge: values are cloned, functions are called through, promises are awaited. */
function bridged(value: unknown): unknown {
  if (typeof value === 'function') {
    return (...args: unknown[]) => bridged((value as (...args: unknown[]) => unknown)(...args.map(bridged)));
  }
  if (typeof value === 'object' && value !== null && typeof (value as PromiseLike<unknown>).then === 'function') {
    return Promise.resolve(value as PromiseLike<unknown>).then(bridged);
  }
  return structuredClone(value);
}

/** One loaded page: its own world, gone for good once the window has another. */
class FakePage {
  readonly world: Record<string, unknown> = {};
  readonly ipc = new EventEmitter();
  alive = true;
  constructor(preload: string, invoke: (channel: string, args: unknown[]) => Promise<unknown>) {
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, api: Api) => {
          this.world[name] = Object.freeze(
            Object.fromEntries(Object.entries(api).map(([key, value]) => [key, bridged(value)])),
          );
        },
      },
      ipcRenderer: Object.assign(this.ipc, {
        invoke: async (channel: string, ...args: unknown[]) => {
          const answer = await invoke(channel, args);
          // An answer to a page that is gone never arrives.
          return this.alive ? answer : new Promise(() => undefined);
        },
      }),
    };
    const require = (name: string) => {
      if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}`);
      return electron;
    };
    const context = createContext({ require, exports: {} });
    const source = readFileSync(preload, 'utf8');
    runInContext(preload.endsWith('.cts') ? stripTypeScriptTypes(source) : source, context, { filename: preload });
  }
}

export class FakeContents extends EventEmitter {
  readonly mainFrame: FakeFrame = { url: '', parent: null };
  page: FakePage | null = null;
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  destroyed = false;
  crashed = false;
  /** what the page was answered with */
  text = '';
  loads: string[] = [];
  readonly session: FakeSession;
  #load = 0;
  readonly #preload: string;
  readonly #main: Map<string, Handler>;
  constructor(session: FakeSession, preload: string, main: Map<string, Handler>) {
    super();
    this.session = session;
    this.#preload = preload;
    this.#main = main;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler;
  }
  isDestroyed() {
    return this.destroyed;
  }
  isCrashed() {
    return this.crashed;
  }
  #leave() {
    if (this.page) this.page.alive = false;
    this.page = null;
  }

  async loadURL(url: string): Promise<void> {
    this.loads.push(url);
    this.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false });
    this.#leave();
    this.crashed = false;
    const handler = this.session.schemes.get(new URL(url).protocol.slice(0, -1));
    const mine = ++this.#load;
    const response = this.session.lets(url) && handler ? await handler(new Request(url)) : null;
    const text = (await response?.text()) ?? '';
    // a later navigation takes the place of this one
    if (mine !== this.#load) {
      this.emit('did-fail-load', {}, -3, 'ERR_ABORTED', url, true);
      throw new Error('ERR_ABORTED');
    }
    if (!response) {
      this.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', url, true);
      throw new Error('ERR_FILE_NOT_FOUND');
    }
    // an answer of a protocol handler is a page, whatever its code
    this.mainFrame.url = url;
    this.text = text;
    this.emit('did-navigate', {}, url, response.status);
    this.page = new FakePage(this.#preload, (channel, args) => this.invoke(channel, args));
    this.emit('did-finish-load');
  }

  /** A call as a frame sends it; by default our own main frame. */
  async invoke(channel: string, args: unknown[], from: { sender?: unknown; senderFrame?: FakeFrame | null } = {}) {
    const handler = this.#main.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    const event = { sender: this, senderFrame: this.mainFrame, ...from };
    try {
      const answer = await (handler as (...args: unknown[]) => unknown)(event, ...structuredClone(args));
      return structuredClone(answer);
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
    }
  }

  send(channel: string, ...args: unknown[]) {
    this.page?.ipc.emit(channel, {}, ...structuredClone(args));
  }
  crash(reason = 'crashed') {
    this.crashed = true;
    this.#leave();
    this.emit('render-process-gone', {}, { reason, exitCode: 1 });
  }
  forcefullyCrashRenderer() {
    this.crash('killed');
  }
}

export class FakeElectron {
  readonly main = new Map<string, Handler>();
  readonly windows: FakeWindow[] = [];
  readonly sessions = new Map<string, FakeSession>();
  readonly defaultSession = new FakeSession(null);
  readonly schemes: { scheme: string; privileges?: object }[] = [];
  readonly asked: string[] = [];
  /** the system's screens; the first is the primary one */
  displays = [{ bounds: { x: 0, y: 0, width: 1280, height: 1024 } }];
  readonly screen = Object.assign(new EventEmitter(), {
    getAllDisplays: () => this.displays,
    getPrimaryDisplay: () => this.displays[0],
  });
  menu: unknown = 'default';
  hasLock = true;
  switches = new Set<string>();
  ready = Promise.resolve();
  quitting = false;

  readonly app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    enableSandbox: () => void this.asked.push('enableSandbox'),
    requestSingleInstanceLock: () => this.hasLock,
    whenReady: () => {
      this.asked.push('whenReady');
      return this.ready;
    },
    quit: () => {
      this.asked.push('quit');
      this.quitting = true;
      this.app.emit('before-quit', cancellable({}));
      const kept = this.windows.filter(window => !window.closed).some(window => !window.close());
      if (!kept) this.app.emit('will-quit', cancellable({}));
    },
    relaunch: ({ args = [] }: { args?: string[] } = {}) => void this.asked.push(['relaunch', ...args].join(' ')),
    exit: (code: number) => {
      this.asked.push(`exit ${code}`);
      this.app.emit('fake-exit', code);
    },
    setPath: (name: string, path: string) => void this.asked.push(`setPath ${name} ${path}`),
    commandLine: {
      hasSwitch: (name: string) => this.switches.has(name),
      getSwitchValue: () => '',
      appendSwitch: (name: string, value: string) => void this.asked.push(`--${name}=${value}`),
    },
  });

  get window(): FakeWindow {
    const first = this.windows[0];
    if (!first) throw new Error('No window was opened');
    return first;
  }
  /** What the page finds as window.kr. */
  get kr(): Api {
    const { page } = this.window.webContents;
    if (!page) throw new Error('The window has no page');
    return page.world['kr'] as Api;
  }

  asElectron(): Electron {
    const fake = this as FakeElectron;
    const BrowserWindow = class extends FakeWindow {
      constructor(options: WindowOptions) {
        super(fake, options);
      }
    };
    return {
      app: fake.app,
      BrowserWindow,
      ipcMain: { handle: (channel: string, handler: Handler) => fake.main.set(channel, handler) },
      powerSaveBlocker: { start: (kind: string) => fake.asked.push(`stay awake: ${kind}`) },
      screen: fake.screen,
      Menu: { setApplicationMenu: (menu: unknown) => void (fake.menu = menu) },
      protocol: {
        registerSchemesAsPrivileged: (schemes: { scheme: string }[]) => {
          fake.asked.push('registerSchemes');
          fake.schemes.push(...schemes);
        },
      },
      session: {
        defaultSession: fake.defaultSession,
        fromPartition: (name: string) => {
          const session = fake.sessions.get(name) ?? new FakeSession(name);
          fake.sessions.set(name, session);
          return session;
        },
      },
    } as unknown as Electron;
  }
}

export interface WindowOptions {
  kiosk: boolean;
  frame: boolean;
  icon: string;
  webPreferences: { preload: string; session: FakeSession } & Record<string, unknown>;
}

export class FakeWindow extends EventEmitter {
  readonly webContents: FakeContents;
  readonly done: string[] = [];
  readonly options: WindowOptions;
  minimized = false;
  closed = false;
  shown = false;
  bounds: unknown = null;
  readonly #electron: FakeElectron;
  constructor(electron: FakeElectron, options: WindowOptions) {
    super();
    this.#electron = electron;
    this.options = options;
    electron.windows.push(this);
    this.webContents = new FakeContents(options.webPreferences.session, options.webPreferences.preload, electron.main);
    electron.app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string) {
    await this.webContents.loadURL(url);
    this.#drawn();
  }
  /** As under Wayland, where nothing is drawn into a hidden window. */
  #drawn() {
    if (this.shown) this.emit('ready-to-show');
  }
  isMinimized() {
    return this.minimized;
  }
  restore() {
    this.done.push('restore');
  }
  show() {
    this.done.push('show');
    this.shown = true;
    this.#drawn();
  }
  isDestroyed() {
    return this.closed;
  }
  setBounds(bounds: unknown) {
    this.bounds = bounds;
  }
  setKiosk(on: boolean) {
    this.options.kiosk = on;
  }
  focus() {
    this.done.push('focus');
  }
  /** What the window manager, or Alt+F4, asks for; false when the window refused. */
  close(): boolean {
    const event = cancellable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.closed = true;
    this.webContents.destroyed = true;
    this.emit('closed');
    const last = this.#electron.windows.every(window => window.closed);
    if (last && !this.#electron.quitting) this.#electron.app.emit('window-all-closed');
    return true;
  }
}
