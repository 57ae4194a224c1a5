// Both hosts behind one handle: what a page can do at each of them, and what can happen to the page.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Audience, Result } from '#contract';
import { startElectronHost } from '../../src-main/host-electron/host.ts';
import { startNodeHost } from '../../src-main/host-node/server.ts';
import { FakeElectron } from '../support/fake-electron.ts';
import type { TestProgram } from './program.ts';

export interface Door {
  call(method: string, input: unknown): Promise<Result<unknown>>;
  on(event: string, listener: (payload: unknown) => void): () => void;
  /** Resolves when what `on` asked for would arrive. */
  listening(): Promise<void>;
  /** The page is loaded again; its listeners are gone. */
  reload(): Promise<void>;
  /** The page dies with no other in its place. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

interface PageApi {
  call(method: string, input: unknown): Promise<Result<unknown>>;
  on(event: string, listener: (payload: unknown) => void): () => void;
}

/** A built renderer in small, with a secret beside its folder. */
export function rendererFolder(): { dir: string; remove(): void } {
  const parent = mkdtempSync(join(tmpdir(), 'kapremont-renderer-'));
  const dir = join(parent, 'renderer');
  mkdirSync(join(dir, 'assets'), { recursive: true });
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>Капремонт</title>');
  writeFileSync(join(dir, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(parent, 'package.json'), '{"secret":true}');
  writeFileSync(join(dir, 'notes.txt'), 'a kind of file the renderer has none of');
  return { dir, remove: () => rmSync(parent, { recursive: true }) };
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request with exactly these headers and this path, as no browser and no fetch would let one send it. */
export const http = (
  base: string,
  options: { path: string; method?: string; headers?: Record<string, string>; body?: string },
): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const { path, method = 'GET', headers = {}, body } = options;
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      response.on('error', reject);
    });
    request.on('error', reject).end(body);
  });

export const cookieFrom = (answer: HttpAnswer) => (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';

/** Just so much of EventSource as the renderer's transport uses, over a cookie of our own. */
function eventSource(base: string, cookie: string, streams: AbortController[], opened: Promise<void>[]) {
  return class extends EventTarget {
    constructor(path: string) {
      super();
      const abort = new AbortController();
      streams.push(abort);
      const begin = Promise.withResolvers<void>();
      opened.push(begin.promise);
      void this.#read(new URL(path, base), abort.signal, begin.resolve).catch((error: unknown) => {
        if (!abort.signal.aborted) begin.reject(error);
      });
    }
    async #read(url: URL, signal: AbortSignal, begun: () => void): Promise<void> {
      const response = await fetch(url, { headers: { cookie }, signal });
      let text = '';
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        begun();
        text += Buffer.from(chunk).toString('utf8');
        const messages = text.split('\n\n');
        text = messages.pop() ?? '';
        for (const message of messages) {
          const [, event, data] = /^event: ([^\n]*)\ndata: ([^\n]*)$/.exec(message) ?? [];
          if (event && data) this.dispatchEvent(new MessageEvent(event, { data }));
        }
      }
    }
  };
}

async function nodeDoor(test: TestProgram, audience: Audience): Promise<Door> {
  const renderer = rendererFolder();
  const host = await startNodeHost(test.program, { port: 0, audience, rendererDir: renderer.dir, pageGraceMs: 30 });
  const address = new URL(host.newUrl());
  const base = address.origin;
  const cookie = cookieFrom(
    await http(base, { path: address.pathname + address.search, headers: { host: address.host } }),
  );
  expect(cookie).not.toBe('');
  // The renderer's own transport, in a browser with three things in it. Imported by address: its types are a browser's.
  const { httpTransport } = (await import(new URL('../../src-renderer/transport/http.ts', import.meta.url).href)) as {
    httpTransport(): PageApi;
  };
  const streams: AbortController[] = [];
  const opened: Promise<void>[] = [];
  const realFetch = globalThis.fetch;
  const browser = {
    EventSource: eventSource(base, cookie, streams, opened),
    fetch: (path: string, init: RequestInit) =>
      realFetch(new URL(path, base), { ...init, headers: { ...(init.headers as object), cookie, origin: base } }),
  };
  /** The globals are there only while the page's code runs up to its first await. */
  const inBrowser = <T>(work: () => T): T => {
    const before = { fetch: globalThis.fetch, EventSource: (globalThis as { EventSource?: unknown }).EventSource };
    Object.assign(globalThis, browser);
    try {
      return work();
    } finally {
      Object.assign(globalThis, before);
    }
  };
  let page = httpTransport();
  const leave = () => {
    for (const stream of streams.splice(0)) stream.abort();
    opened.length = 0;
  };
  return {
    call: (method, input) => inBrowser(() => page.call(method, input)),
    on: (event, listener) => inBrowser(() => page.on(event, listener)),
    listening: async () => {
      await Promise.all(opened);
    },
    async reload() {
      leave();
      page = httpTransport();
      // A page that loads opens its stream of events first.
      inBrowser(() => page.on('freshness', () => undefined));
      await Promise.all(opened);
    },
    async crash() {
      leave();
      await new Promise(resolve => setTimeout(resolve, 100));
    },
    async close() {
      leave();
      await host.close();
      renderer.remove();
    },
  };
}

const preload = fileURLToPath(new URL('../../src-main/host-electron/preload.cts', import.meta.url));

export async function electronHost(
  test: TestProgram,
  options: {
    audience?: Audience;
    windowed?: boolean;
    electron?: FakeElectron;
    load?: () => Promise<TestProgram['program']>;
  } = {},
): Promise<{ electron: FakeElectron; rendererDir: string; remove(): void }> {
  const renderer = rendererFolder();
  const electron = options.electron ?? new FakeElectron();
  await startElectronHost(electron.asElectron(), {
    settings: { audience: options.audience ?? 'kiosk' },
    rendererDir: renderer.dir,
    iconDir: renderer.dir,
    preload,
    windowed: options.windowed ?? false,
    load: options.load ?? (async () => test.program),
    after: test.clock.after,
  });
  return { electron, rendererDir: renderer.dir, remove: renderer.remove };
}

async function electronDoor(test: TestProgram, audience: Audience): Promise<Door> {
  const { electron, remove } = await electronHost(test, { audience });
  const page = () => electron.kr as unknown as PageApi;
  const settle = () => new Promise<void>(resolve => setImmediate(resolve));
  return {
    call: (method, input) => page().call(method, input),
    on: (event, listener) => page().on(event, listener),
    listening: settle,
    async reload() {
      await electron.window.loadURL(electron.window.webContents.mainFrame.url);
      await settle();
    },
    async crash() {
      electron.window.webContents.crash();
      await settle();
    },
    close: async () => remove(),
  };
}

export const doors: [string, (test: TestProgram, audience: Audience) => Promise<Door>][] = [
  ['host-node', nodeDoor],
  ['host-electron', electronDoor],
];
