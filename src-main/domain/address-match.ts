// Suggestions for settlements and streets while a person types, forgiving case, kinds, word order, layout and one typo.
import { kindForms, kindOf, kindSpellings, normalize, type Normalized } from './address-normalize.ts';
import { fromQwerty } from './lookalikes.ts';
import { typosToPrefix } from './typos.ts';

export { matchFlats, matchHouses } from './house-match.ts';
export { naturalCompare } from './natural-order.ts';

export interface NamedPlace {
  kind: string;
  name: string;
  /** written after the name, to tell it from another of the same name; may be typed too */
  mark?: string;
}

/** One way a name may be written. */
interface Form {
  text: string;
  words: string[];
  /** where words begin in `text` */
  starts: number[];
  letters: Letters;
}

interface Indexed<T> extends Form {
  entry: T;
  kind: string | null;
  /** The name itself, and with its kind before and after it where the kind is none of those a query is freed of. */
  forms: readonly Form[];
}

/** Names made ready for `matchNames`, in alphabetical order. Build once a list. */
export interface NameIndex<T extends NamedPlace> {
  readonly names: readonly Indexed<T>[];
}

export interface Matches<T> {
  items: T[];
  /** more names matched than are listed */
  more: boolean;
}

const collator = new Intl.Collator('ru', { numeric: true });
/** Shorter words are matched without typos: with one, anything would match. */
const SHORTEST_TYPO = 3;
/** Two typos in a shorter word would make it another word. */
const SHORTEST_TWO_TYPOS = 7;
/** Longer than any place name. */
const LONGEST_QUERY = 100;

export function indexNames<T extends NamedPlace>(entries: readonly T[]): NameIndex<T> {
  const names = entries.map(entry => {
    const { text, full, kind } = normalize(entry.name);
    const known = kindOf(entry.kind);
    const name = formOf(text);
    const labels = known === null ? kindForms(entry.kind).flatMap(of => [`${of} ${full}`, `${full} ${of}`]) : [];
    const mark = entry.mark ? normalize(entry.mark).full : '';
    const marked = mark === '' ? [] : [name.text, ...labels].map(of => `${of} ${mark}`);
    return { entry, kind: known ?? kind, ...name, forms: [name, ...[...labels, ...marked].map(formOf)] };
  });
  names.sort((a, b) => collator.compare(a.entry.name, b.entry.name) || collator.compare(a.entry.kind, b.entry.kind));
  return { names };
}

function formOf(text: string): Form {
  const words = text.split(' ').filter(Boolean);
  const starts: number[] = [];
  words.reduce((at, word) => (starts.push(at), at + word.length + 1), 0);
  return { text, words, starts, letters: lettersOf(words) };
}

/**
 * The best `limit` names: exact, then prefix, word prefix, substring, all words in any order, one typo (unless a name matches
 * exactly); when none of these match, two typos. Equal matches are in alphabetical order.
 */
export function matchNames<T extends NamedPlace>(
  query: string,
  entries: readonly T[] | NameIndex<T>,
  limit: number,
): Matches<T> {
  const { names } = 'names' in entries ? entries : indexNames(entries);
  if (query.length > LONGEST_QUERY) return { items: [], more: false };
  const asked = normalize(query);
  if (query.trim() === '') return cut(names, limit);
  const found = ranked(asked, names);
  if (found.length > 0) return cut(found, limit);
  const ofKind = asked.words.length === 1 ? kindOf(asked.text) : null;
  if (ofKind !== null)
    return cut(
      names.filter(name => name.kind === ofKind),
      limit,
    );
  if (!/[а-яё]/iu.test(query)) return cut(ranked(normalize(fromQwerty(query)), names), limit);
  const bare = withoutUnfinishedKind(asked.words);
  const nearer = bare ? ranked(normalize(bare.join(' ')), names) : [];
  return cut(nearer.length > 0 ? nearer : twoTypos(asked, names), limit);
}

/** Removes a kind that is being typed or is mistyped («ленина пр», «улциа ленина»); null when neither end looks like a kind. */
function withoutUnfinishedKind(words: readonly string[]): readonly string[] | null {
  if (words.length < 2) return null;
  const isKind = (word = '') =>
    kindSpellings.some(kind => kind.startsWith(word) || (word.length > 3 && oneTypoPrefix(word, kind, 0)));
  if (isKind(words.at(-1))) return words.slice(0, -1);
  return isKind(words[0]) ? words.slice(1) : null;
}

function twoTypos<T>({ text, words }: Normalized, names: readonly Indexed<T>[]): Indexed<T>[] {
  if (text.length < SHORTEST_TWO_TYPOS) return [];
  const letters = lettersOf(words);
  const farther = (name: Indexed<T>) => Math.abs(name.text.length - text.length);
  return names
    .filter(
      name =>
        foreign(letters, name.letters) <= 2 && name.starts.some(start => typosToPrefix(text, name.text, start, 2) <= 2),
    )
    .sort((a, b) => farther(a) - farther(b));
}

const cut = <T>(names: readonly Indexed<T>[], limit: number): Matches<T> => ({
  items: names.slice(0, limit).map(name => name.entry),
  more: names.length > limit,
});

function ranked<T>(asked: Normalized, names: readonly Indexed<T>[]): Indexed<T>[] {
  const found: { name: Indexed<T>; rank: number }[] = [];
  if (asked.full === '') return [];
  const spellings = [...new Set([asked.text, asked.full, asked.bare])].map(text => {
    const words = text.split(' ');
    return { text, words, letters: lettersOf(words) };
  });
  for (const name of names) {
    let rank = NO_MATCH;
    for (const form of name.forms)
      for (const { text, words, letters } of spellings)
        if (rank > 0 && foreign(letters, form.letters) <= 1) rank = Math.min(rank, rankOf(text, words, form));
    if (rank === NO_MATCH) continue;
    // Of «ул. Ленина» and «пр-кт Ленина» the one with the typed kind comes first.
    found.push({ name, rank: rank * 2 + (asked.kind !== null && asked.kind !== name.kind ? 1 : 0) });
  }
  found.sort((a, b) => a.rank - b.rank);
  const exact = (found[0]?.rank ?? NO_MATCH) < 2;
  return (exact ? found.filter(one => one.rank < ONE_TYPO * 2) : found).map(({ name }) => name);
}

/** The set of letters in a text, one bit each; rare letters share a bit, which only makes the filter less strict. */
type Letters = number;

const lettersOf = (words: readonly string[]): Letters => {
  let letters = 0;
  for (const word of words) for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
};

/** How many letters of one text are missing in the other: each needs a typo. This excludes most names cheaply. */
function foreign(letters: Letters, of: Letters): number {
  let left = letters & ~of;
  let count = 0;
  for (; left !== 0; left &= left - 1) count++;
  return count;
}

const ONE_TYPO = 5;
const NO_MATCH = 7;

function rankOf(text: string, words: readonly string[], name: Form): number {
  const at = name.text.indexOf(text);
  if (at === 0) return name.text.length === text.length ? 0 : 1;
  if (at > 0) return name.starts.some(start => name.text.startsWith(text, start)) ? 2 : 3;
  const typos = text.length < SHORTEST_TYPO ? 0 : 1;
  // Most names fail this cheaper test, so it runs first.
  const allWords = words.length > 1 && everyWord(words, name.words, typos);
  if (allWords && (typos === 0 || everyWord(words, name.words, 0))) return 4;
  if (typos === 0) return NO_MATCH;
  if (name.starts.some(start => oneTypoPrefix(text, name.text, start)))
    return oneTypoPrefix(`${text} `, `${name.text} `, 0) ? ONE_TYPO : ONE_TYPO + 1;
  return allWords ? ONE_TYPO + 1 : NO_MATCH;
}

/** Each query word begins a different word of the name, in any order, with at most the given typos in total. */
function everyWord(words: readonly string[], names: readonly string[], typos: number, at = 0, used = 0): boolean {
  const word = words[at];
  if (word === undefined) return true;
  // An integer has bits for 31 words; no name has as many.
  for (let i = 0; i < 31; i++) {
    const target = names[i];
    if (target === undefined) break;
    if (used & (1 << i)) continue;
    if (target.startsWith(word)) {
      if (everyWord(words, names, typos, at + 1, used | (1 << i))) return true;
    } else if (typos > 0 && word.length >= SHORTEST_TYPO && oneTypoPrefix(word, target, 0)) {
      if (everyWord(words, names, typos - 1, at + 1, used | (1 << i))) return true;
    }
  }
  return false;
}

/** The query with one letter changed, missing, extra or swapped with its neighbour begins the text at `start` (Damerau distance 1). */
export function oneTypoPrefix(query: string, text: string, start: number): boolean {
  let i = 0;
  while (i < query.length && query.charCodeAt(i) === text.charCodeAt(start + i)) i++;
  if (i === query.length) return true;
  const at = start + i;
  const rest = (from: number, to: number) => {
    for (; from < query.length; from++, to++) if (query.charCodeAt(from) !== text.charCodeAt(to)) return false;
    return true;
  };
  if (at >= text.length) return i === query.length - 1;
  return (
    rest(i + 1, at + 1) ||
    rest(i + 1, at) ||
    rest(i, at + 1) ||
    (query[i] === text[at + 1] && query[i + 1] === text[at] && rest(i + 2, at + 2))
  );
}
