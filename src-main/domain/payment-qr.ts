// Building the payment QR's text and bytes by ГОСТ Р 56042-2014 (docs/domain.md#payment-qr). Reading one is in payment-qr-parse.ts.
import iconv from 'iconv-lite';
import { nearestLetter } from './nearest-letters.ts';
import { withoutUnseen } from './unseen.ts';

export { accountNumberFromCode, looksLikePaymentQr } from './scanned-code.ts';
export { parsePaymentQr } from './payment-qr-parse.ts';

/** The content of a QR. Sums in kopecks, `period` as `YYYY-MM`; an empty optional value is left out. */
export interface PaymentQrInput {
  /** payee, at most 160 characters */
  name: string;
  /** р/с, 20 digits */
  personalAcc: string;
  /** at most 45 characters */
  bankName: string;
  /** 9 digits */
  bic: string;
  /** к/с, at most 20 digits; empty when the bank has none */
  correspAcc: string;
  sumKopecks?: number;
  /** cut at 210 characters */
  purpose?: string;
  payeeINN?: string;
  kpp?: string;
  lastName?: string;
  firstName?: string;
  middleName?: string;
  payerAddress?: string;
  /** account number at the fund */
  persAcc?: string;
  period?: string;
  /** penalty, kopecks */
  addAmountKopecks?: number;
  /** the ИПД */
  uin?: string;
  techCode?: string;
  category?: string;
  serviceName?: string;
  oktmo?: string;
}

export type QrPeriodFormat = 'MMYYYY' | 'MM.YYYY' | 'YYYYMM';

export interface PaymentQr {
  text: string;
  /** the exact content of the QR, in byte mode */
  bytes: Uint8Array;
  charset: 'utf-8' | 'windows-1251';
}

/** The payee's details cannot be put into a QR; the message says which and why. */
export class PaymentQrError extends Error {
  override name = 'PaymentQrError';
}

const hasWindows1251 = (letter: string): boolean =>
  iconv.decode(iconv.encode(letter, 'windows-1251'), 'windows-1251') === letter;
const SEPARATOR = '|';
/** replaces the separator inside a value: the format has no escaping */
const INSTEAD = '/';
/** Bytes. In windows-1251 the longest valid fields take 299, so a valid text always fits. */
const LONGEST_MANDATORY = 300;
const LONGEST_PURPOSE = 210;

const clean = (value: string) =>
  withoutUnseen(value)
    .replaceAll(SEPARATOR, INSTEAD)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

function need(key: string, value: string, shape: RegExp, what: string): [string, string] {
  const cleaned = clean(value);
  if (!shape.test(cleaned))
    throw new PaymentQrError(`${key} must be ${what}, it is ${JSON.stringify(cleaned.slice(0, 40))}`);
  return [key, cleaned];
}

function kopecks(key: string, value: number | undefined): string {
  if (value === undefined) return '';
  if (!Number.isSafeInteger(value) || value < 1)
    throw new PaymentQrError(`${key} must be a positive number of kopecks, it is ${value}: nothing due has no QR`);
  return String(value);
}

function periodText(period: string, format: QrPeriodFormat): string {
  const match = /^(\d{4})-(\d\d)$/.exec(period);
  if (!match)
    throw new PaymentQrError(`PaymPeriod must be a YYYY-MM period, it is ${JSON.stringify(period.slice(0, 20))}`);
  return format.replace('YYYY', match[1] ?? '').replace('MM', match[2] ?? '');
}

const joined = (fields: readonly (readonly [string, string])[]) =>
  fields.map(([key, value]) => `${key}=${value}`).join(SEPARATOR);

/**
 * UTF-8, or windows-1251 when the mandatory block exceeds 300 bytes. Throws PaymentQrError when a mandatory field has a wrong
 * shape or length, a sum is not positive, or a long name has letters that windows-1251 lacks.
 */
export function buildPaymentQr(input: PaymentQrInput, periodFormat: QrPeriodFormat = 'MMYYYY'): PaymentQr {
  const mandatory = joined([
    need('Name', input.name, /^.{1,160}$/u, '1 to 160 characters'),
    need('PersonalAcc', input.personalAcc, /^\d{20}$/, '20 digits'),
    need('BankName', input.bankName, /^.{1,45}$/u, '1 to 45 characters'),
    need('BIC', input.bic, /^\d{9}$/, '9 digits'),
    need('CorrespAcc', input.correspAcc || '0', /^\d{1,20}$/, 'at most 20 digits'),
  ]);
  const optional: [string, string | undefined][] = [
    ['Sum', kopecks('Sum', input.sumKopecks)],
    ['Purpose', input.purpose && Array.from(clean(input.purpose)).slice(0, LONGEST_PURPOSE).join('')],
    ['PayeeINN', input.payeeINN],
    ['KPP', input.kpp],
    ['LastName', input.lastName],
    ['FirstName', input.firstName],
    ['MiddleName', input.middleName],
    ['PayerAddress', input.payerAddress],
    ['PersAcc', input.persAcc],
    ['PaymPeriod', input.period && periodText(input.period, periodFormat)],
    ['AddAmount', input.addAmountKopecks === 0 ? '' : kopecks('AddAmount', input.addAmountKopecks)],
    ['UIN', input.uin],
    ['TechCode', input.techCode],
    ['Category', input.category],
    ['ServiceName', input.serviceName],
    ['OKTMO', input.oktmo],
  ];
  const rest = optional.map(([key, value]) => [key, clean(value ?? '')] as const).filter(([, value]) => value !== '');
  const body = rest.length > 0 ? mandatory + SEPARATOR + joined(rest) : mandatory;

  if (Buffer.byteLength(mandatory, 'utf8') <= LONGEST_MANDATORY) {
    const text = `ST00012${SEPARATOR}${body}`;
    return { text, bytes: Buffer.from(text, 'utf8'), charset: 'utf-8' };
  }
  const encoded = iconv.encode(mandatory, 'windows-1251');
  if (iconv.decode(encoded, 'windows-1251') !== mandatory)
    throw new PaymentQrError('Name and BankName are over 300 bytes in UTF-8 and have letters windows-1251 lacks');
  const spelled = Array.from(`ST00011${SEPARATOR}${body}`, letter => nearestLetter(letter, hasWindows1251)).join('');
  const bytes = iconv.encode(spelled, 'windows-1251');
  // What has no nearest letter becomes «?»: the text says what a bank will read.
  return { text: iconv.decode(bytes, 'windows-1251'), bytes, charset: 'windows-1251' };
}
