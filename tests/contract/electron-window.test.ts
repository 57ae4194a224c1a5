// The Electron window's promises: what it is at the kiosk and at the desk, one copy at a time, and how a lost page comes back.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unknownSwitch } from '../../src-main/host-electron/guards.ts';
import { startUrl } from '../../src-main/host-electron/protocol.ts';
import { keyAllowed } from '../../src-main/host-electron/window.ts';
import { cancellable, FakeElectron, type FakeContents } from '../support/fake-electron.ts';
import { electronHost } from './doors.ts';
import { testProgram, type TestProgram } from './program.ts';

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

describe('the window', () => {
  test('gives its page no Node, no shared world and no way to loosen that', () => {
    expect(electron.window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
    expect(electron.menu).toBeNull();
  });

  test('has developer tools only while it is not packaged', async () => {
    expect(electron.window.options.webPreferences['devTools']).toBe(true);
    remove();
    const packaged = new FakeElectron();
    packaged.app.isPackaged = true;
    await begin({ electron: packaged });
    expect(electron.window.options.webPreferences['devTools']).toBe(false);
  });

  test('of a kiosk is the whole screen, without a frame, and closes only when the program ends', async () => {
    expect(electron.window.options).toMatchObject({ kiosk: true, frame: false });
    expect(electron.window.close()).toBe(false);
    electron.app.quit();
    expect(electron.window.closed).toBe(true);
  });

  test('of a desk is an ordinary one: closing it ends the program, which puts its things away first', async () => {
    remove();
    await begin({ audience: 'desk' });
    expect(electron.window.options).toMatchObject({ kiosk: false, frame: true });
    expect(electron.window.close()).toBe(true);
    await settle();
    expect(behind.closed).toBe(true);
    expect(electron.asked.at(-1)).toBe('exit 0');
  });

  test('of a kiosk on a developer’s desk may be an ordinary one', async () => {
    remove();
    await begin({ windowed: true });
    expect(electron.window.options).toMatchObject({ kiosk: false, frame: true });
    expect(electron.window.close()).toBe(true);
  });

  const key = (key: string, more: Partial<Record<'control' | 'alt' | 'meta', boolean>> & { code?: string } = {}) => ({
    key,
    code: '',
    control: false,
    alt: false,
    meta: false,
    ...more,
  });

  test('of a kiosk takes what a scanner types', () => {
    for (const typed of ['0', 'я', 'Ё', '|', '=', ' ', 'Enter', 'Tab', 'Backspace', 'Shift', 'ArrowLeft']) {
      expect([typed, keyAllowed(key(typed))]).toEqual([typed, true]);
    }
    expect(keyAllowed(key('Alt', { alt: true }))).toBe(true);
    expect(keyAllowed(key('1', { alt: true, code: 'Numpad1' }))).toBe(true);
  });

  test('of a kiosk takes no key that reloads, zooms, prints, closes, inspects or leaves', () => {
    const refused = [
      ...['r', 'R', 'w', 'p', 'q', '+', '-', '0', 'I', 'Tab', 'Escape'].map(name => key(name, { control: true })),
      ...['F4', 'Tab', 'ArrowLeft', ' ', 'd'].map(name => key(name, { alt: true })),
      key('l', { meta: true }),
      ...Array.from({ length: 12 }, (_, i) => key(`F${i + 1}`)),
      ...['ContextMenu', 'PrintScreen', 'BrowserBack', 'BrowserHome', 'Meta', 'Control', 'LaunchMail'].map(n => key(n)),
    ];
    for (const input of refused) {
      const event = cancellable({});
      contents.emit('before-input-event', event, input);
      expect([input.key, event.defaultPrevented]).toEqual([input.key, true]);
    }
    const event = cancellable({});
    contents.emit('before-input-event', event, key('5'));
    expect(event.defaultPrevented).toBe(false);
  });

  test('is shown once it has content, though nothing is drawn while it is hidden', async () => {
    expect(electron.window.done.filter(done => done === 'show')).toEqual(['show']);
    behind.clock.advance(10_000);
    expect(electron.window.done.filter(done => done === 'show')).toEqual(['show']);
  });

  test('ends the program in order when Windows ends the session', async () => {
    electron.window.emit('session-end');
    await settle();
    expect(behind.closed).toBe(true);
  });

  test('comes forward when a second copy is started', () => {
    electron.window.minimized = true;
    electron.window.done.length = 0;
    electron.app.emit('second-instance');
    expect(electron.window.done).toEqual(['restore', 'show', 'focus']);
  });
});

describe('a copy', () => {
  test('that is not the first leaves at once, with no window and no program', async () => {
    remove();
    const second = new FakeElectron();
    second.hasLock = false;
    let loaded = false;
    await begin({
      electron: second,
      load: async () => {
        loaded = true;
        return behind.program;
      },
    });
    expect(second.asked.at(-1)).toBe('quit');
    expect(second.windows).toEqual([]);
    expect(loaded).toBe(false);
  });

  test.each([
    ['--no-sandbox'],
    ['--remote-debugging-port=9222'],
    ['-js-flags=--expose-gc'],
    ['--renderer-cmd-prefix=xterm'],
    ['--user-data-dir=/tmp/x'],
    ['--a-switch-of-tomorrow'],
    ['--settings=/etc/k.json', '--no-zygote'],
  ])('that is packaged does not start with %s', async (...args) => {
    remove();
    const packaged = new FakeElectron();
    packaged.app.isPackaged = true;
    await begin({ electron: packaged, argv: ['kapremont', ...args] });
    expect(packaged.asked.at(-1)).toBe('exit 2');
    expect(packaged.windows).toEqual([]);
  });

  test('that is packaged starts with the switches it knows', async () => {
    remove();
    const packaged = new FakeElectron();
    packaged.app.isPackaged = true;
    await begin({ electron: packaged, argv: ['kapremont', '--settings=/etc/k.json', '--lang=ru', '--disable-gpu'] });
    expect(packaged.windows).toHaveLength(1);
  });

  test('takes a slash for a switch where Windows does, and for a path elsewhere', () => {
    expect(unknownSwitch(['k.exe', '/no-sandbox'], 'win32')).toBe('/no-sandbox');
    expect(unknownSwitch(['k', '/home/kiosk'], 'linux')).toBeNull();
  });
});

describe('a program that does not start', () => {
  const failing = () => Promise.reject(new Error('Поле <b>fundUrl</b> пусто.'));

  test('leaves a page in words with the reason, the settings and the log, and writes it down', async () => {
    remove();
    await begin({ load: failing });
    await settle();
    expect(contents.text).toContain('Терминал временно не&nbsp;работает');
    expect(contents.text).toContain('Поле &lt;b&gt;fundUrl&lt;/b&gt; пусто.');
    expect(contents.text).toContain('/etc/kapremont/settings.json');
    expect(contents.text).toContain('/data/log');
    expect(contents.text).not.toMatch(/<script/i);
    expect(behind.logged).toEqual(['program not started: Error: Поле <b>fundUrl</b> пусто.']);
    expect(electron.window.shown).toBe(true);
  });

  test('is begun again by a kiosk after a minute, at a desk by the link on the page alone', async () => {
    remove();
    await begin({ load: failing, argv: ['kapremont', '--settings=/etc/k.json'] });
    await settle();
    behind.clock.advance(59_999);
    expect(electron.asked).not.toContain('relaunch --settings=/etc/k.json');
    behind.clock.advance(1);
    expect(electron.asked.slice(-2)).toEqual(['relaunch --settings=/etc/k.json', 'exit 1']);
    remove();
    await begin({ load: failing, audience: 'desk' });
    await settle();
    behind.clock.advance(600_000);
    expect(electron.asked).not.toContain('relaunch');
    await contents.loadURL(`${startUrl}again`);
    behind.clock.advance(0);
    expect(electron.asked.slice(-2)).toEqual(['relaunch', 'exit 1']);
  });

  test('whose screens are not there says so, and asks for them again', async () => {
    rmSync(join(rendererDir, 'index.html'));
    const before = contents.loads.length;
    await electron.window.loadURL(startUrl);
    expect(contents.text).toContain('установка повреждена');
    behind.clock.advance(1000);
    expect(contents.loads.length).toBe(before + 2);
  });
});

describe('a kiosk’s screen', () => {
  const of = (x: number, width = 1920) => ({ bounds: { x, y: 0, width, height: 1080 } });

  test('is the chosen one, counted from the left, and stays lit', async () => {
    remove();
    const several = new FakeElectron();
    several.displays = [of(0), of(-1280, 1280), of(1920)];
    await begin({ electron: several, display: 3 });
    expect(several.window.bounds).toEqual(of(1920).bounds);
    expect(several.window.options.kiosk).toBe(true);
    expect(several.asked).toContain('stay awake: prevent-display-sleep');
  });

  test('is the system’s main one while the chosen one is away, and the chosen one again when it is back', async () => {
    remove();
    const several = new FakeElectron();
    several.displays = [of(0), of(1920)];
    await begin({ electron: several, display: 2 });
    several.displays = [of(0)];
    several.screen.emit('display-removed');
    expect(several.window.bounds).toEqual(of(0).bounds);
    several.displays = [of(0), of(1920)];
    several.screen.emit('display-added');
    expect(several.window.bounds).toEqual(of(1920).bounds);
    expect(several.window.options.kiosk).toBe(true);
  });

  test('of a desk is left as the system has it', async () => {
    remove();
    await begin({ audience: 'desk', display: 2 });
    expect(electron.window.bounds).toBeNull();
    expect(electron.asked.some(asked => asked.startsWith('stay awake'))).toBe(false);
  });
});

describe('the graphics process', () => {
  const dies = () => electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });

  test('that dies ends no visit, and neither does another helper of the browser', async () => {
    behind.visit.open(behind.visit.held(), 1);
    dies();
    electron.app.emit('child-process-gone', {}, { type: 'Utility', reason: 'killed', exitCode: 9 });
    await settle();
    expect(behind.visit.isOpen(1)).toBe(true);
  });

  test('that dies a third time is done without: Chromium would end the program', () => {
    dies();
    dies();
    expect(electron.asked.some(asked => asked.startsWith('relaunch'))).toBe(false);
    dies();
    expect(electron.asked.slice(-2)).toEqual(['relaunch --disable-gpu', 'exit 1']);
  });
});

describe('a page that is lost', () => {
  const openAccount = () => behind.visit.open(behind.visit.held(), 1);
  const loads = () => contents.loads.length;

  test.each<[string, () => void]>([
    ['crashes', () => contents.crash()],
    ['runs out of memory', () => contents.crash('oom')],
    ['hangs', () => contents.emit('unresponsive')],
    ['does not load', () => contents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', startUrl, true)],
  ])('because it %s takes the visit with it and comes back after a second', async (_how, happen) => {
    openAccount();
    happen();
    await settle();
    expect(behind.visit.openAccounts()).toEqual([]);
    const before = loads();
    behind.clock.advance(999);
    expect(loads()).toBe(before);
    behind.clock.advance(1);
    await once(contents, 'did-finish-load');
    expect(loads()).toBe(before + 1);
    expect(contents.loads.at(-1)).toBe(startUrl);
    expect(await electron.kr['call']!('visit.state', {})).toMatchObject({ ok: true });
  });

  test('and lost again waits twice as long each time, a minute at most', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      const before = loads();
      contents.crash();
      await settle();
      let seconds = 0;
      while (loads() === before && seconds < 100) {
        behind.clock.advance(1000);
        seconds++;
      }
      waits.push(seconds);
      await once(contents, 'did-finish-load');
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('after a quiet minute is waited for a second again', async () => {
    for (let i = 0; i < 3; i++) {
      contents.crash();
      behind.clock.advance(60_000);
      await once(contents, 'did-finish-load');
    }
    behind.clock.advance(60_000);
    const before = loads();
    contents.crash();
    behind.clock.advance(1000);
    expect(loads()).toBe(before + 1);
  });

  test('twice in one moment comes back once', async () => {
    const before = loads();
    contents.emit('unresponsive');
    contents.crash();
    behind.clock.advance(10_000);
    await settle();
    expect(loads()).toBe(before + 1);
  });

  test('of a window that was closed does not come back', () => {
    const before = loads();
    contents.crash();
    contents.destroyed = true;
    behind.clock.advance(60_000);
    expect(loads()).toBe(before);
  });

  test('is told from a step within the page, from a frame and from an orderly end of a process', async () => {
    openAccount();
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    contents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    contents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', startUrl, true);
    contents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', startUrl, false);
    electron.app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit' });
    await settle();
    expect(behind.visit.isOpen(1)).toBe(true);
  });

  test('gets no answer to what the page before it asked', async () => {
    const finish = Promise.withResolvers<void>();
    behind.handle('lookup.settlements', async () => {
      await finish.promise;
      return { ok: true, value: { items: [], more: false } };
    });
    let delivered = false;
    void (electron.kr['call']!('lookup.settlements', { query: '' }) as Promise<unknown>).then(() => (delivered = true));
    await electron.window.loadURL(startUrl);
    finish.resolve();
    await settle();
    await settle();
    expect(delivered).toBe(false);
  });

  test('is sent no events meanwhile', async () => {
    contents.crash();
    let sent = 0;
    contents.send = () => (sent += 1);
    behind.emit('visit.resumed', {});
    expect(sent).toBe(0);
  });
});
