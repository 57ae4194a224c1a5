// electron-pos-printer's own window played by a Chromium page: our page, our preload, its two messages, and a PDF of exactly the paper it asks for.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright';

const preloadFile = fileURLToPath(new URL('../../src-main/host-electron/receipt-preload.cts', import.meta.url));

/** The preload as a sandboxed page runs it: CommonJS that may require `electron` alone. */
const preload = () => `(() => {
  const listeners = {};
  const ipc = {
    on: (channel, listener) => void (listeners[channel] = listener),
    send: (channel, payload) => void globalThis.__send(channel, payload),
  };
  globalThis.__receive = (channel, payload) => listeners[channel]?.({}, payload);
  const require = name => {
    if (name !== 'electron') throw new Error('A sandboxed preload cannot require ' + name);
    return { ipcRenderer: ipc };
  };
  const exports = {};
  ${stripTypeScriptTypes(readFileSync(preloadFile, 'utf8'))}
})()`;

/** µm, as Electron takes the size of a paper */
interface PaperSize {
  width: number;
  height: number;
}

export interface Printed {
  pdf: Buffer;
  paper: PaperSize;
  queue: string;
}

const mm = (micrometres: number) => `${micrometres / 1000}mm`;

/** The module `electron` as far as the library uses it. Printed documents are added to `printed`. */
function electronOver(browser: Browser, printed: Printed[]) {
  const ipcMain = new EventEmitter();
  class WebContents extends EventEmitter {
    page: Promise<Page> | null = null;
    send(channel: string, payload: unknown) {
      const sent = JSON.stringify([channel, structuredClone(payload)]);
      void this.page?.then(page => page.evaluate(`globalThis.__receive(...${sent})`));
    }
    async executeJavaScript(code: string): Promise<unknown> {
      return (await this.page)?.evaluate(code);
    }
    print(options: { deviceName: string; pageSize: PaperSize }, done: (ok: boolean, why?: string) => void) {
      const { pageSize: paper, deviceName: queue } = options;
      const made = this.page?.then(page =>
        page.pdf({ width: mm(paper.width), height: mm(paper.height), printBackground: true }),
      );
      made?.then(
        pdf => {
          printed.push({ pdf, paper, queue });
          done(true);
        },
        (error: unknown) => done(false, String(error)),
      );
    }
  }
  class BrowserWindow extends EventEmitter {
    readonly webContents = new WebContents();
    readonly #size: { width: number; height: number };
    #destroyed = false;
    constructor({ width, height }: { width: number; height: number }) {
      super();
      this.#size = { width, height };
    }
    loadFile(path: string) {
      this.webContents.page = this.#open(path);
      void this.webContents.page.then(() => this.webContents.emit('did-finish-load'));
    }
    async #open(path: string): Promise<Page> {
      const page = await browser.newPage({ viewport: this.#size });
      await page.exposeBinding('__send', (_source, channel: string, payload: unknown) => {
        ipcMain.emit(channel, {}, structuredClone(payload));
      });
      await page.addInitScript({ content: preload() });
      await page.goto(pathToFileURL(path).href);
      return page;
    }
    isDestroyed() {
      return this.#destroyed;
    }
    close() {
      this.#destroyed = true;
      void this.webContents.page?.then(page => page.close());
      this.emit('closed');
    }
  }
  return { BrowserWindow, ipcMain };
}

/** Answers `require('electron')` with it from now on. Returns where what is printed is collected. */
export function playElectron(browser: Browser): Printed[] {
  const printed: Printed[] = [];
  Object.assign(globalThis, { playedElectron: electronOver(browser, printed) });
  const stub = `data:text/javascript,${encodeURIComponent('module.exports = globalThis.playedElectron')}`;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: stub, format: 'commonjs', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === stub
        ? { format: 'commonjs', source: 'module.exports = globalThis.playedElectron', shortCircuit: true }
        : next(url, context),
  });
  return printed;
}
