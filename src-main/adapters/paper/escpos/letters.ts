// Text as a receipt printer's code page can carry it: what it lacks is spelled another way, what steers it is taken out.
import iconv from 'iconv-lite';
import { nearestLetter } from '../../../domain/nearest-letters.ts';
import type { Charset } from '../../../ports/printer-profile.ts';
import { printable, REPLACEMENT } from '../printable.ts';

/** How a sign is spelled where the code page lacks it. */
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

/** Spaces of any width that must not be broken at. */
const fixedSpaces = /[\u00a0\u2007\u2009\u202f]/g;
const plainSpaces = /[\u2000-\u2006\u2008\u200a\u205f\u3000]/g;

const known = new Map<Charset, ReadonlySet<number>>();

/** The code points one byte of the code page prints; no control is among them. */
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

/** Every character is one the code page has, or a no-break space; `?` stands for what it cannot spell. One character is one column. */
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

/** The bytes of a text made by `letters`: never below 0x20. */
export const encodeLetters = (text: string, charset: Charset): Uint8Array =>
  iconv.encode(text.replaceAll('\u00a0', ' '), charset);
