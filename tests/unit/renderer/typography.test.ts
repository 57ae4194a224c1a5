// Short Russian words at the ends of lines.
import { expect, test } from 'vitest';
import { bindShortWords } from '../../../src-renderer/i18n/typography.ts';

const shown = (text: string) => bindShortWords(text).replaceAll('\u00a0', '_');

test('a preposition, a conjunction and «не» go to the next line with their word', () => {
  expect(shown('Фонд общего имущества в многоквартирных домах')).toBe('Фонд общего имущества в_многоквартирных домах');
  expect(shown('Номер есть на квитанции и не изменился')).toBe('Номер есть на_квитанции и_не_изменился');
  expect(shown('В принтере кончилась бумага. С вами (и с нами)')).toBe(
    'В_принтере кончилась бумага. С_вами (и_с_нами)',
  );
});

test('a dash and «бы», «ли», «же» stay with the word before them', () => {
  expect(shown('День — от 1 до 31')).toBe('День_— от_1 до_31');
  expect(shown('так же, как было бы')).toBe('так_же, как было_бы');
  expect(shown('тот ли женщине')).toBe('тот_ли женщине');
});

test('longer words, endings of words and other languages stay as they are', () => {
  for (const text of [
    'Лицевой счёт',
    'Дважды два',
    'Кино поле',
    'The agreement of a user',
    'пн–пт 9:00–18:00',
    '1 234,50',
  ])
    expect(bindShortWords(text)).toBe(text);
});
