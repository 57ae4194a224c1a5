// Latin letters that look like Cyrillic ones, and texts typed in the other keyboard layout.

const LATIN = 'ABCEHKMOPTXYaceopxy';
const CYRILLIC = 'АВСЕНКМОРТХУасеорху';
const lookalikes = new Map(Array.from(LATIN, (letter, i) => [letter, CYRILLIC[i] ?? letter]));

/** Replaces Latin letters by the Cyrillic ones they look like; everything else stays. */
export const foldLookalikes = (text: string): string => text.replace(/[A-Za-z]/g, c => lookalikes.get(c) ?? c);
const latinOf = new Map(Array.from(CYRILLIC, (letter, i) => [letter, LATIN[i] ?? letter]));

/** The other way round: Cyrillic letters that have a Latin look-alike become it. */
export const unfoldLookalikes = (text: string): string => text.replace(/[А-я]/g, c => latinOf.get(c) ?? c);

// The same keys of a Windows keyboard, unshifted then shifted, in QWERTY and in ЙЦУКЕН.
const QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?@#$^&|';
const JCUKEN = 'ёйцукенгшщзхъфывапролджэячсмитьбю.' + 'ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?/';
const toLatin = new Map(Array.from(JCUKEN, (c, i) => [c, QWERTY[i] ?? c]));
const toCyrillic = new Map(Array.from(QWERTY, (c, i) => [c, JCUKEN[i] ?? c]));

/** Converts letters typed in ЙЦУКЕН by mistake: «Тфьу» -> `Name`. Punctuation that both layouts share stays. */
export const lettersFromJcuken = (text: string): string => text.replace(/[а-яё]/giu, c => toLatin.get(c) ?? c);

/** Converts a text typed in QWERTY by mistake: `'yutkmcf` -> «энгельса». */
export const fromQwerty = (text: string): string => Array.from(text, c => toCyrillic.get(c) ?? c).join('');
