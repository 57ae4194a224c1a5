// electron-pos-printer's window under our rules: our page, our preload, no network, closed after each job.
import { pathToFileURL } from 'node:url';
import type { BrowserWindow, Session } from 'electron';
import type { ReceiptWindow } from '../ports/printer.ts';

/** The part of electron-pos-printer that is used. */
export interface PosPrinterClass {
  print(rows: never[], options: Record<string, unknown>): Promise<unknown>;
}

export interface ReceiptWindowParts {
  /** the library opens its window in the default session, which nothing else of the program uses */
  session: Pick<Session, 'registerPreloadScript' | 'webRequest'>;
  windows(): BrowserWindow[];
  /** the page of resources/pos-printer */
  template: string;
  /** receipt-preload.cjs */
  preload: string;
}

/** Node sees no named exports in the library's bundle: all it has is in the default one. Rejects where it does not load. */
const posPrinterLibrary = async (): Promise<PosPrinterClass> =>
  (await import('electron-pos-printer')).default.PosPrinter;

/**
 * The library asks for node integration without isolation; the sandbox of the whole app denies both, so its own page would not work.
 * Our page is drawn by a sandboxed preload, has no script, and may load only itself and images held in memory.
 */
export function receiptWindow(
  { session, windows, template, preload }: ReceiptWindowParts,
  library = posPrinterLibrary,
): ReceiptWindow {
  const page = pathToFileURL(template).href;
  session.registerPreloadScript({ type: 'frame', id: 'receipt', filePath: preload });
  session.webRequest.onBeforeRequest(({ url }, callback) =>
    callback({ cancel: url !== page && !url.startsWith('data:image/png;') }),
  );
  return {
    async ready() {
      await library();
    },
    async print(rows, { queue, paper }) {
      return (await library()).print(rows as never[], {
        printerName: queue,
        silent: true,
        preview: false,
        copies: 1,
        pageSize: paper,
        margin: '0',
        margins: { marginType: 'none' },
        pathTemplate: template,
      });
    },
    abandon() {
      for (const window of windows()) if (window.webContents.session === session) window.destroy();
    },
  };
}
