// Texts from resources/texts, or from the fund's own folder when it has a file of the same name.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resource } from '../../base/package-root.ts';
import type { LegalText, Locale } from '#contract';
import type { LegalName, Texts } from '../../ports/texts.ts';

const locales: readonly Locale[] = ['ru', 'en'];

/**
 * `own` is the fund's folder, or null. Legal texts and the list are read at once, so that a fault is found at start; throws with a sentence when
 * a text has no version, or its two languages are of different versions.
 */
export function createTexts(own: string | null = null, folder = resource('texts')): Texts {
  const read = (name: string): string => {
    const theirs = own === null ? null : join(own, name);
    return readFileSync(theirs !== null && existsSync(theirs) ? theirs : join(folder, name), 'utf8').replace(
      /\r\n/g,
      '\n',
    );
  };
  const legal = new Map<string, LegalText>();
  for (const name of ['agreement', 'consent'] satisfies LegalName[]) {
    for (const locale of locales)
      legal.set(`${name} ${locale}`, parseLegal(`${name}.${locale}.txt`, read(`${name}.${locale}.txt`)));
    const [ru, en] = locales.map(locale => legal.get(`${name} ${locale}`)?.version);
    if (ru !== en) throw new Error(`Тексты ${name}.ru.txt и ${name}.en.txt разных версий: ${ru} и ${en}.`);
  }
  const known = new Set(
    read('known-passwords.txt')
      .split('\n')
      .filter(line => line && !line.startsWith('#')),
  );

  return {
    legal: (name, locale) => legal.get(`${name} ${locale}`) as LegalText,
    isKnownPassword: password => spellings(password).some(each => known.has(each)),
  };
}

/** `Версия: …`, the title on the next line, then the body. */
function parseLegal(file: string, text: string): LegalText {
  const [first = '', title = '', ...body] = text.trim().split('\n');
  const version = /^(?:Версия|Version):\s*(\S{1,40})$/.exec(first)?.[1];
  if (!version || !title) throw new Error(`Текст ${file} должен начинаться строкой «Версия: …», затем заголовком.`);
  return { version, title, body: body.join('\n').trim() };
}

const latin = `qwertyuiop[]asdfghjkl;'zxcvbnm,.\``;
const russian = 'йцукенгшщзхъфывапролджэячсмитьбюё';

const onKeysOf = (text: string, from: string, to: string) =>
  Array.from(text, sign => to[from.indexOf(sign)] ?? sign).join('');

/** The password in lower case, also as typed in the other keyboard layout, without up to four digits or signs at its ends. */
function spellings(password: string): string[] {
  const plain = password.toLowerCase();
  const typed = [plain, onKeysOf(plain, latin, russian), onKeysOf(plain, russian, latin)];
  return typed
    .flatMap(each => [each, each.replace(/[\d!?.*@#$_-]{1,4}$/, ''), each.replace(/^\d{1,4}/, '')])
    .filter(each => each.length > 3);
}
