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
  /** Every form of every name, one after another: its letters, looked at for all names at each key, and whose it is. */
  readonly forms: readonly Form[];
  readonly letters: Int32Array;
  readonly owners: Int32Array;
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
  const forms = names.flatMap(name => name.forms);
  const owners = Int32Array.from(names.flatMap((name, i) => name.forms.map(() => i)));
  return { names, forms, letters: Int32Array.from(forms, form => form.letters), owners };
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
  const index = 'names' in entries ? entries : indexNames(entries);
  const { names } = index;
  if (query.length > LONGEST_QUERY) return { items: [], more: false };
  const asked = normalize(query);
  if (query.trim() === '') return cut(names, limit);
  const found = ranked(asked, index);
  if (found.length > 0) return cut(found, limit);
  const ofKind = asked.words.length === 1 ? kindOf(asked.text) : null;
  if (ofKind !== null)
    return cut(
      names.filter(name => name.kind === ofKind),
      limit,
    );
  if (!/[а-яё]/iu.test(query)) return cut(ranked(normalize(fromQwerty(query)), index), limit);
  const bare = withoutUnfinishedKind(asked.words);
  const nearer = bare ? ranked(normalize(bare.join(' ')), index) : [];
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

function ranked<T extends NamedPlace>(asked: Normalized, index: NameIndex<T>): Indexed<T>[] {
  if (asked.full === '') return [];
  const ranks = new Uint8Array(index.names.length).fill(NO_MATCH);
  for (const text of new Set([asked.text, asked.full, asked.bare])) rankForms(text, index, ranks);
  // Of «ул. Ленина» and «пр-кт Ленина» the one with the typed kind comes first.
  const byRank: Indexed<T>[][] = Array.from({ length: NO_MATCH * 2 }, () => []);
  for (let i = 0; i < ranks.length; i++) {
    const rank = ranks[i] as number;
    if (rank === NO_MATCH) continue;
    const name = index.names[i] as Indexed<T>;
    byRank[rank * 2 + (asked.kind !== null && asked.kind !== name.kind ? 1 : 0)]?.push(name);
  }
  const exact = byRank.slice(0, 2).some(names => names.length > 0);
  return byRank.slice(0, exact ? ONE_TYPO * 2 : NO_MATCH * 2).flat();
}

/** Lowers the rank of each name of which a form matches the text better. */
function rankForms(text: string, { forms, letters, owners }: NameIndex<NamedPlace>, ranks: Uint8Array): void {
  const words = text.split(' ');
  const typed = lettersOf(words);
  const typos = typosIn(text);
  for (let i = 0; i < letters.length; i++) {
    const missing = typed & ~(letters[i] as number);
    // Each missing letter needs a typo, and this excludes most names: none may be missing, or only one.
    if (typos === 0 ? missing !== 0 : (missing & (missing - 1)) !== 0) continue;
    const owner = owners[i] as number;
    const rank = ranks[owner] as number;
    if (rank > 0) ranks[owner] = Math.min(rank, rankOf(text, words, forms[i] as Form, missing === 0));
  }
}

/** The set of letters in a text, one bit each; rare letters share a bit, which only makes the filter less strict. */
type Letters = number;

const lettersOf = (words: readonly string[]): Letters => {
  let letters = 0;
  for (const word of words) for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
};

/** How many letters of one text are missing in the other. */
function foreign(letters: Letters, of: Letters): number {
  let left = letters & ~of;
  let count = 0;
  for (; left !== 0; left &= left - 1) count++;
  return count;
}

const ONE_TYPO = 5;
const NO_MATCH = 7;

const typosIn = (text: string): number => (text.length < SHORTEST_TYPO ? 0 : 1);

/** `whole`: the name has every letter of the text, so it may match without a typo. */
function rankOf(text: string, words: readonly string[], name: Form, whole: boolean): number {
  const at = whole ? name.text.indexOf(text) : -1;
  if (at === 0) return name.text.length === text.length ? 0 : 1;
  if (at > 0) return name.starts.some(start => name.text.startsWith(text, start)) ? 2 : 3;
  const typos = typosIn(text);
  // Most names fail this cheaper test, so it runs first.
  const allWords = words.length > 1 && everyWord(words, name.words, typos);
  if (allWords && (typos === 0 || (whole && everyWord(words, name.words, 0)))) return 4;
  if (typos === 0) return NO_MATCH;
  for (const start of name.starts)
    if (oneTypoPrefix(text, name.text, start))
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
  if (at >= text.length) return i === query.length - 1;
  return (
    endsAlike(query, i + 1, text, at + 1) ||
    endsAlike(query, i + 1, text, at) ||
    endsAlike(query, i, text, at + 1) ||
    (query[i] === text[at + 1] && query[i + 1] === text[at] && endsAlike(query, i + 2, text, at + 2))
  );
}

/** The rest of the query stands in the text from `to` on. */
function endsAlike(query: string, from: number, text: string, to: number): boolean {
  for (; from < query.length; from++, to++) if (query.charCodeAt(from) !== text.charCodeAt(to)) return false;
  return true;
}
