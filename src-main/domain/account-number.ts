// Account numbers as typed or scanned: normalised for the look-up, their last characters to show, the shapes of ЕЛС and ИПД.
import { foldLookalikes } from './lookalikes.ts';

/** Longest account number a fund prints (docs/domain.md#words). */
const LONGEST = 30;

export type NormalizedNumber = { ok: true; value: string } | { ok: false; why: 'empty' | 'malformed' | 'tooLong' };

/** «л/с», «л. с.», «лицевой счёт», «ЕЛС», «№» before the number; a bare «ЛС» only with a space after it, since it may be part of the number. */
const LABEL = /^(?:л\s*[/.\\]\s*с\.?|лицевой сч[её]т|счет|счёт|е?лс(?=[\s№:.]))\s*:?/iu;

/**
 * The number in capitals without spaces, hyphens and its label, as `accountsByNumber` takes it. Only digits and letters are
 * allowed; any other character makes it malformed.
 */
export function normalizeAccountNumber(text: string): NormalizedNumber {
  if (text.length > LONGEST * 4) return { ok: false, why: 'tooLong' };
  const value = text
    .normalize('NFC')
    .trim()
    .replace(LABEL, '')
    .replace(/[\s\p{Cf}\p{Pd}№:]/gu, '')
    .toUpperCase();
  if (value === '') return { ok: false, why: 'empty' };
  if (!/^[0-9A-ZА-ЯЁ]+$/.test(value)) return { ok: false, why: 'malformed' };
  return value.length > LONGEST ? { ok: false, why: 'tooLong' } : { ok: true, value };
}

/** The last four characters: all of a number that may be shown before proof. */
export const tail = (number: string): string => Array.from(number.trim()).slice(-4).join('');

/** The ЕЛС in its normal form (`20МВ875415`, Cyrillic letters), from any case and with Latin lookalikes; null when it is not one. */
export function normalizeUnifiedNumber(text: string): string | null {
  if (text.length > LONGEST * 4) return null;
  const folded = foldLookalikes(text.replace(/[\s\p{Cf}\p{Pd}]/gu, '').toUpperCase());
  return /^\d{2}[А-ЯЁ]{2}\d{6}$/.test(folded) ? folded : null;
}

/** The ЕЛС inside an ИПД (`20МВ875415-07-1051`); null for a text of another shape, which is a warning and never an error. */
export function unifiedNumberOfDocument(paymentDocumentId: string): string | null {
  const match = /^(.{10})-(?:0[1-9]|1[0-2])-?\d{4}$/u.exec(paymentDocumentId.trim());
  return match ? normalizeUnifiedNumber(match[1] ?? '') : null;
}

/** The ИПД has the usual 18 characters: ЕЛС, month, four digits. */
export const isUsualPaymentDocumentId = (text: string): boolean => unifiedNumberOfDocument(text) !== null;
