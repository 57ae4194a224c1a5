// Text for a receipt printer's code page: missing characters are spelled another way, control characters are removed.
import iconv from 'iconv-lite';
import { nearestLetter } from '../../../domain/nearest-letters.ts';
import type { Charset } from '../../../ports/printer-profile.ts';
import { printable, REPLACEMENT } from '../printable.ts';

/** How a character is spelled when the code page lacks it. */
const spelled: Record<string, string> = {
  '₽': 'руб.',
  '«': '"',
  '»': '"',
  '„': '"',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '—': '-',
  '–': '-',
  '−': '-',
  '‑': '-',
  '‐': '-',
  '№': 'N',
  '…': '...',
  '·': '.',
  '•': '*',
  '×': 'x',
  '²': '2',
  '³': '3',
  '°': ' гр.',
  '§': 'ст.',
  Ё: 'Е',
  ё: 'е',
};

/** Spaces of any width at which a line must not break. */
const fixedSpaces = /[\u00a0\u2007\u2009\u202f]/g;
const plainSpaces = /[\u2000-\u2006\u2008\u200a\u205f\u3000]/g;

const known = new Map<Charset, ReadonlySet<number>>();

/** The code points that the code page prints as one byte; no control characters. */
function lettersOf(charset: Charset): ReadonlySet<number> {
  let letters = known.get(charset);
  if (!letters) {
    const bytes = Uint8Array.from({ length: 224 }, (_, i) => i + 32).filter(byte => byte !== 0x7f);
    const all = iconv.decode(Buffer.from(bytes), charset);
    letters = new Set(Array.from(all, letter => letter.codePointAt(0) ?? 0).filter(point => point !== 0xfffd));
    known.set(charset, letters);
  }
  return letters;
}

/** The text in characters of the code page and no-break spaces; `?` replaces what cannot be spelled. One character is one column. */
export function letters(text: string, charset: Charset): string {
  const has = lettersOf(charset);
  const knows = (letter: string) => has.has(letter.codePointAt(0) ?? 0);
  const respelled = Array.from(text.normalize('NFC'), letter =>
    knows(letter) ? letter : (spelled[letter] ?? nearestLetter(letter, knows)),
  ).join('');
  return printable(respelled.replace(fixedSpaces, '\u00a0').replace(plainSpaces, ' '), point => {
    return point === 0xa0 || has.has(point);
  }).replaceAll(REPLACEMENT, '?');
}

/** The bytes of a text made by `letters`; none is below 0x20. */
export const encodeLetters = (text: string, charset: Charset): Uint8Array =>
  iconv.encode(text.replaceAll('\u00a0', ' '), charset);
