// Normalises settlement and street names however they are typed, and removes the kinds («ул.», «пр-т») from either end.
import { foldLookalikes } from './lookalikes.ts';
import { withoutUnseen } from './unseen.ts';

const KINDS: Record<string, string> = {
  ул: 'ул улица',
  пр: 'пр пр-т пр-кт просп проспект пркт',
  проезд: 'проезд пр-д прд',
  б: 'б-р бул бульвар',
  пер: 'пер переулок п-к',
  наб: 'наб набережная',
  пл: 'пл площадь',
  ш: 'ш шоссе',
  туп: 'туп тупик',
  ал: 'аллея ал',
  тракт: 'тракт тр-т',
  мкр: 'мкр мкрн мкр-н микрорайон м-н',
  кв: 'кв-л квл квартал',
  лин: 'линия лин',
  г: 'г гор город',
  пгт: 'пгт',
  рп: 'рп',
  п: 'п пос поселок посёлок',
  с: 'с село',
  д: 'д дер деревня',
  х: 'х хутор',
  ст: 'ст ст-ца станица станция',
  снт: 'снт',
};

/** Short forms of kinds that a name may well have as a word («Зелёный остров»): found beside the name, never taken off it. */
const ABBREVIATIONS: Record<string, string> = {
  тер: 'территория',
  рзд: 'разъезд',
  ст: 'станция',
  'п/ст': 'подстанция',
  'с/т': 'садовое товарищество',
  пл: 'площадка',
  платф: 'платформа',
  уч: 'участок',
  'уч-к': 'участок',
  дор: 'дорога',
  мст: 'местечко',
  сл: 'слобода',
  нп: 'населенный пункт',
  дп: 'дачный поселок',
  кп: 'курортный поселок',
  у: 'улус',
  выс: 'выселки',
};

/** An unknown kind as it may be typed: as it stands, and with its abbreviation written out. Empty for none. */
export function kindForms(kind: string): string[] {
  const tokens = basic(kind).split(' ').filter(Boolean);
  if (tokens.length === 0) return [];
  const plain = wordsOf(tokens).join(' ');
  const whole = ABBREVIATIONS[kind.trim().toLowerCase().replace(/\.$/, '')];
  const long = whole ?? tokens.map(token => ABBREVIATIONS[token] ?? wordsOf([token]).join(' ')).join(' ');
  return [...new Set([plain, long])];
}

const kinds = new Map<string, string>();
for (const [kind, spellings] of Object.entries(KINDS))
  for (const spelling of spellings.split(' ')) kinds.set(spelling.replaceAll('ё', 'е'), kind);

/** The canonical kind of «улица», «пр-т», «ул.»; null when the text is no kind. */
export const kindOf = (text: string): string | null => kinds.get(basic(text).replace(/[. ]/g, '')) ?? null;

/** Words of a district that two writings of it may differ by. */
const DISTRICT_WORDS = new Set(['район', 'р', 'н', 'муниципальный', 'городской', 'округ', 'мо', 'го']);

/** One text for all writings of a place: «с. Красное» and «село Красное»; a street without a name is one whatever its kind. */
export function placeKey(kind: string, name: string): string {
  const { full } = normalize(name);
  return full === '' ? '' : `${kindOf(kind) ?? basic(kind)} ${full}`;
}

/** The same of a district: «Алатырский р-н» and «Алатырский муниципальный район». */
export const districtKey = (district: string): string =>
  normalize(district)
    .full.split(' ')
    .filter(word => !DISTRICT_WORDS.has(word))
    .join(' ');

/** Kinds that an unfinished or mistyped word may stand for. */
export const kindSpellings: readonly string[] = [...kinds.keys()];

/** Lower case, ё as е, Cyrillic instead of lookalikes, ordinals as plain numbers («1-я» -> «1»); only letters, digits, hyphens, spaces. */
function basic(text: string): string {
  const plain = text.toLowerCase().replaceAll('ё', 'е');
  // Most of what is typed has nothing to clean, and is asked with each key.
  return /^[а-я -]*$/.test(plain) ? plain.replace(/ {2,}/g, ' ').trim() : cleaned(text);
}

const cleaned = (text: string): string =>
  foldLookalikes(withoutUnseen(text).normalize('NFC').toLowerCase())
    .replaceAll('ё', 'е')
    .replace(/\p{Pd}/gu, '-')
    .replace(/(\d)\s*-?\s*(?:го|му|ая|ый|ий|ой|ое|я|й|е)(?![а-яa-z])/g, '$1')
    .replace(/(?<![а-я])п\.\s*г\.\s*т\./g, 'пгт ')
    .replace(/(?<![а-я])р\.\s*п\./g, 'рп ')
    .replace(/[^а-яa-z0-9-]+/g, ' ')
    .trim();

const wordsOf = (tokens: readonly string[]) => tokens.flatMap(token => token.split('-')).filter(Boolean);

export interface Normalized {
  /** words in the order typed, without the kind, joined by single spaces */
  text: string;
  words: string[];
  /** the kind found at either end, null without one */
  kind: string | null;
  /** the same with the kind kept */
  full: string;
  /** the same with kinds taken out wherever they stand («7-я линия В.О.»); all of it when nothing else is left */
  bare: string;
}

/** A name or a query in normal form. A kind alone («ул») is kept as a word, because a name may begin with it. */
export function normalize(text: string): Normalized {
  const tokens = basic(text).split(' ').filter(Boolean);
  const full = wordsOf(tokens).join(' ');
  let kind: string | null = null;
  let rest = tokens;
  for (;;) {
    const [first = '', last = ''] = [rest[0], rest.at(-1)];
    if (rest.length > 1 && kinds.has(first)) rest = rest.slice(1);
    // A single letter at the end is an initial, or the beginning of the next word.
    else if (rest.length > 1 && last.length > 1 && kinds.has(last)) rest = rest.slice(0, -1);
    else break;
    kind = kinds.get(first) ?? kinds.get(last) ?? null;
  }
  const words = wordsOf(rest);
  const bare = wordsOf(tokens.filter(token => !kinds.has(token))).join(' ');
  return { text: words.join(' '), words, kind, full, bare: bare || full };
}
