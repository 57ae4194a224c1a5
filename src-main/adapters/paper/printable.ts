// Any text made safe to print: it stays the text it is, without signs that steer a terminal, a printer or the reading direction.

/** Controls, zero-width and direction marks, variation selectors, tags, private use and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Variation_Selector}\u115f\u1160\u3164\u2800]/gu;
const spaces = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** What a letter the font does not have becomes: a visible sign, so that a wrong name is seen to be wrong. */
export const REPLACEMENT = '\ufffd';

/** Composes accents, drops what cannot be seen, and puts a visible sign for what `has` says the font lacks. */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  const plain = text.normalize('NFC').replace(spaces, ' ').replace(invisible, '');
  let out = '';
  for (const character of plain) {
    if (has(character.codePointAt(0) ?? 0)) out += character;
    else if (!/\p{M}/u.test(character)) out += REPLACEMENT;
  }
  return out;
}

/**
 * The same for one font, remembering which letters go through as they are: a line of those alone, as almost all are, is only looked at.
 * Such a letter is no sign of the lists above, no combining mark, and composed already.
 */
export function printableIn(has: (codePoint: number) => boolean): (text: string) => string {
  const plain = new Uint8Array(0x3000);
  for (let point = 0x20; point < plain.length; point++) {
    const character = String.fromCodePoint(point);
    // A letter that may join the one before it (a mark, a vowel of Hangul or of an Indian script) is left to NFC.
    const inert = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]$/u.test(character) && !/^[\u0900-\u1fff]$/.test(character);
    if (inert && has(point) && printable(character, has) === character) plain[point] = 1;
  }
  return text => {
    for (let i = 0; i < text.length; i++) if (plain[text.charCodeAt(i)] !== 1) return printable(text, has);
    return text;
  };
}
