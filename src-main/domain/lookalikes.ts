// Latin letters that look like Cyrillic ones, and texts typed under the other keyboard layout.

const LATIN = 'ABCEHKMOPTXYaceopxy';
const CYRILLIC = 'АВСЕНКМОРТХУасеорху';
const lookalikes = new Map(Array.from(LATIN, (letter, i) => [letter, CYRILLIC[i] ?? letter]));

/** Latin letters that look like a Cyrillic one become it; all else stays. */
export const foldLookalikes = (text: string): string => text.replace(/[A-Za-z]/g, c => lookalikes.get(c) ?? c);

// The same keys of a Windows keyboard, unshifted then shifted, under QWERTY and under ЙЦУКЕН.
const QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?@#$^&|';
const JCUKEN = 'ёйцукенгшщзхъфывапролджэячсмитьбю.' + 'ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?/';
const toLatin = new Map(Array.from(JCUKEN, (c, i) => [c, QWERTY[i] ?? c]));
const toCyrillic = new Map(Array.from(QWERTY, (c, i) => [c, JCUKEN[i] ?? c]));

/** What was meant by letters typed with ЙЦУКЕН on by mistake: «Тфьу» -> `Name`. Punctuation, shared by both layouts, stays. */
export const lettersFromJcuken = (text: string): string => text.replace(/[а-яё]/giu, c => toLatin.get(c) ?? c);

/** What was meant by a text typed with QWERTY on by mistake: `'yutkmcf` -> «энгельса». */
export const fromQwerty = (text: string): string => Array.from(text, c => toCyrillic.get(c) ?? c).join('');
