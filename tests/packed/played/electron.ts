// The module `electron` played by a real Chromium over the DevTools protocol: main.js out of the archive opens its window here.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type LaunchOptions, type Page } from 'playwright';
import { pageWorld, preloadWorld } from './worlds.ts';

/** The page's origin as Chromium knows it: it has no scheme of ours. */
const web = 'https://kapremont.test';
const ours = 'app://kapremont';
const toApp = (url: string) => (url.startsWith(`${web}/`) ? ours + url.slice(web.length) : url);
const toWeb = (url: string) => (url.startsWith(`${ours}/`) ? web + url.slice(ours.length) : url);

type Handler = (...args: never[]) => unknown;
interface Call {
  id: number;
  channel: string;
  args: unknown[];
}

let isReady = false;
let browser: Browser | null = null;
const ipc = new Map<string, Handler>();
/** what the program asked of Electron, and what Electron refused */
export const asked: string[] = [];

type Filter = (details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void;

class Session {
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>();
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      void this.schemes.set(scheme, handler),
  };
  #before: Filter | null = null;
  readonly webRequest = {
    onBeforeRequest: (handler: Filter) => void (this.#before = handler),
  };
  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setBluetoothPairingHandler(): void {}
  registerPreloadScript(): string {
    return '';
  }
  on(): void {}

  /** The request filter is asked before the handler of a scheme. */
  async answer(url: string, method: string): Promise<Response | null> {
    let cancelled = false;
    this.#before?.({ url }, ({ cancel = false }) => (cancelled = cancel));
    const handler = this.schemes.get(url.slice(0, url.indexOf(':')));
    return cancelled || !handler ? null : handler(new Request(url, { method }));
  }
}
const defaultSession = new Session();
const partitions = new Map<string, Session>();
export const session = {
  defaultSession,
  fromPartition(name: string) {
    const known = partitions.get(name) ?? new Session();
    partitions.set(name, known);
    return known;
  },
};

class WebContents extends EventEmitter {
  readonly mainFrame = { url: '', parent: null };
  readonly session: Session;
  readonly #preload: string;
  #page: Page | null = null;
  #cdp: CDPSession | null = null;
  #world = 0;
  #crashed = false;
  #destroyed = false;
  constructor(preload: string, session: Session) {
    super();
    this.#preload = preload;
    this.session = session;
  }
  setWindowOpenHandler(): void {}
  isDestroyed = () => this.#destroyed;
  isCrashed = () => this.#crashed;
  get page(): Page | null {
    return this.#page;
  }

  async #open(): Promise<Page> {
    const page = await browser!.newPage({ viewport: { width: 1280, height: 1024 }, locale: 'ru-RU', hasTouch: true });
    const cdp = (this.#cdp = await page.context().newCDPSession(page));
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === 'preload') this.#world = context.id;
    });
    cdp.on('Runtime.bindingCalled', ({ payload }) => void this.#called(JSON.parse(payload) as Call));
    await cdp.send('Runtime.enable');
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: '__invoke', executionContextName: 'preload' });
    const source = preloadWorld(readFileSync(this.#preload, 'utf8'));
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: 'preload' });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorld });
    await page.route('**', async (route, request) => {
      const answer = await this.session.answer(toApp(request.url()), request.method());
      if (!answer) return route.abort();
      const body = Buffer.from(await answer.arrayBuffer());
      return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
    });
    page.on('pageerror', error => process.stderr.write(`${String(error)}\n`));
    page.on('crash', () => {
      this.#crashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    return (this.#page = page);
  }

  async loadURL(url: string): Promise<void> {
    if (this.#crashed) {
      await this.#page?.close();
      this.#page = null;
      this.#crashed = false;
    }
    const page = this.#page ?? (await this.#open());
    this.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false });
    this.mainFrame.url = url;
    try {
      const answer = await page.goto(toWeb(url));
      this.emit('did-navigate', {}, url, answer?.status() ?? 200);
      this.emit('did-finish-load');
    } catch (error) {
      this.emit('did-fail-load', {}, -2, String(error), url, true);
      throw error;
    }
  }

  async #called({ id, channel, args }: Call): Promise<void> {
    let outcome: { value?: unknown; error?: string };
    try {
      const event = { sender: this, senderFrame: { url: toApp(this.#page?.url() ?? ''), parent: null } };
      const value = await (ipc.get(channel) as (...all: unknown[]) => unknown)(event, ...structuredClone(args));
      outcome = { value: structuredClone(value) };
    } catch (error) {
      outcome = { error: String(error) };
    }
    await this.#inPreload(`__answer(${id}, ${JSON.stringify(outcome)})`);
  }
  send(channel: string, ...args: unknown[]): void {
    void this.#inPreload(`__receive(${JSON.stringify(channel)}, ${JSON.stringify(structuredClone(args))})`);
  }
  /** A page that is gone meanwhile hears nothing. */
  async #inPreload(expression: string): Promise<void> {
    await this.#cdp?.send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => undefined);
  }
  forcefullyCrashRenderer(): void {
    void this.#cdp?.send('Page.crash').catch(() => undefined);
  }
  destroy(): void {
    this.#destroyed = true;
  }
}

interface WindowOptions {
  kiosk: boolean;
  webPreferences: { preload: string; session: Session; sandbox: boolean; contextIsolation: boolean };
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows = () => BrowserWindow.all;
  readonly webContents: WebContents;
  #shown = false;
  #loaded = false;
  #closed = false;
  constructor({ webPreferences }: WindowOptions) {
    super();
    if (!webPreferences.sandbox || !webPreferences.contextIsolation) throw new Error('Only a sandboxed page is played');
    this.webContents = new WebContents(webPreferences.preload, webPreferences.session);
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    this.webContents.on('did-finish-load', () => {
      this.#loaded = true;
      this.#drawn();
    });
  }
  /** As under Wayland: of a hidden window nothing is ever drawn. */
  #drawn(): void {
    if (this.#shown && this.#loaded) this.emit('ready-to-show');
  }
  show(): void {
    asked.push('show');
    this.#shown = true;
    this.#drawn();
  }
  loadURL = (url: string) => this.webContents.loadURL(url);
  isDestroyed = () => this.#closed;
  isMinimized = () => false;
  restore(): void {}
  focus(): void {}
  setBounds(): void {}
  setKiosk(): void {}
  close(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (prevented) return false;
    this.#closed = true;
    this.webContents.destroy();
    this.emit('closed');
    return true;
  }
}

async function leave(code: number): Promise<void> {
  await browser?.close();
  process.stdout.write(`${JSON.stringify({ asked, code })}\n`, () => process.exit(code));
}

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  commandLine: {
    hasSwitch: () => false,
    getSwitchValue: () => '',
    appendSwitch: () => {
      if (isReady) throw new Error('A switch comes too late once Electron is ready');
    },
  },
  enableSandbox() {
    if (isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  },
  requestSingleInstanceLock: () => true,
  setPath: () => undefined,
  async whenReady() {
    const given = JSON.parse(process.env['KAPREMONT_TEST_CHROMIUM'] ?? '{}') as LaunchOptions;
    browser ??= await chromium.launch(given);
    isReady = true;
  },
  relaunch: () => void asked.push('relaunch'),
  exit: (code: number) => void leave(code),
  quit() {
    app.emit('before-quit', {});
    if (BrowserWindow.all.some(window => !window.isDestroyed() && !window.close())) return;
    let prevented = false;
    app.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) void leave(0);
  },
});

export const ipcMain = { handle: (channel: string, handler: Handler) => void ipc.set(channel, handler) };
export const protocol = {
  registerSchemesAsPrivileged() {
    if (isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  },
};
export const Menu = { setApplicationMenu: () => undefined };
export const dialog = { showMessageBoxSync: () => 0 };
export const powerSaveBlocker = { start: (kind: string) => asked.push(kind) };
const display = { bounds: { x: 0, y: 0, width: 1280, height: 1024 } };
export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
});

/** The page of the program's window, once it is there. */
export async function page(): Promise<Page> {
  for (;;) {
    const found = BrowserWindow.all[0]?.webContents.page;
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
