// Account numbers as typed or scanned: normalised for the look-up, their last characters to show, the shapes of ЕЛС and ИПД.
import { foldLookalikes, unfoldLookalikes } from './lookalikes.ts';

/** Longest account number a fund prints (docs/domain.md#words). */
const LONGEST = 30;

export type NormalizedNumber = { ok: true; value: string } | { ok: false; why: 'empty' | 'malformed' | 'tooLong' };

/** «л/с», «л. с.», «лицевой счёт», «ЕЛС», «№» before the number; a bare «ЛС» only with a space after it, since it may be part of the number. */
const LABEL = /^(?:(?:л\s*[/.\\]\s*с\.?|лицевой\s+сч[её]т|счет|счёт|е?лс(?=[\s№:.]))\s*:?\s*)+/iu;

/** «ЛС» or «ЕЛС» written together with the number it may label, or belong to. */
const GLUED_LABEL = /^е?лс(?=\d)/iu;

/** Letters and digits alone, in capitals: signs and blanks between them are ways of printing a number. */
const bareOf = (text: string): string =>
  text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The number from any way of typing what is printed: its label taken off, in capitals, signs between («12/345», «К-100/2») left out.
 * A text without a letter or digit is malformed, or empty.
 */
export function normalizeAccountNumber(text: string): NormalizedNumber {
  if (text.length > LONGEST * 4) return { ok: false, why: 'tooLong' };
  const unlabelled = text.normalize('NFC').trim().replace(LABEL, '');
  const value = bareOf(unlabelled);
  if (value === '') return { ok: false, why: /[^\s\p{Cf}\p{Pd}№:]/u.test(unlabelled) ? 'malformed' : 'empty' };
  return value.length > LONGEST ? { ok: false, why: 'tooLong' } : { ok: true, value };
}

/** What numbers are compared by: Latin and Cyrillic look-alikes are one, «ё» is «е», and zeros before a plain number count for nothing. */
function keyOf(bare: string): string {
  const folded = foldLookalikes(bare).replaceAll('Ё', 'Е');
  return /^\d+$/.test(folded) ? folded.replace(/^0+(?=\d)/, '') : folded;
}

/** The key a printed number is found by; empty for a number without a letter or digit, which nobody can type. */
export const accountKey = (printed: string): string => keyOf(bareOf(printed.trim().replace(LABEL, '')));

/** The keys a typed text may mean, the likeliest first: «лс 123» is number 123, or a number that begins with «ЛС». */
export function accountKeys(typed: string): string[] {
  const trimmed = typed.normalize('NFC').trim();
  const keys = [accountKey(trimmed), keyOf(bareOf(trimmed)), keyOf(bareOf(trimmed.replace(GLUED_LABEL, '')))];
  return [...new Set(keys)].filter(key => key !== '' && key.length <= LONGEST);
}

/** The ways a payment document's own number may be written that a person has typed: in capitals, in letters of one alphabet, without blanks. */
export function documentNumbers(typed: string): string[] {
  const capitals = typed.normalize('NFC').trim().toUpperCase();
  const written = [typed.trim(), capitals, foldLookalikes(capitals), unfoldLookalikes(capitals)];
  const unmarked = written.map(text => text.replace(/^(?:№|N[º°o.]?)\s*/iu, ''));
  return [...new Set([...written, ...unmarked].flatMap(text => [text, text.replace(/\s+/gu, '')]))].filter(Boolean);
}

/** Whether a typed text is the printed number sign for sign, but for case and look-alikes: of several that are alike this one is meant. */
export function isSameNumber(typed: string, printed: string): boolean {
  const plain = (text: string) =>
    foldLookalikes(
      text
        .normalize('NFKC')
        .trim()
        .replace(LABEL, '')
        .replace(/[\s\p{Cf}]/gu, '')
        .toUpperCase(),
    );
  return plain(typed) === plain(printed);
}

/** The last four characters, all of a number that may be shown before proof. */
export const tail = (number: string): string => Array.from(number.trim()).slice(-4).join('');

/** The ЕЛС in its normal form (`20МВ875415`, Cyrillic letters), from any case and with Latin lookalikes; null when it is not one. */
export function normalizeUnifiedNumber(text: string): string | null {
  if (text.length > LONGEST * 4) return null;
  const folded = foldLookalikes(text.replace(/[\s\p{Cf}\p{Pd}]/gu, '').toUpperCase());
  return /^\d{2}[А-ЯЁ]{2}\d{6}$/.test(folded) ? folded : null;
}

/** A ЕЛС as a person's input is compared with it; one of another shape is taken as it is printed. */
export const searchableUnified = (number: string): string =>
  normalizeUnifiedNumber(number) ?? number.replaceAll(/\s/gu, '').toUpperCase();

/** The ЕЛС inside an ИПД (`20МВ875415-07-1051`); null for a text of another shape, which is a warning and never an error. */
export function unifiedNumberOfDocument(paymentDocumentId: string): string | null {
  const match = /^(.{10})-(?:0[1-9]|1[0-2])-?\d{4}$/u.exec(paymentDocumentId.trim());
  return match ? normalizeUnifiedNumber(match[1] ?? '') : null;
}

/** The ИПД has the usual 18 characters: ЕЛС, month, four digits. */
export const isUsualPaymentDocumentId = (text: string): boolean => unifiedNumberOfDocument(text) !== null;
