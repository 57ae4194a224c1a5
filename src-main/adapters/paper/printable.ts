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
