// The account in a scanned ГОСТ QR or Code 128, which a scanner types like a keyboard, maybe in the wrong layout.
import { normalizeAccountNumber, normalizeUnifiedNumber, unifiedNumberOfDocument } from './account-number.ts';
import { lettersFromJcuken } from './lookalikes.ts';
import { periodFrom, repairText, splitFields } from './payment-qr-parse.ts';

/** At least one of the two numbers is present, each normalised for the look-up. */
export interface ScannedAccount {
  source: 'qr' | 'barcode';
  accountNumber?: string;
  /** ЕЛС */
  unifiedNumber?: string;
  sumKopecks?: number;
  /** `YYYY-MM` */
  period?: string;
}

const LONGEST = 4000;
const HEADER = /^(?:st|ыЕ)0001/iu;
/** What a scanner may be set to put before a code, in characters. */
const LONGEST_PREFIX = 20;

/** What a bar code or a code's field holds besides a number is an address of the web, markup, another code. */
const NUMBER = /^[\dA-Za-zА-Яа-яЁё\s/._№-]*$/u;

const number = (text: string): string | undefined => {
  if (!NUMBER.test(text)) return undefined;
  const normalized = normalizeAccountNumber(text);
  return normalized.ok && /\d/.test(normalized.value) ? normalized.value : undefined;
};

/** PersAcc says that it is an account: with whatever signs a fund prints in a number, and maybe without a digit. */
const namedNumber = (text: string): string | undefined => {
  const normalized = normalizeAccountNumber(text);
  return normalized.ok && /^[\dA-ZА-ЯЁ]+$/.test(normalized.value) ? normalized.value : undefined;
};

const unified = (text: string): string | undefined =>
  normalizeUnifiedNumber(text) ?? unifiedNumberOfDocument(text) ?? undefined;

const kopecks = (text: string): number | undefined =>
  /^\d{1,15}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;

/** «ЛС 100200300» in a payment's purpose, otherwise its only long run of digits. */
function fromPurpose(purpose: string): string | undefined {
  const labelled =
    /(?:^|[^\p{L}])(?:л[\s/.]*с|лиц[а-яё.]*\s*сч[а-яё.]*)[\s.№:N]*([\dA-Za-zА-Яа-я-]*\d[\dA-Za-zА-Яа-я-]*)/iu.exec(
      purpose,
    );
  if (labelled) return number(labelled[1] ?? '');
  const runs = purpose.match(/(?<![\d.,])\d{5,30}(?![.,]?\d)/g) ?? [];
  return runs.length === 1 ? runs[0] : undefined;
}

/** Null when the text names no account. It accepts more than `parsePaymentQr`, because only the number is needed. */
export function accountNumberFromCode(text: string): ScannedAccount | null {
  if (text.length > LONGEST) return null;
  const typed = withoutPrefix(repairText(text.replace(/^[\s\ufeff]+|[\s\0]+$/gu, '')));
  const qr = fieldsOf(typed);
  if (qr) return fromQr(qr.fields, qr.relaid);
  // A truncated QR is not an account number.
  return HEADER.test(typed) ? null : fromBarcode(typed);
}

/** The text begins as a payment QR does, in either layout: without an account in it, it was read in part. */
export const looksLikePaymentQr = (text: string): boolean => HEADER.test(withoutPrefix(text.trim()));

/**
 * Scanners may be set to put something before a code: the kind of code (`]Q1`, `]C0`), a letter or a sign of the shop's own. Before a
 * payment QR it is whatever stands before its header; before a plain number, signs alone.
 */
function withoutPrefix(typed: string): string {
  const kind = typed.replace(/^[\]ъ][a-zа-яё]\d(?=.)/iu, '');
  const header = /(?:st|ыЕ)0001\d[^\p{L}\p{N}=]/iu.exec(kind);
  if (header && header.index > 0 && header.index <= LONGEST_PREFIX) return kind.slice(header.index);
  return kind.replace(/^[^\p{L}\p{N}]+(?=[\p{L}\p{N}])/u, '');
}

function fieldsOf(typed: string): { fields: Map<string, string>; relaid: boolean } | null {
  const relaid = /^ыЕ0001\d/iu.test(typed);
  // Only keys and the header are known to be Latin; values keep the typed letters until they are used.
  const list = splitFields(relaid ? lettersFromJcuken(typed.slice(0, 7)) + typed.slice(7) : typed);
  if (!list) return null;
  const fields = new Map<string, string>();
  for (const [key, value] of list) {
    const name = lettersFromJcuken(key).toLowerCase();
    if (!fields.has(name)) fields.set(name, value);
  }
  return { fields, relaid };
}

function fromQr(fields: Map<string, string>, relaid: boolean): ScannedAccount | null {
  const get = (key: string) => fields.get(key) ?? '';
  const persAcc = get('persacc');
  const uin = get('uin');
  // Letters typed in ЙЦУКЕН were Latin, unless they form an ЕЛС as they are.
  const asMeant = (text: string) => (relaid && !unified(text) ? lettersFromJcuken(text) : text);
  const unifiedNumber = unified(asMeant(persAcc)) ?? unified(asMeant(uin));
  const accountNumber = namedNumber(asMeant(persAcc)) ?? (unifiedNumber ? undefined : fromPurpose(get('purpose')));
  if (!accountNumber && !unifiedNumber) return null;
  const [sumKopecks, period] = [kopecks(get('sum')), periodFrom(get('paymperiod'))];
  return {
    source: 'qr',
    ...(accountNumber && { accountNumber }),
    ...(unifiedNumber && { unifiedNumber }),
    ...(sumKopecks && { sumKopecks }),
    ...(period && { period }),
  };
}

/** `account` or `account;sumKopecks`; in ЙЦУКЕН the semicolon's key types «ж». */
function fromBarcode(typed: string): ScannedAccount | null {
  const [, text = '', sum = ''] = /^(.*?)(?:[;жЖ](\d+))?$/u.exec(typed) ?? [];
  // Code 128 holds no Cyrillic: such a letter was a Latin key, unless only the unchanged text forms an ЕЛС.
  const relaid = lettersFromJcuken(text);
  const unifiedNumber = unified(relaid) ?? unified(text);
  const meant = unified(relaid) || !unified(text) ? relaid : text;
  const accountNumber = /^[\d\s-]+$/.test(text) ? number(text) : (number(meant) ?? number(text));
  if (!accountNumber && !unifiedNumber) return null;
  const sumKopecks = kopecks(sum);
  return {
    source: 'barcode',
    ...(accountNumber && { accountNumber }),
    ...(unifiedNumber && { unifiedNumber }),
    ...(sumKopecks && { sumKopecks }),
  };
}
