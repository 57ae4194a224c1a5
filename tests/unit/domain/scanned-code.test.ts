// What a scanner types, under any keyboard layout, and the account it meant.
import { describe, expect, it } from 'vitest';
import { accountKey, accountKeys } from '../../../src-main/domain/account-number.ts';
import { accountNumberFromCode, buildPaymentQr } from '../../../src-main/domain/payment-qr.ts';
import { fromQwerty, lettersFromJcuken } from '../../../src-main/domain/lookalikes.ts';
import vectors from '../../vectors/payment-qr.json' with { type: 'json' };
import { seeded } from './random.ts';

const qr = buildPaymentQr({
  name: 'Fund',
  personalAcc: '40702810138250123017',
  bankName: 'Bank',
  bic: '044525225',
  correspAcc: '30101810400000000225',
  sumKopecks: 22414,
  persAcc: '220753',
  period: '2013-12',
}).text;

describe('a scanned QR', () => {
  const meant = { source: 'qr', accountNumber: '220753', sumKopecks: 22414, period: '2013-12' };

  it.each([
    ['as printed', qr],
    ['with Enter after it', `${qr}\r\n`],
    ['with the scanner’s mark before it', `]Q1${qr}`],
    ['typed under ЙЦУКЕН', fromQwerty(qr)],
    ['typed under ЙЦУКЕН, the separator kept', fromQwerty(qr).replaceAll('/', '|')],
    ['typed with Caps Lock on', qr.replace(/[a-z]/gi, c => (c < 'a' ? c.toLowerCase() : c.toUpperCase()))],
    [
      'typed under ЙЦУКЕН with Caps Lock on',
      fromQwerty(qr).replace(/[а-яё]/gi, c => (c < 'а' ? c.toLowerCase() : c.toUpperCase())),
    ],
  ])('%s gives its account', (_, text) => {
    expect(accountNumberFromCode(text)).toEqual(meant);
  });

  it.each(vectors.parse.map(v => [v.expect.persAcc, v.text] as const))(
    'of the vectors gives %s',
    (accountNumber, text) => {
      expect(accountNumberFromCode(text)).toMatchObject({ accountNumber });
      expect(accountNumberFromCode(fromQwerty(text))).toMatchObject({ accountNumber });
    },
  );

  it('gives the account out of the purpose, or the ЕЛС out of the document’s number, when it has no PersAcc', () => {
    const from = (field: string) => accountNumberFromCode(`ST00012|Name=x|${field}`);
    expect(from('Purpose=Взнос за 06.2026, ЛС 100200300')).toEqual({ source: 'qr', accountNumber: '100200300' });
    expect(from('Purpose=л/с № 220-753 за июнь')).toEqual({ source: 'qr', accountNumber: '220753' });
    expect(from('Purpose=лицевой счёт 220753, 15.04.2026')).toEqual({ source: 'qr', accountNumber: '220753' });
    expect(from('Purpose=капремонт 2207531 от 15.04.2026 на 22404,10')).toEqual({
      source: 'qr',
      accountNumber: '2207531',
    });
    expect(from('Purpose=капремонт 2207531 или 2207532')).toBeNull();
    expect(from('UIN=20MB875415-07-1051')).toEqual({ source: 'qr', unifiedNumber: '20МВ875415' });
    expect(from('persAcc=20МВ875415')).toEqual({
      source: 'qr',
      accountNumber: '20МВ875415',
      unifiedNumber: '20МВ875415',
    });
  });

  it('with a Latin account number typed under ЙЦУКЕН gives the Latin one', () => {
    expect(accountNumberFromCode(fromQwerty('ST00012|Name=x|PersAcc=QR7712'))).toMatchObject({
      accountNumber: 'QR7712',
    });
  });
});

describe('a scanned bar code', () => {
  it.each([
    ['220753', { accountNumber: '220753' }],
    ['220753;22414', { accountNumber: '220753', sumKopecks: 22414 }],
    ['220753ж22414\r', { accountNumber: '220753', sumKopecks: 22414 }],
    ['220753;0', { accountNumber: '220753' }],
    [']C0220753', { accountNumber: '220753' }],
    ['ab-12', { accountNumber: 'AB12' }],
    ['фи-12', { accountNumber: 'AB12' }],
    ['20MB875415', { accountNumber: '20MB875415', unifiedNumber: '20МВ875415' }],
    ['20ЬИ875415', { accountNumber: '20MB875415', unifiedNumber: '20МВ875415' }],
    ['20МВ875415', { accountNumber: '20МВ875415', unifiedNumber: '20МВ875415' }],
    ['20MB875415-07-1051', { unifiedNumber: '20МВ875415' }],
  ])('%j gives %j', (text, meant) => {
    expect(accountNumberFromCode(text)).toMatchObject({ source: 'barcode', ...meant });
  });

  it.each([
    '',
    '  ',
    'https://ya.ru/123',
    '<b>12</b>',
    'слово',
    'ST00012',
    'ST00012|',
    '1'.repeat(31),
    '1'.repeat(10_000),
    '\0',
  ])('%j names no account', text => {
    expect(accountNumberFromCode(text)).toBeNull();
  });

  it('of any text never fails, and what it gives is fit to look up', () => {
    const random = seeded(13);
    for (let i = 0; i < 5000; i++) {
      const body = random.text('0123456789;|=/ST1РersAccЫЕжэ№-\\]\u0000\u00a0🙂', 0, 60);
      const found = accountNumberFromCode(random.pick(['', 'ST00012|PersAcc=', 'ЫЕ00012/']) + body);
      if (found?.accountNumber) expect(found.accountNumber).toMatch(/^[0-9A-ZА-ЯЁ]{1,30}$/);
      if (found?.unifiedNumber) expect(found.unifiedNumber).toMatch(/^\d{2}[А-ЯЁ]{2}\d{6}$/);
      if (found) expect(found.accountNumber ?? found.unifiedNumber).toBeTruthy();
    }
  });
});

describe('the two layouts', () => {
  it('undo each other for letters', () => {
    const latin = 'The quick brown fox jumps over the lazy dog';
    expect(lettersFromJcuken(fromQwerty(latin))).toBe(latin);
  });
});

describe('a scanner set to put something before a code', () => {
  const code =
    'ST00012|Name=Фонд капремонта|PersonalAcc=40603810500000000123|BankName=ПАО Сбербанк|BIC=049706609|CorrespAcc=30101810300000000609|PersAcc=220744';
  it.each(['~', 's', 'Q', '*', ']Q3', 'QR:', 'код '])('«%s» before a QR does not hide the account', prefix => {
    expect(accountNumberFromCode(prefix + code)?.accountNumber).toBe('220744');
  });

  it.each(['*', '~', '#', ']C1', '.'])('«%s» before a bar code does not hide the account', prefix => {
    expect(accountNumberFromCode(`${prefix}220744`)?.accountNumber).toBe('220744');
  });

  it.each(['12/345', '12.345.6', 'К-100/2', 'A_77'])('the number «%s» in a QR is read as it is printed', number => {
    const read = accountNumberFromCode(code.replace('220744', number));
    expect(accountKeys(read?.accountNumber ?? '')).toContain(accountKey(number));
  });
});
