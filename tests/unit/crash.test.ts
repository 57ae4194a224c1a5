// An error nobody caught begins the program again, but not for ever.
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { crashedOften, restartOnCrash } from '../../src-main/host-electron/crash.ts';
import { findSettings, notSetUp, settingsPlaces } from '../../src-main/settings-place.ts';

let folder: string;
let file: string;
let now: number;
let asked: string[];
let process: EventEmitter;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kapremont-crash-'));
  file = join(folder, 'restarts.json');
  now = Date.parse('2026-11-28T09:00:00Z');
  asked = [];
  process = new EventEmitter();
  restartOnCrash({
    process: process as never,
    app: { relaunch: () => asked.push('relaunch'), exit: (code: number) => void asked.push(`exit ${code}`) } as never,
    log: { error: (event, error) => void asked.push(`${event}: ${String(error)}`) },
    file,
    now: () => now,
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('it is written down, and the program begins again', () => {
  process.emit('uncaughtException', new Error('boom'));
  expect(asked).toEqual(['uncaught: Error: boom', 'relaunch', 'exit 1']);
});

test('a promise nobody waited for is written down and ends nothing', () => {
  process.emit('unhandledRejection', new Error('late'));
  expect(asked).toEqual(['unhandled rejection: Error: late']);
});

test('after three within ten minutes the program is not started, and ten minutes later it is', () => {
  for (let i = 0; i < 3; i++) {
    expect(crashedOften(file, now)).toBe(false);
    process.emit('uncaughtException', new Error('boom'));
    now += 60_000;
  }
  expect(crashedOften(file, now)).toBe(true);
  now += 8 * 60_000;
  expect(crashedOften(file, now)).toBe(false);
});

test('a file of restarts that is torn, of another kind, or dated ahead by a wrong clock keeps nobody out', () => {
  for (const text of ['', '[', '{}', '"x"', JSON.stringify(Array(9).fill(now + 3_600_000))]) {
    writeFileSync(file, text);
    expect([text, crashedOften(file, now)]).toEqual([text, false]);
  }
  process.emit('uncaughtException', new Error('boom'));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([now]);
});

test('settings nobody named are looked for at the machine’s place, then at the user’s', () => {
  const places = settingsPlaces('linux', { XDG_CONFIG_HOME: folder }, '/home/kiosk');
  expect(places[0]).toBe('/etc/kapremont/settings.json');
  expect(settingsPlaces('win32', { ProgramData: 'C:\\ProgramData' }, 'C:\\Users\\k')[0]).toMatch(
    /ProgramData.*settings\.json/,
  );
  expect(findSettings([join(folder, 'no.json')])).toBeNull();
  writeFileSync(join(folder, 'here.json'), '{}');
  expect(findSettings([join(folder, 'no.json'), join(folder, 'here.json')])).toBe(join(folder, 'here.json'));
  expect(notSetUp(places)).toContain(places[0]);
});
