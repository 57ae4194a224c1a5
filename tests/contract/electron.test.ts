// What only the Electron door has to promise: whose frame is answered, what a page may not do, and what app:// gives out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, isOurs, startUrl } from '../../src-main/host-electron/protocol.ts';
import { contentSecurityPolicy, maxInputBytes } from '../../src-main/security-policy.ts';
import { cancellable, type FakeElectron, type FakeContents, type FakeFrame } from '../support/fake-electron.ts';
import { electronHost } from './doors.ts';
import { testProgram, type TestProgram } from './program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const settle = () => new Promise<void>(resolve => setImmediate(resolve));

let behind: TestProgram;
let electron: FakeElectron;
let contents: FakeContents;
let rendererDir: string;
let remove: () => void;

async function begin(options: Parameters<typeof electronHost>[1] = {}): Promise<void> {
  behind = testProgram();
  ({ electron, rendererDir, remove } = await electronHost(behind, options));
  if (electron.windows.length > 0) contents = electron.window.webContents;
  await settle();
}
beforeEach(() => begin());
afterEach(() => remove());

const notOurs = [
  '',
  'about:blank',
  'app://evil/',
  'app://kapremont.evil/',
  'app://kapremont@evil/',
  'app://evil@kapremont/',
  'app://kapremont:8080/',
  'app:kapremont/',
  'http://kapremont/',
  'https://app//kapremont/',
  'file:///etc/passwd',
  'data:text/html,app://kapremont/',
  'javascript:alert(1)',
  'blob:app://kapremont/1',
  'not a url',
];

describe('a call', () => {
  const call = (from: { sender?: unknown; senderFrame?: FakeFrame | null }) =>
    contents.invoke('kr:call', ['visit.end', '{}'], from).then(
      () => 'answered',
      (error: unknown) => (error as Error).message,
    );

  test('from the main frame of our page is answered', async () => {
    expect(await call({ senderFrame: { url: `${startUrl}account/1`, parent: null } })).toBe('answered');
  });

  test.each(notOurs)('from a main frame at «%s» is refused', async url => {
    expect(await call({ senderFrame: { url, parent: null } })).toContain('refused');
    expect(behind.calls).toEqual([]);
  });

  test('from a frame within our page is refused, be it of our own origin', async () => {
    const frame = { url: startUrl, parent: contents.mainFrame };
    expect(await call({ senderFrame: frame })).toContain('refused');
    expect(behind.calls).toEqual([]);
  });

  test('from a frame that is gone is refused', async () => {
    expect(await call({ senderFrame: null })).toContain('refused');
  });

  test('from another window, even of our origin, is refused', async () => {
    expect(await call({ sender: {}, senderFrame: { url: startUrl, parent: null } })).toContain('refused');
    expect(behind.calls).toEqual([]);
  });

  test.each<[string, unknown[]]>([
    ['no text', ['visit.end']],
    ['an object in place of text', ['visit.end', {}]],
    ['a method that is no text', [{ toString: 'visit.end' }, '{}']],
    ['broken text', ['visit.end', '{']],
    ['text without end', ['visit.end', `{"x":"${'x'.repeat(maxInputBytes)}"}`]],
    ['nothing at all', []],
  ])('sent past the bridge with %s fails and does nothing', async (_what, args) => {
    expect(await contents.invoke('kr:call', args)).toMatchObject({ ok: false });
    expect(behind.calls).toEqual([]);
  });

  test('that comes while the program is starting waits for it', async () => {
    const late = Promise.withResolvers<TestProgram['program']>();
    remove();
    await begin({ load: () => late.promise });
    const asked = electron.kr['call']!('visit.state', {});
    late.resolve(behind.program);
    expect(await asked).toMatchObject({ ok: true });
  });
});

describe('the bridge', () => {
  test('has exactly `call` and `on`, and cannot be changed', () => {
    expect(Object.keys(electron.window.webContents.page!.world)).toEqual(['kr']);
    expect(Object.keys(electron.kr).toSorted()).toEqual(['call', 'on']);
    expect(Object.isFrozen(electron.kr)).toBe(true);
  });

  test('keeps one ear on main however many listen', () => {
    for (let i = 0; i < 50; i++) electron.kr['on']!('freshness', () => undefined);
    expect(contents.page!.ipc.listenerCount('kr:event')).toBe(1);
  });

  test('opens one channel in main', () => {
    expect([...electron.main.keys()]).toEqual(['kr:call']);
  });

  test('asks for nothing but electron, as a sandboxed preload must', () => {
    const source = readFileSync(join(root, 'src-main/host-electron/preload.cts'), 'utf8');
    expect(source.match(/require\(/g)).toHaveLength(1);
    expect(source).not.toMatch(/^import (?!type )/m);
  });
});

describe('a page', () => {
  test.each(notOurs)('is not led to «%s»', url => {
    for (const way of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const event = cancellable({ url });
      contents.emit(way, event);
      expect([way, event.defaultPrevented]).toEqual([way, true]);
    }
  });

  test('may move within our origin', () => {
    const event = cancellable({ url: `${startUrl}find` });
    contents.emit('will-navigate', event);
    expect(event.defaultPrevented).toBe(false);
  });

  test('opens no window and no webview', () => {
    for (const url of [startUrl, 'https://example.org/', 'about:blank']) {
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
    }
    const event = cancellable({});
    contents.emit('will-attach-webview', event);
    expect(event.defaultPrevented).toBe(true);
  });

  test('holds no permission and no device, in our session or the default one', () => {
    const sessions = [...electron.sessions.values(), electron.defaultSession];
    expect(sessions).toHaveLength(2);
    for (const { handlers } of sessions) {
      const given: unknown[] = [];
      const run = (name: string, ...args: unknown[]) =>
        (handlers.get(name) as unknown as (...args: unknown[]) => unknown)(...args);
      for (const permission of ['media', 'geolocation', 'clipboard-read', 'openExternal', 'fileSystem', 'usb']) {
        run('setPermissionRequestHandler', contents, permission, (granted: boolean) => given.push(granted));
        given.push(run('setPermissionCheckHandler', contents, permission, startUrl, {}));
      }
      given.push(run('setDevicePermissionHandler', {}));
      expect(given).toEqual(Array(13).fill(false));
      let streams: unknown = 'not asked';
      run('setDisplayMediaRequestHandler', {}, (answered: unknown) => (streams = answered));
      expect(streams).toBeNull();
      let pairing: unknown;
      run('setBluetoothPairingHandler', {}, (answered: unknown) => (pairing = answered));
      expect(pairing).toEqual({ confirmed: false });
    }
  });

  test('downloads nothing', () => {
    for (const session of [...electron.sessions.values(), electron.defaultSession]) {
      const event = cancellable({});
      session.emit('will-download', event);
      expect(event.defaultPrevented).toBe(true);
    }
  });

  test('reaches no network, whatever it asks for', () => {
    const lets = (url: string) => contents.session.lets(url);
    expect(lets(`${startUrl}assets/app.js`)).toBe(true);
    expect(lets('data:image/png;base64,AA==')).toBe(true);
    for (const url of ['https://example.org/', 'http://127.0.0.1:5432/', 'ws://x/', 'file:///etc/passwd', 'ftp://x/']) {
      expect([url, lets(url)]).toEqual([url, false]);
    }
  });

  test('leaves nothing on disk: its session lives in memory', () => {
    expect(contents.session.partition).toBe('kapremont');
    expect(contents.session.partition).not.toMatch(/^persist:/);
  });
});

describe('app://', () => {
  const standing = { trouble: null, places: { settings: '', log: '' }, again: () => undefined };
  const asked = (url: string, method = 'GET') => answer(rendererDir, { url, method }, standing);
  const fetched = (path: string, method = 'GET') => asked(`app://kapremont${path}`, method);

  test('is a standard, secure scheme, made known before Electron is ready and with the sandbox on', () => {
    expect(electron.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, allowServiceWorkers: false },
      },
    ]);
    const { asked } = electron;
    expect(asked.indexOf('registerSchemes')).toBeLessThan(asked.indexOf('whenReady'));
    expect(asked.indexOf('enableSandbox')).toBeLessThan(asked.indexOf('whenReady'));
  });

  test('serves the renderer, its routes by index.html', async () => {
    expect(await (await fetched('/assets/app.js')).text()).toBe('export {};');
    for (const route of ['/', '/find', '/account/1']) {
      expect((await fetched(route)).headers.get('content-type')).toBe('text/html; charset=utf-8');
    }
  });

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/..%5cpackage.json',
    '/assets/app.js%00.html',
    '/%ff.js',
    '/notes.txt',
    '/nothing.js',
  ])('does not give %s', async path => {
    expect((await fetched(path)).status).toBe(404);
  });

  test.each(notOurs)('does not answer «%s»', async url => {
    expect((await asked(url)).status).toBe(403);
  });

  test('answers with the policy and the other headers, whatever it answers', async () => {
    const answers = [
      await fetched('/'),
      await fetched('/assets/app.js'),
      await fetched('/nothing.js'),
      await fetched('/', 'POST'),
      await asked('app://evil/'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 405, 403]);
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toContain('camera=(), ');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('knows its own origin by parsing, whatever the address begins with', () => {
    expect(isOurs(startUrl)).toBe(true);
    expect(isOurs(`${startUrl}find?x=1#y`)).toBe(true);
    for (const url of notOurs) expect([url, isOurs(url)]).toEqual([url, false]);
  });
});
