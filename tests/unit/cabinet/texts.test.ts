// The fund's own texts take the place of the program's, and a fault in one is told at start, by its file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTexts } from '../../../src-main/adapters/texts/index.ts';

let own: string;
beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'kapremont-texts-'));
});
afterEach(() => rmSync(own, { recursive: true }));

const put = (name: string, text: string) => writeFileSync(join(own, name), text);

test('a file of the fund’s is used, the others stay the program’s', () => {
  put('consent.ru.txt', 'Версия: 7\r\nСогласие фонда\r\n\r\nПервый.\r\n\r\nВторой.\r\n');
  put('consent.en.txt', 'Version: 7\nConsent\n\nFirst.');
  const texts = createTexts(own);
  expect(texts.legal('consent', 'ru')).toEqual({ version: '7', title: 'Согласие фонда', body: 'Первый.\n\nВторой.' });
  expect(texts.legal('agreement', 'ru')).toEqual(createTexts().legal('agreement', 'ru'));
});

test('two languages of different versions are told of', () => {
  put('agreement.ru.txt', 'Версия: 8\nСоглашение\n\nТекст.');
  expect(() => createTexts(own)).toThrow(/agreement\.ru\.txt.*agreement\.en\.txt.*8/);
});

test.each(['', 'Соглашение\n\nТекст без версии', 'Версия: 9'])(
  'a text without its version or title is told of: %o',
  text => {
    put('consent.en.txt', text);
    expect(() => createTexts(own)).toThrow(/consent\.en\.txt/);
  },
);
