// electron-pos-printer behind our rules: one job at a time, our own time limit, and a page that draws every value as text.
import { readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { EventEmitter } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import { posRows, type PosRow } from '../../../src-main/adapters/paper/escpos/pos-rows.ts';
import { posPrinter, posTexts } from '../../../src-main/adapters/printers/pos-printer.ts';
import { printerTexts } from '../../../src-main/adapters/printers/printer-texts.ts';
import { receiptWindow } from '../../../src-main/host-electron/receipt-window.ts';
import type { ReceiptWindow } from '../../../src-main/ports/printer.ts';
import { scanByZxing } from '../../support/pdf.ts';
import { ordinary } from '../documents/samples.ts';

const log = { info() {}, warn() {}, error() {} };
const hostile = '<img src=x onerror=alert(1)>"\';</td><script>alert(2)</script>\u202e\u0000';
const asText = hostile.replaceAll(/[\u202e\u0000]/g, '');

/** As much of a page as the preload touches; there is no way to make HTML in it. */
class Element {
  readonly tag: string;
  readonly children: Element[] = [];
  readonly styles: Record<string, string> = {};
  readonly style = { setProperty: (name: string, value: string) => void (this.styles[name] = value) };
  textContent = '';
  src = '';
  async decode() {}
  constructor(tag: string) {
    this.tag = tag;
  }
  appendChild(child: Element) {
    this.children.push(child);
  }
  set innerHTML(_html: string) {
    throw new Error('The preload made HTML');
  }
  get all(): Element[] {
    return [this, ...this.children.flatMap(child => child.all)];
  }
}

/** The real preload in a world of its own, sent rows as the library sends them: each after the answer to the one before. */
async function drawn(rows: readonly unknown[]): Promise<{ main: Element; replies: { status: boolean }[] }> {
  const main = new Element('section');
  const replies: { status: boolean }[] = [];
  const ipc = Object.assign(new EventEmitter(), {
    send: (channel: string, reply: { status: boolean }) =>
      void (channel === 'render-line-reply' && replies.push(reply)),
  });
  const file = fileURLToPath(new URL('../../../src-main/host-electron/receipt-preload.cts', import.meta.url));
  const document = { createElement: (tag: string) => new Element(tag), getElementById: () => main };
  const context = createContext({ require: () => ({ ipcRenderer: ipc }), exports: {}, document });
  runInContext(stripTypeScriptTypes(readFileSync(file, 'utf8')), context, { filename: file });
  for (const [lineIndex, line] of rows.entries()) {
    ipc.emit('render-line', {}, structuredClone({ line, lineIndex }));
    while (replies.length === lineIndex) await new Promise(resolve => setImmediate(resolve));
  }
  return { main, replies };
}

describe('rows on the page', () => {
  it('hold a hostile name as the text it is', async () => {
    const rows = posRows(
      [
        { kind: 'text', text: hostile },
        { kind: 'pair', label: hostile, value: hostile },
      ],
      '80mm',
    );
    const { main, replies } = await drawn(rows);
    expect(replies).toEqual(Array(2).fill({ status: true, error: null }));
    expect(main.all.filter(({ textContent }) => textContent !== '').map(({ textContent }) => textContent)).toEqual(
      Array(3).fill(asText),
    );
    expect(new Set(main.all.map(({ tag }) => tag))).toEqual(new Set(['section', 'div', 'table', 'tr', 'td']));
  });

  it('show a whole payment document with its codes, which a scanner reads', async () => {
    const bytes = await createPaper().posRows({ kind: 'paymentDocument', document: ordinary }, '80mm');
    const rows = JSON.parse(Buffer.from(bytes).toString()) as PosRow[];
    const { main, replies } = await drawn(rows);
    expect(replies.every(({ status }) => status)).toBe(true);
    expect(main.all.some(({ textContent }) => textContent.includes(ordinary.payer.accountNumber))).toBe(true);
    const [qr] = main.all.filter(({ tag }) => tag === 'img');
    expect(qr?.src).toMatch(/^data:image\/png;base64,/);
  });

  it('take no address, no unknown kind and no style that could fetch', async () => {
    const { main, replies } = await drawn([
      { type: 'image', url: 'http://evil.example/x.png' },
      { type: 'image', url: 'data:image/svg+xml;base64,AAAA' },
      { type: 'html', value: hostile },
      { type: 'text', value: 'а', style: { background: 'red', width: 'url(http://evil.example)', fontSize: '3mm' } },
    ]);
    expect(replies.map(({ status }) => status)).toEqual([false, false, false, true]);
    expect(main.all.filter(({ tag }) => tag === 'img')).toEqual([]);
    expect(main.children.map(({ styles }) => styles)).toEqual([{ 'font-size': '3mm' }]);
  });

  it('draw codes as PNG pictures of one bit a dot', async () => {
    const [row] = posRows([{ kind: 'qr', text: 'ST00012|Name=Фонд' }], '58mm');
    const png = Buffer.from((row as { url: string }).url.split(',')[1]!, 'base64');
    const { PNG } = await readPng(png);
    const [read] = await scanByZxing(PNG, 'qrcode');
    expect(Buffer.from(read ?? []).toString()).toBe('ST00012|Name=Фонд');
  });

  /** Unpacks our own one-bit PNG. */
  async function readPng(png: Buffer) {
    const { inflateSync } = await import('node:zlib');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const at = png.indexOf('IDAT');
    const raw = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
    const stride = Math.ceil(width / 8) + 1;
    const pixels = new Uint8Array(width * height);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        pixels[y * width + x] = (raw[y * stride + 1 + (x >> 3)]! & (0x80 >> (x & 7))) === 0 ? 0 : 255;
    return { PNG: { width, height, pixels } };
  }
});

describe('the printer', () => {
  const bytes = Buffer.from(JSON.stringify([{ type: 'text', value: 'а', style: {} }]));
  const printer = (window: ReceiptWindow | null, limitMs = 1000) =>
    posPrinter({ name: 'Чековый', queue: 'Roll', paper: '80mm', window, log, limitMs });
  const print = (to: ReturnType<typeof printer>, onSent = async () => {}) =>
    to.print({ title: '', format: 'rows', bytes }, onSent);

  it('prints one job at a time whatever the number of printers, and closes the window behind each', async () => {
    let now = 0;
    let most = 0;
    let closed = 0;
    const window: ReceiptWindow = {
      async ready() {},
      async print(rows, { queue, paper }) {
        expect([rows.length, queue, paper]).toEqual([1, 'Roll', '80mm']);
        most = Math.max(most, ++now);
        await new Promise(resolve => setTimeout(resolve, 20));
        now--;
      },
      abandon: () => void closed++,
    };
    const outcomes = await Promise.all([print(printer(window)), print(printer(window)), print(printer(window))]);
    expect(outcomes).toEqual(Array(3).fill({ ok: true, where: printerTexts.handedOver }));
    expect([most, closed]).toEqual([1, 3]);
  });

  it('that never answers is left at our own limit, and the next job goes on', async () => {
    let calls = 0;
    let closed = 0;
    const window: ReceiptWindow = {
      async ready() {},
      print: () => (++calls === 1 ? new Promise(() => {}) : Promise.resolve()),
      abandon: () => void closed++,
    };
    const [first, second] = await Promise.all([print(printer(window, 50)), print(printer(window, 50))]);
    expect(first).toEqual({ ok: false, reason: posTexts.late });
    expect(second).toEqual({ ok: true, where: printerTexts.handedOver });
    expect(closed).toBe(2);
  });

  it('that refuses, or has no window, says so in words', async () => {
    // the library rejects with whatever it has at hand, and so does its double
    const refusing: ReceiptWindow = {
      async ready() {},
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      print: () => Promise.reject('Invalid deviceName'),
      abandon() {},
    };
    expect(await print(printer(refusing))).toEqual({ ok: false, reason: printerTexts.refused });
    let sent = 0;
    const unloaded: ReceiptWindow = { ...refusing, ready: () => Promise.reject(new Error('no such module')) };
    expect(await print(printer(unloaded), async () => void sent++)).toEqual({ ok: false, reason: posTexts.noLibrary });
    expect(await print(printer(null), async () => void sent++)).toEqual({ ok: false, reason: posTexts.noWindow });
    expect(sent).toBe(0);
  });
});

describe('its window', () => {
  const template = fileURLToPath(new URL('../../../resources/pos-printer/receipt.html', import.meta.url));

  function opened() {
    let request: ((details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void) | undefined;
    const preloads: unknown[] = [];
    const printed: Record<string, unknown>[] = [];
    const session = {
      registerPreloadScript: (script: unknown) => (preloads.push(script), 'receipt'),
      webRequest: { onBeforeRequest: (handler: typeof request) => void (request = handler) },
    };
    const ours = { webContents: { session: {} }, destroy: () => expect.unreachable('closed the program’s own window') };
    let closed = 0;
    const theirs = { webContents: { session }, destroy: () => void closed++ };
    const window = receiptWindow(
      {
        session: session as never,
        windows: () => [ours, theirs] as never,
        template,
        preload: '/preload.cjs',
      },
      async () => ({ print: async (_rows, options) => void printed.push(options) }),
    );
    const lets = (url: string) => {
      let cancelled = true;
      request?.({ url }, ({ cancel }) => (cancelled = cancel));
      return !cancelled;
    };
    return { window, lets, preloads, printed, closed: () => closed };
  }

  it('loads our page and our preload, and nothing from anywhere', async () => {
    const { window, lets, preloads, printed } = opened();
    await window.print([], { queue: 'Roll', paper: '58mm' });
    expect(printed).toEqual([
      expect.objectContaining({
        printerName: 'Roll',
        silent: true,
        preview: false,
        pathTemplate: template,
        pageSize: '58mm',
      }),
    ]);
    expect(preloads).toEqual([{ type: 'frame', id: 'receipt', filePath: '/preload.cjs' }]);
    expect(lets(pathToFileURL(template).href)).toBe(true);
    for (const url of ['http://evil.example/', 'file:///etc/passwd', 'data:text/html,<script>', 'ws://127.0.0.1/'])
      expect(lets(url), url).toBe(false);
  });

  it('is closed when a job is over, and the program’s own is not', () => {
    const { window, closed } = opened();
    window.abandon();
    expect(closed()).toBe(1);
  });

  it('has a page with no script that allows none', () => {
    const page = readFileSync(template, 'utf8');
    expect(page).not.toMatch(/<script/i);
    expect(page).toMatch(/default-src 'none'; img-src data:; style-src 'unsafe-inline'/);
  });
});

it('the library still does what its window was fenced in for', () => {
  const source = readFileSync(createRequire(import.meta.url).resolve('electron-pos-printer'), 'utf8');
  expect(source).toContain('pathTemplate');
  expect(source).toContain('render-line');
  expect(source).toContain('body-init');
});
