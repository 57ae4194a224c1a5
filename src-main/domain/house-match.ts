// House and flat numbers as people type them: «14 к2», «14/2» and «14 корп 2» are one house, «7а» is «7А».
import { foldLookalikes } from './lookalikes.ts';
import { naturalCompare } from './natural-order.ts';
import { withoutUnseen } from './unseen.ts';

export interface HouseNumber {
  number: string;
  block: string;
}

const LONGEST_QUERY = 100;
/** Words for what a number is: of a house, a building of it, or a lettered part. They count for nothing before the number itself. */
const LABELS = new Set(
  'дом д владение влад вл влд домовладение двлд корпус корп кор к строение стр с сооружение соор литера литер лит л участок уч'.split(
    ' ',
  ),
);
/** «литБ», «корп2»: the word and its letter typed together. */
const GLUED = /^(литера|литер|лит|корпус|корп|строение|стр|владение|влд|вл)(\p{L})$/u;

/** Words for premises and what they are made one by: a flat and a parking place of one number are two things. */
const PREMISES: Record<string, string> = {
  ком: 'ком',
  комн: 'ком',
  комната: 'ком',
  оф: 'оф',
  офис: 'оф',
  пом: 'пом',
  помещение: 'пом',
  мм: 'мм',
  машиноместо: 'мм',
  парковка: 'мм',
  нп: 'нп',
  гараж: 'гар',
  бокс: 'гар',
  кладовая: 'клад',
  клад: 'клад',
};
/** Kinds of premises written with a sign or in two words, as one word. */
const ONE_WORD: readonly [RegExp, string][] = [
  [/машино-?\s?место|м\s*[/-]\s*м(?!\p{L})/gu, 'мм '],
  [/б\s*[/.]\s*н(?!\p{L})\.?/gu, 'без номера '],
  [/нежилое\s+помещение|н\s*[/-]\s*п(?!\p{L})/gu, 'нп '],
];

/** Runs of digits and of letters in their one spelling. */
function runs(text: string): string[] {
  let lower = foldLookalikes(withoutUnseen(text).toLowerCase()).replaceAll('ё', 'е');
  for (const [written, word] of ONE_WORD) lower = lower.replace(written, word);
  return (lower.match(/\d+|\p{L}+/gu) ?? []).flatMap(run => {
    const glued = LABELS.has(run) ? null : GLUED.exec(run);
    return glued ? [glued[1] ?? '', glued[2] ?? ''] : [run.replace(/^0+(?=\d)/, '')];
  });
}

/** «14А, корп. 2» -> 14, а, 2; «91, литер А» -> 91, а; «вл. 7» -> 7. A single letter is a label only before a digit: «14 к» may be house 14К. */
function pieces(text: string): string[] {
  const all = runs(text);
  return all
    .filter((piece, i) => {
      if (i === 0 && (piece === 'дом' || piece === 'д')) return false;
      const next = all[i + 1];
      if (next === undefined || !LABELS.has(piece)) return true;
      return !(/^\d/.test(next) || (piece.length > 1 && next.length === 1));
    })
    .map(piece => PREMISES[piece] ?? piece);
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
  // «14 к» on its way to «14 к2» is still house 14.
  const early = asked.length > 1 && LABELS.has(asked.at(-1) ?? '') ? asked.slice(0, -1) : null;
  const rankOf = (text: string) => {
    const of = pieces(text);
    const found = rank(asked, of);
    if (found !== NOT_IT) return found;
    if (early) return Math.max(1, rank(early, of));
    // «3» also finds «н/п 3», and «комната 2» finds «5 ком. 2», after the rest.
    const digits = of.findIndex(piece => /^\d/.test(piece));
    const word = of.findIndex(piece => !/^\d/.test(piece) && piece === asked[0]);
    return [digits, word].some(at => at > 0 && rank(asked, of.slice(at)) !== NOT_IT) ? 3 : NOT_IT;
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

const FLAT_WORDS = /^\s*(?:квартира|кварт|кв|№)(?![а-яё])\.?/iu;
/** Words for premises that are not residential: the fund may write another of them, or the number alone. */
const ROOM_WORDS = /^\s*(?:нежилое\s+помещение|помещение|пом|н\s*[/-]?\s*п|офис|оф|магазин|маг)(?![а-яё])\.?/iu;

/**
 * Numbers of flats, likewise, with what their buttons say before the number or without it. «пом. 3» and «нп 3» are first what calls
 * itself so, then what is number 3: which of these words the fund uses, a person cannot know.
 */
export function matchFlats(query: string, flats: readonly string[], limit = 60) {
  const textOf = (text: string) => text.replace(FLAT_WORDS, '');
  const found = choose(query.replace(FLAT_WORDS, ''), flats, textOf, limit);
  const number = query.replace(ROOM_WORDS, '');
  if (number === query || number.trim() === '') return found;
  const plain = choose(number, flats, textOf, limit);
  const all = [...new Set([...found.items, ...plain.items])];
  return { items: all.slice(0, limit), more: found.more || plain.more || all.length > limit };
}
