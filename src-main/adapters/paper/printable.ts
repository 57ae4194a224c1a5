// Makes any text safe to print: the text stays the same without characters that control a terminal, a printer or the reading direction.

import { withoutUnseen } from '../../domain/unseen.ts';

const controls = /\p{Cc}/gu;
const spaces = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Replaces a letter the font lacks: a visible character, so that a wrong name is noticed. */
export const REPLACEMENT = '\ufffd';

/** Composes accents, drops invisible characters, and replaces those the font lacks (`has`) by a visible one. */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  const plain = withoutUnseen(text.normalize('NFC').replace(spaces, ' ').replace(controls, ''));
  let out = '';
  for (const character of plain) {
    if (has(character.codePointAt(0) ?? 0)) out += character;
    else if (!/\p{M}/u.test(character)) out += REPLACEMENT;
  }
  return out;
}

/**
 * The same for one font, with a memory of letters that pass unchanged: a line of only those, which most lines are, is returned as it is.
 * Such a letter is in none of the lists above, is no combining mark, and is already composed.
 */
export function printableIn(has: (codePoint: number) => boolean): (text: string) => string {
  const plain = new Uint8Array(0x3000);
  for (let point = 0x20; point < plain.length; point++) {
    const character = String.fromCodePoint(point);
    // A letter that may combine with the previous one (a mark, a Hangul or Indian vowel) is left to NFC.
    const inert = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]$/u.test(character) && !/^[\u0900-\u1fff]$/.test(character);
    if (inert && has(point) && printable(character, has) === character) plain[point] = 1;
  }
  return text => {
    for (let i = 0; i < text.length; i++) if (plain[text.charCodeAt(i)] !== 1) return printable(text, has);
    return text;
  };
}
