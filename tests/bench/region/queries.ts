// Some 200 street searches as people at a kiosk make them, from the region's own streets: made without looking at how anything matches them.
import { dice, type Dice } from '../measure/random.ts';

export interface Street {
  id: number;
  settlement: number;
  kind: string;
  name: string;
}

export interface Query {
  manner: string;
  settlement: number;
  text: string;
  /** any of these is what was meant: streets of one name differ by their kind alone, and not every query names the kind */
  wanted: number[];
}

interface Manner {
  name: string;
  count: number;
  /** null: this street's name cannot be written so */
  write(street: Street, dice: Dice): string | null;
  namesKind?: boolean;
}

const rows = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];
const latin = ['qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,.'];

/** A key beside the one that was meant. */
function beside(letter: string, { below }: Dice): string | null {
  for (const row of rows) {
    const at = row.indexOf(letter);
    if (at >= 0) return row[at === 0 || (at < row.length - 1 && below(2) === 0) ? at + 1 : at - 1] ?? null;
  }
  return null;
}

/** One slip of the finger in a word of five letters or more: a letter beside, one missing, one doubled, two swapped. */
function slip(text: string, { pick, below, ...rest }: Dice): string | null {
  const words = text.split(' ').filter(word => /^[а-яё-]{5,}$/i.test(word));
  if (words.length === 0) return null;
  const word = pick(words);
  const at = 1 + below(word.length - 2);
  const letter = word[at]!;
  const wrong = [
    () => beside(letter.toLowerCase(), { pick, below, ...rest }) ?? letter + letter,
    () => '',
    () => letter + letter,
    () => null,
  ][below(4)]!();
  const bad =
    wrong === null
      ? word.slice(0, at) + word[at + 1] + letter + word.slice(at + 2)
      : word.slice(0, at) + wrong + word.slice(at + 1);
  return bad === word ? null : text.replace(word, bad);
}

const spoken: Record<string, string> = {
  'ул.': 'улица',
  'пр-кт': 'проспект',
  'б-р': 'бульвар',
  'пер.': 'переулок',
  'пр-д': 'проезд',
  'мкр.': 'микрорайон',
};
const loose: Record<string, string> = { 'ул.': 'ул', 'пр-кт': 'пр', 'б-р': 'бул', 'пер.': 'пер', 'пр-д': 'проезд' };

const low = (text: string) => text.toLowerCase();
const wordsOf = (name: string) => name.split(' ');

const manners: readonly Manner[] = [
  { name: 'first letters', count: 30, write: ({ name }, { below }) => low(name.slice(0, 3 + below(3))) },
  { name: 'whole name, capitals', count: 12, write: ({ name }) => name.toUpperCase() },
  { name: 'whole name, small', count: 12, write: ({ name }) => low(name) },
  { name: 'kind before', count: 15, namesKind: true, write: ({ kind, name }) => `${kind} ${name}` },
  {
    name: 'kind in full',
    count: 10,
    namesKind: true,
    write: ({ kind, name }) => low(`${spoken[kind] ?? kind} ${name}`),
  },
  { name: 'kind after', count: 10, namesKind: true, write: ({ kind, name }) => low(`${name} ${loose[kind] ?? kind}`) },
  { name: 'е for ё', count: 10, write: ({ name }) => (/ё/i.test(name) ? low(name).replaceAll('ё', 'е') : null) },
  {
    name: 'last word only',
    count: 12,
    write: ({ name }) => (wordsOf(name).length > 1 ? low(wordsOf(name).at(-1)!) : null),
  },
  {
    name: 'words turned round',
    count: 12,
    write: ({ name }) => (wordsOf(name).length > 1 ? low(wordsOf(name).toReversed().join(' ')) : null),
  },
  {
    name: 'first name as a letter',
    count: 6,
    write: ({ name }) => {
      const [first = '', second, third] = name.split(' ');
      return second && !third && /^[А-Я]/.test(second) && /^[А-Я]/.test(first) ? low(`${first[0]}. ${second}`) : null;
    },
  },
  {
    name: 'ordinal without its ending',
    count: 6,
    write: ({ name }) => (/\d-й|\d-я/.test(name) ? low(name).replace(/-[йя]/, '') : null),
  },
  { name: 'one slip', count: 35, write: ({ name }, d) => slip(low(name), d) },
  { name: 'one slip, begun', count: 15, write: ({ name }, d) => slip(low(name).slice(0, 7), d) },
  {
    name: 'one slip, kind before',
    count: 10,
    namesKind: true,
    write: ({ kind, name }, d) => {
      const slipped = slip(low(name), d);
      return slipped && `${low(kind)} ${slipped}`;
    },
  },
  {
    name: 'two slips',
    count: 10,
    write: ({ name }, d) => {
      const once = slip(low(name), d);
      return once && name.length > 7 ? slip(once, d) : null;
    },
  },
  {
    name: 'Latin layout',
    count: 8,
    write: ({ name }) => {
      const typed = Array.from(low(name), letter => {
        const row = rows.findIndex(keys => keys.includes(letter));
        return row < 0 ? letter : latin[row]![rows[row]!.indexOf(letter)]!;
      });
      return /^[а-я]+$/.test(low(name)) ? typed.join('') : null;
    },
  },
];

/** The same queries for the same streets and seed. */
export function streetQueries(streets: readonly Street[], seed = 56): Query[] {
  const d = dice(seed);
  return manners.flatMap(({ name, count, write, namesKind }) => {
    const made: Query[] = [];
    for (const street of d.some(streets, streets.length)) {
      if (made.length === count) break;
      const text = write(street, d);
      if (text === null) continue;
      const same = streets.filter(
        other =>
          other.settlement === street.settlement &&
          other.name === street.name &&
          (!namesKind || other.kind === street.kind),
      );
      made.push({ manner: name, settlement: street.settlement, text, wanted: same.map(({ id }) => id) });
    }
    return made;
  });
}
