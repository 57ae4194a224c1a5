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

/** The key a page is given once, in the fragment of where it is sent. */
export const keyFrom = (answer: HttpAnswer) => /#session=(.+)$/.exec(answer.headers.location ?? '')?.[1] ?? '';

export const cookieFrom = (answer: HttpAnswer) => (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';

/** As much of a browser as the renderer's transport uses: one page of it, with the cookie and the place it was sent to. */
function browserPage(address: URL, cookie: string, stored: Map<string, string>) {
  const realFetch = globalThis.fetch;
  const gone = new AbortController();
  const streams: Promise<unknown>[] = [];
  const globals = {
    location: { href: address.href, hash: address.hash, pathname: address.pathname, search: '' },
    history: { state: null, replaceState: () => undefined },
    sessionStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => void stored.set(name, value),
    },
    fetch(path: string | URL, init: RequestInit) {
      const url = new URL(path, address);
      const headers = { ...(init.headers as object), cookie, origin: address.origin };
      const answer = realFetch(url, { ...init, headers, signal: gone.signal });
      if (url.pathname === '/events') streams.push(answer.catch(() => undefined));
      return answer;
    },
  };
  return {
    /** The globals are there only while the page's code runs up to its first await. */
    run<T>(work: () => T): T {
      const before = Object.keys(globals).map(
        name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
      );
      for (const [name, value] of Object.entries(globals))
        Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
      try {
        return work();
      } finally {
        for (const [name, descriptor] of before) {
          if (descriptor) Object.defineProperty(globalThis, name, descriptor);
          else Reflect.deleteProperty(globalThis, name);
        }
      }
    },
    listening: async () => void (await Promise.all(streams)),
    leave: () => gone.abort(),
  };
}

async function nodeDoor(test: TestProgram, audience: Audience): Promise<Door> {
  const renderer = rendererFolder();
  const host = await startNodeHost(test.program, { port: 0, audience, rendererDir: renderer.dir, pageGraceMs: 30 });
  const address = new URL(host.newUrl());
  const entry = await http(address.origin, {
    path: address.pathname + address.search,
    headers: { host: address.host },
  });
  const cookie = cookieFrom(entry);
  expect(cookie).not.toBe('');
  // The renderer's own transport. Imported by address: its types are a browser's.
  const { httpTransport } = (await import(new URL('../../src-renderer/transport/http.ts', import.meta.url).href)) as {
    httpTransport(): PageApi;
  };
  const stored = new Map<string, string>();
  const load = (place: string) => {
    const browser = browserPage(new URL(place, address.origin), cookie, stored);
    return { browser, transport: browser.run(httpTransport) };
  };
  let page = load(entry.headers.location ?? '/');
  return {
    call: (method, input) => page.browser.run(() => page.transport.call(method, input)),
    on: (event, listener) => page.browser.run(() => page.transport.on(event, listener)),
    listening: () => page.browser.listening(),
    async reload() {
      page.browser.leave();
      page = load('/');
      // A page that loads opens its stream of events first.
      page.browser.run(() => page.transport.on('freshness', () => undefined));
      await page.browser.listening();
    },
    async crash() {
      page.browser.leave();
      await new Promise(resolve => setTimeout(resolve, 100));
    },
    async close() {
      page.browser.leave();
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
    display?: number;
    argv?: string[];
    electron?: FakeElectron;
    load?: () => Promise<TestProgram['program']>;
  } = {},
): Promise<{ electron: FakeElectron; rendererDir: string; remove(): void }> {
  const renderer = rendererFolder();
  const electron = options.electron ?? new FakeElectron();
  await startElectronHost(electron.asElectron(), {
    settings: { audience: options.audience ?? 'kiosk', display: options.display ?? 1 },
    places: { settings: '/etc/kapremont/settings.json', log: '/data/log' },
    startLog: { error: (event, error) => void test.logged.push(`${event}: ${String(error)}`) },
    rendererDir: renderer.dir,
    iconDir: renderer.dir,
    preload,
    windowed: options.windowed ?? false,
    argv: options.argv ?? ['kapremont'],
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
