// What may be a user name, an address, a phone and a password; and the letters' texts.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLetterTemplates } from '../../../src-main/adapters/fund-postgres/letter-templates.ts';
import { createTexts } from '../../../src-main/adapters/texts/index.ts';
import {
  isLogin,
  loginNorm,
  parseEmail,
  parseEmails,
  parsePhone,
  passwordTrouble,
} from '../../../src-main/services/sign-in/credentials.ts';
import { filled } from '../../../src-main/services/mail/letters.ts';

const texts = createTexts();

describe('a user name', () => {
  test.each(['Ivanov', 'ivan.petrov-77', 'Соколова', 'abc', 'а'.repeat(32), '777'])('may be %s', login =>
    expect(isLogin(login)).toBe(true),
  );
  test.each([
    '',
    'ab',
    'a'.repeat(33),
    '.abc',
    'abc.',
    'a b',
    'a_b',
    'a@b',
    'ivan\u0000ov',
    'ivan\u202Eov',
    'Ιωάννης',
    '<b>abc',
  ])('may not be %o', login => expect(isLogin(login)).toBe(false));
  test('is the same in any case and in letters that look alike', () => {
    expect(new Set(['mama', 'МАМА', 'Mаmа', ' mama '].map(loginNorm)).size).toBe(1);
    expect(loginNorm('вася')).toBe(loginNorm('BACЯ'));
    expect(loginNorm('ivanov')).not.toBe(loginNorm('ivanova'));
  });
});

describe('an address', () => {
  test.each(['a@b.ru', 'ivanova+fund@mail.example.org', "o'neil@example.org", 'mail@фонд.рф'])('may be %s', email =>
    expect(parseEmail(` ${email} `)).toBe(email),
  );
  test.each([
    '',
    'a@b',
    '@b.ru',
    'a@',
    'a b@c.ru',
    'a@b..ru',
    'a..b@c.ru',
    'a@-b.ru',
    'a@b.ru\nBcc: x@y.ru',
    '<a@b.ru>',
    'a@b.ru,c@d.ru',
    `${'a'.repeat(65)}@b.ru`,
    `a@${'b.'.repeat(130)}ru`,
    '"a b"@c.ru',
  ])('may not be %o', email => expect(parseEmail(email)).toBeNull());
  test('may be many, each once, ten at most', () => {
    expect(parseEmails('a@b.ru, c@d.ru; A@b.ru,')).toEqual(['A@b.ru', 'c@d.ru']);
    expect(parseEmails('')).toEqual([]);
    expect(parseEmails('a@b.ru, нет')).toBeNull();
    expect(parseEmails(Array.from({ length: 11 }, (_, i) => `a${i}@b.ru`).join())).toBeNull();
  });
  test('of ten thousand signs is refused at once', () => {
    expect(parseEmail(`${'a.'.repeat(5000)}@b.ru`)).toBeNull();
    expect(parseEmail(`a@${'b'.repeat(10_000)}`)).toBeNull();
  });
});

test('a phone may be short or long, with its usual signs, or empty', () => {
  expect(['', '41-41-41', '8 (8352) 41-41-41', '+7 999 123-45-67'].map(parsePhone)).toEqual([
    '',
    '41-41-41',
    '8 (8352) 41-41-41',
    '+7 999 123-45-67',
  ]);
  expect(['89991234567', '9991234567', '7 (999) 1234567', '+79991234567', '+375 29 1234567'].map(parsePhone)).toEqual([
    '8 999 123-45-67',
    '8 999 123-45-67',
    '8 999 123-45-67',
    '+7 999 123-45-67',
    '+375 29 1234567',
  ]);
  for (const wrong of [
    '1',
    '899912345678',
    '99912345678',
    '+7 999 123 45',
    '12345678',
    'звоните',
    '8;drop',
    '1'.repeat(16),
    '--------',
  ])
    expect([wrong, parsePhone(wrong)]).toEqual([wrong, null]);
});

describe('a password', () => {
  const trouble = (password: string, login: string | null = 'ivanova') => passwordTrouble(password, login, texts);
  test.each(['qwerty', '12345678', 'абвгдежз', 'a1b2c3d', 'ivanova-2026', 'IVANOVA777!'])(
    '%s is too simple',
    password => expect(trouble(password)).toBe('cabinet.passwordWeak'),
  );
  test.each(['qwerty123', 'QWERTY123', 'йцукен123', 'Пароль123', 'gfhjkm123', 'Наташа1985', 'moscow2024', 'passw0rd'])(
    '%s is known to everybody',
    password => expect(trouble(password)).toBe('cabinet.passwordLeaked'),
  );
  test.each(['Берёза-и-4-сосны', 'kot4eto-tam', 'три слова и 1', 'x7Kq9mLp'])('%s will do', password =>
    expect(trouble(password)).toBeNull(),
  );
  test('the list holds more than a thousand', () => {
    const list = readFileSync(new URL('../../../resources/texts/known-passwords.txt', import.meta.url), 'utf8').split(
      '\n',
    );
    expect(list.length).toBeGreaterThan(1000);
    for (const each of ['qwerty', 'йцукен', 'пароль', '123456789']) expect(list).toContain(each);
  });
});

describe('the texts', () => {
  test('every letter is there in both languages, with the same places to fill', () => {
    const names = (locale: string) =>
      globSync(`resources/texts/letters/${locale}/*.txt`).map(path => path.replace(/.*\/(.*)\.txt$/, '$1'));
    expect(names('ru').toSorted()).toEqual(names('en').toSorted());
    expect(names('ru').length).toBeGreaterThan(8);
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
    const templates = readLetterTemplates();
    for (const name of names('ru')) {
      const [ru, en] = ['ru', 'en'].map(locale => templates.find(each => each.name === name && each.locale === locale));
      expect([name, places(`${ru?.subject} ${ru?.body}`)]).toEqual([name, places(`${en?.subject} ${en?.body}`)]);
      expect(ru?.body).not.toBe('');
    }
  });
  test('what is filled in is not filled in again', () => {
    expect(filled('{a} {b} {c}', { a: '{b}', b: 'x' })).toBe('{b} x {c}');
    expect(filled('{constructor}', {})).toBe('{constructor}');
  });
  test('the agreement and the consent are of one version in both languages, and apart from each other', () => {
    for (const name of ['agreement', 'consent'] as const)
      expect(texts.legal(name, 'ru').version).toBe(texts.legal(name, 'en').version);
    expect(texts.legal('agreement', 'ru').body).not.toContain(texts.legal('consent', 'ru').body);
  });
});
