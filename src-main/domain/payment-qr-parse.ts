// Reads payment QRs (ГОСТ Р 56042-2014) as they are found in practice: headers with a wrong charset, keys in any case, any separator.
import iconv from 'iconv-lite';

export type PaymentQrReason = 'tooLong' | 'header' | 'mandatoryOrder' | 'personalAcc' | 'bic' | 'correspAcc' | 'sum';

const messages: Record<PaymentQrReason, string> = {
  tooLong: 'more text than a QR can hold',
  header: 'does not begin with ST0001, a charset digit and a separator',
  mandatoryOrder: 'the first five keys are not Name, PersonalAcc, BankName, BIC, CorrespAcc',
  personalAcc: 'PersonalAcc is not 20 digits',
  bic: 'BIC is not 9 digits',
  correspAcc: 'CorrespAcc is not at most 20 digits',
  sum: 'Sum is not a number of kopecks',
};

export interface PaymentQrFields {
  name: string;
  personalAcc: string;
  bankName: string;
  bic: string;
  correspAcc: string;
  sumKopecks?: number;
  persAcc?: string;
  /** `YYYY-MM`, from any known spelling; absent when it is no month */
  period?: string;
  purpose?: string;
  uin?: string;
  /** every value by its key in lower case; the first one of a repeated key */
  fields: ReadonlyMap<string, string>;
}

export type ParsedPaymentQr =
  { ok: true; value: PaymentQrFields } | { ok: false; why: PaymentQrReason; message: string };

/** Bytes: the capacity of version 40 at the lowest correction level. */
const LONGEST = 2953;
const MANDATORY = ['name', 'personalacc', 'bankname', 'bic', 'correspacc'];

const utf8 = new TextDecoder('utf-8', { fatal: true });
const asUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
};

/** Common letters are frequent in Russian text, and rare when its bytes are read under a wrong code page. */
const russianness = (text: string) => text.match(/[оеаинтсрвл]/g)?.length ?? 0;

/** The text of a QR's bytes. The bytes themselves decide the charset; the header's digit only breaks a tie. */
function decodeQrBytes(bytes: Uint8Array): string {
  const text = asUtf8(bytes);
  if (text !== null) return text;
  const buffer = Buffer.from(bytes);
  const [windows, koi8] = [iconv.decode(buffer, 'windows-1251'), iconv.decode(buffer, 'koi8-r')];
  const [w, k] = [russianness(windows), russianness(koi8)];
  const saysKoi8 = buffer.subarray(0, 7).toString('latin1').toUpperCase() === 'ST00013';
  return k > w || (k === w && saysKoi8) ? koi8 : windows;
}

/** A reader that took the bytes for Latin-1 or windows-1251 gives mojibake: recover the bytes and decode them. */
export function repairText(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text;
  if (/^[\0-\u00ff]*$/.test(text)) return decodeQrBytes(Buffer.from(text, 'latin1'));
  const bytes = iconv.encode(text, 'windows-1251');
  return (iconv.decode(bytes, 'windows-1251') === text ? asUtf8(bytes) : null) ?? text;
}

/** The header and the `Key=Value` fields in order; null without a header. A second `=` belongs to the value. */
export function splitFields(text: string): [string, string][] | null {
  const match = /^st0001[123]([^\p{L}\p{N}=])/iu.exec(text);
  if (!match) return null;
  return text
    .slice(match[0].length)
    .split(match[1] ?? '|')
    .filter(field => field.includes('='))
    .map(field => {
      const at = field.indexOf('=');
      return [field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim()];
    });
}

/** `YYYY-MM` from MMYYYY, MM.YYYY, YYYYMM and the like; null when it holds no month. */
export function periodFrom(text: string): string | null {
  const trimmed = text.trim();
  const [, month, year] = /^(0[1-9]|1[0-2])[.\-/]?((?:19|20|21)\d\d)$/.exec(trimmed) ?? [];
  if (year !== undefined) return `${year}-${month}`;
  const reversed = /^((?:19|20|21)\d\d)[.\-/]?(0[1-9]|1[0-2])$/.exec(trimmed);
  return reversed && `${reversed[1]}-${reversed[2]}`;
}

/** Strict about the content a payment needs, tolerant of its spelling. */
export function parsePaymentQr(input: string | Uint8Array): ParsedPaymentQr {
  const reject = (why: PaymentQrReason): ParsedPaymentQr => ({ ok: false, why, message: messages[why] });
  if (input.length > LONGEST) return reject('tooLong');
  const text = (typeof input === 'string' ? repairText(input) : decodeQrBytes(input)).replace(/^\ufeff/, '');
  const list = splitFields(text);
  if (list === null) return reject('header');
  if (MANDATORY.some((key, i) => list[i]?.[0] !== key)) return reject('mandatoryOrder');
  const fields = new Map<string, string>();
  for (const [key, value] of list) if (!fields.has(key)) fields.set(key, value);
  const get = (key: string) => fields.get(key) ?? '';
  if (!/^\d{20}$/.test(get('personalacc'))) return reject('personalAcc');
  if (!/^\d{9}$/.test(get('bic'))) return reject('bic');
  if (!/^\d{0,20}$/.test(get('correspacc'))) return reject('correspAcc');
  const sum = get('sum');
  if (sum !== '' && !(/^\d{1,18}$/.test(sum) && Number.isSafeInteger(Number(sum)))) return reject('sum');
  const period = periodFrom(get('paymperiod'));
  return {
    ok: true,
    value: {
      name: get('name'),
      personalAcc: get('personalacc'),
      bankName: get('bankname'),
      bic: get('bic'),
      correspAcc: get('correspacc'),
      ...(sum !== '' && { sumKopecks: Number(sum) }),
      ...(get('persacc') && { persAcc: get('persacc') }),
      ...(period && { period }),
      ...(get('purpose') && { purpose: get('purpose') }),
      ...(get('uin') && { uin: get('uin') }),
      fields,
    },
  };
}
