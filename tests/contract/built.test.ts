// The JavaScript that Electron runs, as the compiler makes it: main.js finds its preload, its screens and the program, and ends in order.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emitMain } from '../../scripts/emit-main.ts';
import { runMain } from './built/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;
let host: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kapremont-built-'));
  host = join(folder, 'dist/main/src-main/host-electron');
  expect(emitMain(join(folder, 'dist/main'))).toBe(0);
  for (const name of ['node_modules', 'package.json', 'resources']) symlinkSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, 'dist/renderer'));
  writeFileSync(join(folder, 'dist/renderer/index.html'), '<!doctype html>');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (settings: object, command?: { args: string[]; input: string }) =>
  runMain(join(host, 'main.js'), settings, folder, command);

test('the program starts without its fund, answers its page, and puts its things away', () => {
  const { dataDir, said, status, stderr } = run({ fundUrl: 'postgres://nobody@127.0.0.1:1/none' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const [page, end] = said;
  expect(page?.['answers']).toMatchObject([
    { ok: true, value: { audience: 'kiosk', freshness: { asOf: null } } },
    { ok: true, value: { accounts: [] } },
    { ok: false, error: { code: 'method.unknown' } },
  ]);
  expect(page?.['url']).toBe('app://kapremont/');
  expect(existsSync(page?.['icon'] as string)).toBe(true);
  expect(end?.['asked']).toContain(`setPath userData ${join(dataDir, 'window')}`);
  expect((end?.['asked'] as string[]).at(-1)).toBe('exit 0');
});

test('settings that name no fund leave a page with a sentence and the files to look into', () => {
  const { said, status, dataDir } = run({});
  expect(status).toBe(0);
  expect(said[0]?.['text']).toContain('В настройках не назван адрес базы фонда: заполните fundUrl.');
  expect(said[0]?.['text']).toContain(join(dataDir, 'settings.json'));
  expect(readdirSync(join(dataDir, 'log'))).toHaveLength(1);
});

test('settings that do not hold leave a page that names the field', () => {
  const { said } = run({ audience: 'everyone' });
  expect(said[0]?.['text']).toMatch(/поле audience/);
});

test('a data folder that cannot be written leaves a page that names it', () => {
  const taken = join(folder, 'taken');
  writeFileSync(taken, '');
  const { said } = run({ fundUrl: 'postgres://nobody@127.0.0.1:1/none', dataDir: taken });
  expect(said[0]?.['text']).toContain(`В папку данных ${taken} нельзя писать`);
});

test('the preload is plain CommonJS that asks for electron alone', () => {
  const preload = readFileSync(join(host, 'preload.cjs'), 'utf8');
  expect(preload.match(/require\(/g)).toHaveLength(1);
  expect(preload).not.toMatch(/\bimport\b|\bawait import/);
});

test('an installed program runs its service commands, with no window: a secret is stored where the terminal keeps its keys', () => {
  const { dataDir, stdout, said, status } = run({}, { args: ['secret', 'fund-password'], input: 'тайна\n' });
  expect(status).toBe(0);
  expect(stdout).toContain('Сохранено: пароль входа в базу фонда');
  expect(said.at(-1)?.['asked']).toEqual(['exit 0']);
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toMatch(/"fund-password@/);
});

test('a command may be named as an option, and knows the settings it is told of', () => {
  const { stdout, status } = run({}, { args: ['--command=secret', 'fund-password'], input: 'тайна\n' });
  expect(status).toBe(0);
  expect(stdout).toContain('Сохранено: пароль входа в базу фонда');
});

test('a command that refuses ends with its code and its words', () => {
  const { stderr, status, said } = run({}, { args: ['secret', '--rotate', 'outbox'], input: '' });
  expect(stderr).toContain('Файла ещё нет');
  expect(status).toBe(1);
  expect(said.at(-1)?.['asked']).toEqual(['exit 1']);
  expect(run({}, { args: ['secret', 'no-such'], input: '' }).status).toBe(2);
});
