// Suggestions by address: every way a person may type a name, in the order they expect, fast enough to type against.
import { describe, expect, it } from 'vitest';
import {
  indexNames,
  matchFlats,
  matchHouses,
  matchNames,
  naturalCompare,
  oneTypoPrefix,
} from '../../../src-main/domain/address-match.ts';
import { kindOf, normalize } from '../../../src-main/domain/address-normalize.ts';
import { typosToPrefix } from '../../../src-main/domain/typos.ts';
import { seeded } from './random.ts';

const streets = [
  ['ул.', 'Энгельса'],
  ['ул.', 'Ленина'],
  ['пр-кт', 'Ленина'],
  ['ул.', 'Ленинградская'],
  ['ул.', 'Карла Маркса'],
  ['ул.', 'Розы Люксембург'],
  ['ул.', '50 лет Октября'],
  ['ул.', '1-я Чапаевская'],
  ['ул.', 'Степана Разина'],
  ['ул.', 'К. Иванова'],
  ['ул.', 'Ульянова'],
  ['ул.', 'Мира'],
  ['ул.', 'Зелёная'],
  ['б-р', 'Эгерский'],
  ['ул.', 'Московская'],
  ['пр-кт', 'Московский'],
].map(([kind = '', name = ''], id) => ({ id, kind, name }));
const index = indexNames(streets);
const found = (query: string, limit = 20) => matchNames(query, index, limit).items.map(s => `${s.kind} ${s.name}`);

describe('a street', () => {
  it.each([
    ['Энгельса', 'ул. Энгельса'],
    ['  ЭНГЕЛЬСА  ', 'ул. Энгельса'],
    ['энг', 'ул. Энгельса'],
    ['ул. Энгельса', 'ул. Энгельса'],
    ['ул.Энгельса', 'ул. Энгельса'],
    ['улица энгельса', 'ул. Энгельса'],
    ['энгельса ул', 'ул. Энгельса'],
    ['энгельса улиц', 'ул. Энгельса'],
    ['улциа энгельса', 'ул. Энгельса'],
    ['Энгeльcа', 'ул. Энгельса'],
    ["'yutkmcf", 'ул. Энгельса'],
    ['энгелса', 'ул. Энгельса'],
    ['энгельсса', 'ул. Энгельса'],
    ['эгнельса', 'ул. Энгельса'],
    ['ангельса', 'ул. Энгельса'],
    ['энгильс', 'ул. Энгельса'],
    ['зеленая', 'ул. Зелёная'],
    ['ЗЕЛЁНАЯ', 'ул. Зелёная'],
    ['маркса карла', 'ул. Карла Маркса'],
    ['маркса', 'ул. Карла Маркса'],
    ['к маркса', 'ул. Карла Маркса'],
    ['карламаркса', 'ул. Карла Маркса'],
    ['карла-маркса', 'ул. Карла Маркса'],
    ['карла мракса', 'ул. Карла Маркса'],
    ['маркса калра', 'ул. Карла Маркса'],
    ['октября 50', 'ул. 50 лет Октября'],
    ['50-лет октября', 'ул. 50 лет Октября'],
    ['1 чапаевская', 'ул. 1-я Чапаевская'],
    ['1-я Чапаевская', 'ул. 1-я Чапаевская'],
    ['чапаевская', 'ул. 1-я Чапаевская'],
    ['разина', 'ул. Степана Разина'],
    ['ст. разина', 'ул. Степана Разина'],
    ['иванова', 'ул. К. Иванова'],
    ['ул', 'ул. Ульянова'],
    ['люксембург', 'ул. Розы Люксембург'],
    ['эгерский бульвар', 'б-р Эгерский'],
    ['бул. эгерский', 'б-р Эгерский'],
    ['бульвар', 'б-р Эгерский'],
    ['пр-т Ленина', 'пр-кт Ленина'],
    ['ленина проспект', 'пр-кт Ленина'],
    ['улица ленина', 'ул. Ленина'],
    ['мра', 'ул. Мира'],
  ])('typed as «%s» is %s, before any other', (query, street) => {
    expect(found(query)[0]).toBe(street);
  });

  it('is listed exact first, then what begins so, then one typo away', () => {
    expect(found('ленина')).toEqual(['пр-кт Ленина', 'ул. Ленина']);
    expect(found('ленин')).toEqual(['пр-кт Ленина', 'ул. Ленина', 'ул. Ленинградская']);
    expect(found('московск')).toEqual(['ул. Московская', 'пр-кт Московский']);
  });

  it.each(['', '   ', '\u00a0\t'])('typed as nothing (%j) lists all by alphabet', query => {
    const { items, more } = matchNames(query, index, 5);
    expect(items.map(s => s.name)).toEqual([
      '1-я Чапаевская',
      '50 лет Октября',
      'Зелёная',
      'К. Иванова',
      'Карла Маркса',
    ]);
    expect(more).toBe(true);
    expect(matchNames(query, index, streets.length).more).toBe(false);
  });

  it.each(['zzz', 'энхилса', '<img src=x>', 'ъ', 'ленина энгельса', '%', '\\', '***', '-', 'щ'.repeat(10_000)])(
    'that is not there (%s) is not made up',
    query => {
      expect(matchNames(query, index, 5)).toEqual({ items: [], more: false });
    },
  );

  it('is found by the whole of any name, by all its words in any order, and with any one typo in it', () => {
    const random = seeded(7);
    const letters = 'абвгдежзиклмнопрстуя';
    for (const street of streets) {
      const { text, words } = normalize(street.name);
      const reversed = [...words].reverse().join(' ');
      expect(matchNames(reversed, index, 20).items).toContain(street);
      for (let i = 0; i < 40; i++) {
        const at = random.int(0, text.length - 1);
        const typo = random.pick([
          text.slice(0, at) + text.slice(at + 1),
          text.slice(0, at) + random.text(letters, 1, 1) + text.slice(at),
          text.slice(0, at) + random.text(letters, 1, 1) + text.slice(at + 1),
          text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2),
        ]);
        if (/^[а-я0-9].*[а-я0-9]$/.test(typo) && !/\s(?:.|\d+.?)$|^.\s|\d/.test(typo))
          expect(matchNames(typo, index, 20).items, typo).toContain(street);
      }
    }
  });

  it('is found among 2000 names in less than 2 ms', () => {
    const random = seeded(8);
    const many = Array.from({ length: 2000 }, (_, id) => ({
      id,
      kind: 'ул.',
      name: `${random.text('бвгдклмнрст', 1, 2)}${random.text('аеио', 1, 2)}${random.text('вгдклмн', 2, 5)}ская ${random.int(1, 90)}`,
    }));
    const prepared = indexNames(many);
    for (const query of ['а', 'совка', 'маркса карла мира', 'зззззз', '']) {
      matchNames(query, prepared, 10);
      const times = Array.from({ length: 30 }, () => {
        const start = performance.now();
        matchNames(query, prepared, 10);
        return performance.now() - start;
      });
      expect(Math.min(...times), query).toBeLessThan(2);
    }
  });
});

/** The plain Damerau (optimal string alignment) distance, against which the quick ones are held. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i ? 0 : j)));
  for (let i = 1; i <= a.length; i++) {
    d[i]![0] = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, d[i - 2]![j - 2]! + 1);
      d[i]![j] = best;
    }
  }
  return d[a.length]![b.length]!;
}

describe('one typo', () => {
  it('is just Damerau distance 1 to some beginning of the name', () => {
    const random = seeded(9);
    for (let i = 0; i < 20_000; i++) {
      const [query, text] = [random.text('абв', 1, 6), random.text('абв', 0, 7)];
      const near = Array.from({ length: text.length + 1 }, (_, n) => distance(query, text.slice(0, n))).some(
        n => n <= 1,
      );
      expect(oneTypoPrefix(query, text, 0), `${query} ~ ${text}`).toBe(near);
    }
  });
});

describe('two typos', () => {
  it('are counted as the plain Damerau distance to the nearest beginning, up to the most that is asked', () => {
    const random = seeded(10);
    for (let i = 0; i < 5_000; i++) {
      const [query, text] = [random.text('абв', 1, 9), random.text('абв', 0, 11)];
      const nearest = Math.min(...Array.from({ length: text.length + 1 }, (_, n) => distance(query, text.slice(0, n))));
      expect(typosToPrefix(query, `зз${text}`, 2, 2), `${query} ~ ${text}`).toBe(Math.min(3, nearest));
    }
  });

  it('are forgiven in a word long enough to be known, when nothing is nearer', () => {
    const streets = ['Жуковского', 'Жукова', 'Гагарина', 'Ленина'].map(name => ({ kind: 'ул.', name }));
    const shown = (query: string) => matchNames(query, streets, 10).items.map(({ name }) => name);
    expect(shown('жковсского')).toEqual(['Жуковского']);
    expect(shown('гогорина')).toEqual(['Гагарина']);
    expect(shown('гогарина')).toEqual(['Гагарина']);
    expect(shown('ленена')).toEqual(['Ленина']);
    expect(shown('лонена')).toEqual([]);
  });
});

describe('a kind of place', () => {
  it.each([
    ['ул.', 'улица'],
    ['пр-кт', 'проспект'],
    ['пр-т.', 'пр.'],
    ['б-р', 'бульвар'],
    ['г.', 'город'],
    ['п.г.т.', 'пгт'],
    ['пос.', 'посёлок'],
  ])('%s is the same as %s', (a, b) => {
    expect(kindOf(a)).not.toBeNull();
    expect(kindOf(a)).toBe(kindOf(b));
  });
});

describe('a house', () => {
  const houses = ['1', '2', '10', '10А', '14', '14/2', '7А', '16/5', '141', '14К'].map(number => ({
    number,
    block: '',
  }));
  houses.push({ number: '14', block: '1' }, { number: '14А', block: '3' });
  const shown = (query: string) => matchHouses(query, houses).items.map(h => h.number + (h.block && ` к${h.block}`));

  it.each([
    ['14 к1', '14 к1'],
    ['14/1', '14 к1'],
    ['14 корп. 1', '14 к1'],
    ['д. 14, корпус 1', '14 к1'],
    ['14-1', '14 к1'],
    ['14 1', '14 к1'],
    ['14 к2', '14/2'],
    ['14к2', '14/2'],
    ['7а', '7А'],
    ['7 А', '7А'],
    ['7a', '7А'],
    ['14а к3', '14А к3'],
    ['16/5', '16/5'],
    ['дом 10', '10'],
    ['010', '10'],
    ['14', '14'],
    ['14к', '14К'],
  ])('typed as «%s» is %s', (query, house) => {
    expect(shown(query)[0]).toBe(house);
  });

  it('is listed as people count', () => {
    expect(shown('')).toEqual(['1', '2', '7А', '10', '10А', '14', '14 к1', '14/2', '14А к3', '14К', '16/5', '141']);
    expect(shown('д.')).toHaveLength(houses.length);
    expect(shown('1')[0]).toBe('1');
    expect(matchHouses('', houses, 3)).toMatchObject({ more: true, items: { length: 3 } });
  });

  it('that is not there is not made up', () => {
    for (const query of ['99', 'абв', '<b>', '14/9', '-', '1'.repeat(10_000)]) expect(shown(query)).toEqual([]);
  });
});

describe('a flat', () => {
  const flats = ['30', '3А', '1', '3', 'н/п 3', '31', '2'];

  it('is found by number, the same first, with the premises that hold it last', () => {
    expect(matchFlats('3', flats).items).toEqual(['3', '3А', '30', '31', 'н/п 3']);
    expect(matchFlats('кв. 2', flats).items).toEqual(['2']);
    expect(matchFlats('квартира 3а', flats).items).toEqual(['3А']);
    expect(matchFlats('н/п', flats).items).toEqual(['н/п 3']);
    expect(matchFlats('', flats, 3)).toEqual({ items: ['1', '2', '3'], more: true });
    expect(matchFlats('77', flats)).toEqual({ items: [], more: false });
  });
});

describe('natural order', () => {
  it('is a true order for any numbers', () => {
    const random = seeded(10);
    const some = Array.from({ length: 60 }, () => random.text('0129АБк/ ', 0, 5));
    expect(['10А', '2', '10', '1'].sort(naturalCompare)).toEqual(['1', '2', '10', '10А']);
    for (const a of some)
      for (const b of some) {
        expect(Math.sign(naturalCompare(a, b))).toBe(0 - Math.sign(naturalCompare(b, a)));
        for (const c of some.slice(0, 12))
          if (naturalCompare(a, b) <= 0 && naturalCompare(b, c) <= 0)
            expect(naturalCompare(a, c)).toBeLessThanOrEqual(0);
      }
  });
});
