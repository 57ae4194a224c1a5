// One sum has one word on every screen, paper, letter and file: its synonyms are nowhere in the program's texts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorTexts } from '../../src-main/contract/errors.ts';
import { messages } from '../../src-renderer/i18n/messages/index.ts';

const root = join(import.meta.dirname, '../..');

/** What a text must not say, and the word that is used instead. */
const forbidden: { word: RegExp; instead: string }[] = [
  { word: /аванс/i, instead: 'переплата' },
  { word: /проценты?(?!\p{L})/iu, instead: 'пени' },
  { word: /скидк/i, instead: 'льгота' },
  { word: /корректиров|доначисл/i, instead: 'перерасчёт' },
  // «долга нет» is a head of its own; that somebody has a debt is said of nobody who pays on time
  { word: /долг(?!а\s+(?:нет|по\sэтому\sсчёту\sнет))(?!о)/i, instead: 'к оплате, из них просрочено' },
  { word: /^\s*начислено(?:\sза\sмесяц)?\s*$/i, instead: 'взнос, начислено всего' },
];

/** Texts whose words are given from outside, with the reason. */
const given: { at: RegExp; why: string }[] = [
  { at: /^lines\.(?:amount|total)$/, why: 'columns of the charge table, by the words of the user’s reference' },
  { at: /^resources\/texts\/(?:consent|agreement)/, why: 'legal texts have versions of their own' },
  { at: /certificate/, why: 'the certificate bears the name the law gives it' },
];

function filesUnder(folder: string, ends: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => ends.test(name))
    .map(name => join(folder, name).replaceAll('\\', '/'));
}

/** The texts in quotes of a source file, without its comments. */
function literals(file: string): string[] {
  const code = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, single, template]) => (single ?? template ?? '').replaceAll('\\u00a0', ' '))
    .filter(text => /\p{Script=Cyrillic}/u.test(text));
}

const texts: { at: string; text: string }[] = [
  ...Object.entries(messages).map(([at, { ru }]) => ({ at, text: ru })),
  ...Object.entries(errorTexts).map(([at, { ru }]) => ({ at, text: ru })),
  ...['src-main/adapters', 'src-main/services', 'src-main/cli', 'src-renderer']
    .flatMap(folder => filesUnder(folder, /(?<!messages\/\w+)\.ts$/))
    .flatMap(at => literals(at).map(text => ({ at, text }))),
  ...filesUnder('resources/texts', /ru.*\.txt$/).flatMap(at =>
    readFileSync(join(root, at), 'utf8')
      .split('\n')
      .map(text => ({ at, text })),
  ),
];

describe('the program’s texts', () => {
  it('are found: of the screens, the papers and the letters', () => {
    expect(texts.length).toBeGreaterThan(900);
    expect(texts.some(({ text }) => text === 'Итого к оплате')).toBe(true);
    expect(texts.some(({ at }) => at.endsWith('letters/ru/reminder.txt'))).toBe(true);
  });

  it.each(forbidden)('say «$instead» and no synonym of it', ({ word }) => {
    const found = texts.filter(({ at, text }) => word.test(text) && !given.some(each => each.at.test(at)));
    expect(found).toEqual([]);
  });
});
