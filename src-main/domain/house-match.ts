// House and flat numbers as people type them: «14 к2», «14/2» and «14 корп 2» are one house, «7а» is «7А».
import { foldLookalikes } from './lookalikes.ts';
import { naturalCompare } from './natural-order.ts';

export interface HouseNumber {
  number: string;
  block: string;
}

const LONGEST_QUERY = 40;
const BLOCK_WORDS = new Set(['корпус', 'корп', 'кор', 'к', 'строение', 'стр', 'с']);
const DROPPED = new Set(['дом', 'д', '№']);

/** Runs of digits and letters: «14А, корп. 2» -> 14, а, 2. A word for «block» before its number is ignored. */
function pieces(text: string): string[] {
  const all = (foldLookalikes(text.toLowerCase()).match(/\d+|\p{L}+/gu) ?? []).map(p => p.replace(/^0+(?=\d)/, ''));
  return all.filter((piece, i) => {
    if (DROPPED.has(piece) && i === 0) return false;
    const before = all[i - 1];
    return !(BLOCK_WORDS.has(piece) && before !== undefined && /^\d/.test(all[i + 1] ?? ''));
  });
}

const NOT_IT = 4;

/** 0: the same; 1: the number begins with all pieces of the query; 2: its last piece is longer than the query's; otherwise NOT_IT. */
function rank(asked: readonly string[], of: readonly string[]): number {
  for (const [i, mine] of asked.entries()) {
    const theirs = of[i];
    if (theirs === mine) continue;
    return theirs !== undefined && i === asked.length - 1 && theirs.startsWith(mine) ? 2 : NOT_IT;
  }
  return asked.length === of.length ? 0 : 1;
}

function choose<T>(query: string, items: readonly T[], textOf: (item: T) => string, limit: number) {
  if (query.length > LONGEST_QUERY) return { items: [], more: false };
  const asked = pieces(query);
  const listAll = asked.length === 0 && /^\s*(?:д|дом|№)?[\s.]*$/iu.test(query);
  if (asked.length === 0 && !listAll) return { items: [], more: false };
  // «14 к» on the way to «14 к2» still matches house 14.
  const early = asked.length > 1 && BLOCK_WORDS.has(asked.at(-1) ?? '') ? asked.slice(0, -1) : null;
  const rankOf = (text: string) => {
    const of = pieces(text);
    const found = rank(asked, of);
    if (found !== NOT_IT) return found;
    if (early) return Math.max(1, rank(early, of));
    // «3» also finds «н/п 3», after the other matches.
    const digits = of.findIndex(piece => /^\d/.test(piece));
    return digits > 0 && rank(asked, of.slice(digits)) !== NOT_IT ? 3 : NOT_IT;
  };
  const found = items
    .map(item => ({ item, text: textOf(item), rank: listAll ? 0 : rankOf(textOf(item)) }))
    .filter(one => one.rank !== NOT_IT)
    .sort((a, b) => a.rank - b.rank || naturalCompare(a.text, b.text));
  return { items: found.slice(0, limit).map(one => one.item), more: found.length > limit };
}

/** Houses by number and block: exact matches first, then prefixes, in natural order. An empty query gives all. */
export const matchHouses = <T extends HouseNumber>(query: string, houses: readonly T[], limit = 60) =>
  choose(query, houses, house => (house.block ? `${house.number}/${house.block}` : house.number), limit);

/** Numbers of flats, likewise; «кв.» and «пом.» before the number are optional. */
export const matchFlats = (query: string, flats: readonly string[], limit = 60) =>
  choose(query.replace(/^\s*(?:квартира|кварт|кв|помещение|пом|№)(?![а-яё])\.?/iu, ''), flats, flat => flat, limit);
