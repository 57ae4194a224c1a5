// The payment QR by ГОСТ Р 56042-2014: the vectors, both charsets, and QRs as they are met in the wild.
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/payment-qr.json' with { type: 'json' };
import {
  buildPaymentQr,
  parsePaymentQr,
  PaymentQrError,
  type PaymentQrInput,
} from '../../../src-main/domain/payment-qr.ts';
import { seeded } from './random.ts';

const payee = vectors.build[0]!.input as PaymentQrInput;
const mandatory = vectors.build[0]!.text!.slice('ST00012|'.length);
const value = (input: string | Uint8Array) => {
  const parsed = parsePaymentQr(input);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};

describe('a QR that is built', () => {
  it.each(vectors.build.map((v, i) => [i, v] as const))('holds vector %i', (_, v) => {
    const { text, bytes } = buildPaymentQr(v.input);
    expect(Buffer.from(bytes).toString('utf8')).toBe(text);
    if (v.text) return expect(text).toBe(v.text);
    expect(text.startsWith(v.startsWith!)).toBe(true);
    expect(text.slice(v.startsWith!.length).split('|').sort()).toEqual([...v.fieldsAnyOrderAfterMandatory!].sort());
  });

  it('has no separator left in any value', () => {
    const { text } = buildPaymentQr({ ...payee, bankName: vectors.separatorInValue.bankName, purpose: 'а|б||в\r\nг' });
    const fields = text.split('|');
    expect(fields.slice(1).every(field => /^[A-Za-z]+=/.test(field))).toBe(true);
    expect(fields[0]).toBe('ST00012');
    expect(value(text).bankName).toBe('ОАО / "БАНК"');
    expect(value(text).purpose).toBe('а/б//в г');
  });

  it('has no sign that nobody sees in any value', () => {
    const { text } = buildPaymentQr({ ...payee, lastName: 'Кузнецо\u00adва', firstName: '\uFEFFМар\u200Bия' });
    expect(text).toContain('|LastName=Кузнецова|FirstName=Мария');
  });

  it('is UTF-8 up to 300 bytes of the mandatory block, and windows-1251 from the next', () => {
    const fixed = Buffer.byteLength(mandatory) - Buffer.byteLength(payee.name);
    const named = (bytes: number) => 'Ж'.repeat(Math.floor((bytes - fixed) / 2)) + ((bytes - fixed) % 2 ? 'x' : '');
    const fits = buildPaymentQr({ ...payee, name: named(300), lastName: 'Соколова' });
    expect(fits).toMatchObject({ charset: 'utf-8', text: expect.stringMatching(/^ST00012\|/) as string });
    const over = buildPaymentQr({ ...payee, name: named(301), lastName: 'Соколова' });
    expect(over).toMatchObject({ charset: 'windows-1251', text: expect.stringMatching(/^ST00011\|/) as string });
    expect(iconv.decode(Buffer.from(over.bytes), 'windows-1251')).toBe(over.text);
    expect(value(over.bytes)).toMatchObject({ name: named(301) });
    expect(value(over.bytes).fields.get('lastname')).toBe('Соколова');
  });

  it('fits 300 bytes with the longest name and bank there are', () => {
    const longest = { ...payee, name: 'Ж'.repeat(160), bankName: 'Щ'.repeat(45) };
    const { bytes, charset } = buildPaymentQr(longest);
    expect(charset).toBe('windows-1251');
    expect(bytes.length - 'ST00011|'.length).toBeLessThanOrEqual(300);
  });

  it.each([
    [{ name: '' }, 'Name'],
    [{ name: 'Ж'.repeat(161) }, 'Name'],
    [{ name: 'Ԓ'.repeat(150) }, 'windows-1251'],
    [{ personalAcc: '4070281013825012301' }, 'PersonalAcc'],
    [{ bankName: 'Ж'.repeat(46) }, 'BankName'],
    [{ bic: 'abcd' }, 'BIC'],
    [{ correspAcc: '1'.repeat(21) }, 'CorrespAcc'],
    [{ sumKopecks: 0 }, 'Sum'],
    [{ sumKopecks: -100 }, 'Sum'],
    [{ sumKopecks: 10.5 }, 'Sum'],
    [{ period: '2026' }, 'PaymPeriod'],
  ])('is refused with a reason for %j', (bad, reason) => {
    expect(() => buildPaymentQr({ ...payee, ...bad })).toThrow(PaymentQrError);
    expect(() => buildPaymentQr({ ...payee, ...bad })).toThrow(reason);
  });

  it('writes the period the way the fund’s bank wants it', () => {
    const period = (format?: 'MMYYYY' | 'MM.YYYY' | 'YYYYMM') =>
      buildPaymentQr({ ...payee, period: '2026-06' }, format).text.split('PaymPeriod=')[1];
    expect([period(), period('MM.YYYY'), period('YYYYMM')]).toEqual(['062026', '06.2026', '202606']);
  });

  it('leaves out what is empty and cuts a purpose at 210 characters', () => {
    const { text } = buildPaymentQr({ ...payee, kpp: '', addAmountKopecks: 0, uin: ' ', purpose: 'я'.repeat(300) });
    expect(text).toBe(`ST00012|${mandatory}|Purpose=${'я'.repeat(210)}`);
  });

  it('is read back as it was meant, whatever the values', () => {
    const random = seeded(12);
    const letters = 'абвгдЖЩЁё №«»"=;:,.-ABCxyz019|\n';
    for (let i = 0; i < 1000; i++) {
      const text = (from: number, to: number) => random.text(letters, from, to);
      const input = {
        ...payee,
        name: `Ф${text(0, 158)}`,
        bankName: `Б${text(0, 43)}`,
        purpose: text(0, 210),
        lastName: text(0, 20),
        persAcc: random.text('0123456789', 1, 30),
        sumKopecks: random.int(1, 10 ** 9),
        period: `20${random.int(10, 99)}-${String(random.int(1, 12)).padStart(2, '0')}`,
      };
      const built = buildPaymentQr(input, random.pick(['MMYYYY', 'MM.YYYY', 'YYYYMM'] as const));
      const clean = (s: string) => s.replaceAll('|', '/').replace(/\n+/g, ' ').trim();
      for (const way of [built.bytes, built.text])
        expect(value(way)).toMatchObject({
          name: clean(input.name),
          bankName: clean(input.bankName),
          sumKopecks: input.sumKopecks,
          persAcc: input.persAcc,
          period: input.period,
        });
      expect(value(built.bytes).fields.get('lastname') ?? '').toBe(clean(input.lastName));
    }
  });
});

describe('a QR that is read', () => {
  it.each(vectors.parse.map((v, i) => [i, v] as const))('holds vector %i', (_, v) => {
    const bytes = iconv.encode(v.text, v.charset);
    expect(value(bytes)).toMatchObject(v.expect);
    expect(value(bytes).name).toBe(/Name=([^|]+)/.exec(v.text)![1]);
    expect(value(v.text)).toMatchObject(v.expect);
  });

  it.each(vectors.reject.map(v => [v.why, v.text] as const))('is refused with a reason: %s', (_, text) => {
    const parsed = parsePaymentQr(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.message.length).toBeGreaterThan(10);
  });

  it.each([
    [
      'an account of letters',
      'ST00012|Name=x|PersonalAcc=ABCDEFGHIJKLMNOPQRST|BankName=y|BIC=044525225|CorrespAcc=0',
      'personalAcc',
    ],
    ['a sum of letters', `ST00012|${mandatory}|Sum=1e5`, 'sum'],
    ['a sum no number holds', `ST00012|${mandatory}|Sum=99999999999999999`, 'sum'],
    ['an unknown charset digit', `ST00017|${mandatory}`, 'header'],
    ['nothing', '', 'header'],
    ['a header alone', 'ST00012', 'header'],
    ['no mandatory field', 'ST00012|Sum=1', 'mandatoryOrder'],
    ['10 000 characters', `ST00012|${mandatory}|Purpose=${'x'.repeat(10_000)}`, 'tooLong'],
  ])('is refused for %s', (_, text, why) => {
    expect(parsePaymentQr(text)).toMatchObject({ ok: false, why });
    expect(parsePaymentQr(Buffer.from(text))).toMatchObject({ ok: false, why });
  });

  it('keeps a second = in the value, the first of a repeated key, any separator', () => {
    for (const separator of ['|', ';', '^', '~', '¦', '\u001d', '#']) {
      const text = `ST00012|${mandatory}|Purpose=a=b=c|Sum=5|SUM=6`.replaceAll('|', separator);
      expect(value(text), separator).toMatchObject({ purpose: 'a=b=c', sumKopecks: 5, personalAcc: payee.personalAcc });
    }
  });

  it.each(['utf-8', 'windows-1251', 'koi8-r'])('is understood in %s whatever the header says', charset => {
    for (const digit of '123') {
      const text = `ST0001${digit}|Name=Фонд капитального ремонта|PersonalAcc=${payee.personalAcc}|BankName=Отделение Сбербанка|BIC=${payee.bic}|CorrespAcc=${payee.correspAcc}`;
      const bytes = iconv.encode(text, charset);
      expect(value(bytes)).toMatchObject({ name: 'Фонд капитального ремонта', bankName: 'Отделение Сбербанка' });
      // A reader that took every byte for a letter of Latin-1.
      expect(value(bytes.toString('latin1')).name).toBe('Фонд капитального ремонта');
    }
  });

  it('is mended when a reader took UTF-8 for windows-1251', () => {
    const text = `ST00012|${mandatory}|LastName=Иванов`;
    expect(value(iconv.decode(Buffer.from(text), 'windows-1251')).fields.get('lastname')).toBe('Иванов');
  });
});
