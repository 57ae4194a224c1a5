// What a clerk reads speaks of the visitor and not to one: every text with «вы» or «ваш» has a clerk's own, which has neither.
import { describe, expect, it } from 'vitest';
import { readBy, t, type MessageKey } from '../../../src-renderer/i18n/index.ts';
import { forClerk } from '../../../src-renderer/i18n/messages/clerk.ts';
import { messages } from '../../../src-renderer/i18n/messages/index.ts';

const toYou = /(?<!\p{L})(?:вы|вас|вам|вами|ваш\p{L}*)(?!\p{L})/iu;
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).toSorted();
const keys = Object.keys(messages) as MessageKey[];

describe('at a desk with a shift', () => {
  it.each(keys.filter(key => toYou.test(messages[key].ru)))('«%s» is told of the visitor', key => {
    expect(forClerk[key], `a text of ${key} for the clerk, in i18n/messages/clerk.ts`).toBeDefined();
  });

  it.each(Object.entries(forClerk))(
    '«%s» says «вы» to nobody, and fills in what the visitor’s text does',
    (key, text) => {
      expect(text.ru).not.toMatch(toYou);
      expect(text.en).not.toMatch(/\byours?\b/i);
      expect(holes(text.ru)).toEqual(holes(messages[key as MessageKey].ru));
    },
  );

  it('is read by the clerk alone', () => {
    expect(t('find.isItHeading')).toMatch(/ваш/);
    readBy(() => true);
    expect(t('find.isItHeading')).toMatch(/посетител/);
    readBy(() => false);
    expect(t('find.isItHeading')).toMatch(/ваш/);
  });
});
