// Account numbers as people type them, and the shapes of ЕЛС and ИПД.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountKey,
  accountKeys,
  isSameNumber,
  isUsualPaymentDocumentId,
  normalizeAccountNumber,
  normalizeUnifiedNumber,
  tail,
  unifiedNumberOfDocument,
} from '../../../src-main/domain/account-number.ts';
import { seeded } from './random.ts';

describe('an account number', () => {
  it.each([
    ['220753', '220753'],
    [' 220 753 ', '220753'],
    ['220-753', '220753'],
    ['220\u00a0753\u2011', '220753'],
    ['№220753', '220753'],
    ['л/с 220753', '220753'],
    ['Л/С № 220753', '220753'],
    ['л.с. 220753', '220753'],
    ['ЛС 220753', '220753'],
    ['Лицевой счёт: 220753', '220753'],
    ['ЛС220753', 'ЛС220753'],
    ['20мв875415', '20МВ875415'],
    ['ab12', 'AB12'],
    ['12/345', '12345'],
    ['12.345.6', '123456'],
    ['К-100/2', 'К1002'],
    ['A_77', 'A77'],
    ['1'.repeat(30), '1'.repeat(30)],
  ])('typed as %j is %s', (text, value) => {
    expect(normalizeAccountNumber(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['л/с №', 'empty'],
    ['---', 'empty'],
    ['%', 'malformed'],
    ['🙂', 'malformed'],
    ['</>', 'malformed'],
    ['1'.repeat(31), 'tooLong'],
    ['1'.repeat(10_000), 'tooLong'],
  ])('typed as %j is refused as %s', (text, why) => {
    expect(normalizeAccountNumber(text)).toEqual({ ok: false, why });
  });

  it('normalised once is normalised for good', () => {
    const random = seeded(11);
    for (let i = 0; i < 3000; i++) {
      const once = normalizeAccountNumber(random.text('0123456789 -№л/сЛСабвАВABxyё.:', 0, 34));
      if (once.ok && !/^Е?ЛС/.test(once.value)) expect(normalizeAccountNumber(once.value)).toEqual(once);
    }
  });

  it.each([
    ['12/345', '12/345'],
    ['12.345.6', '12.345.6'],
    ['К-100/2', 'k 100 2'],
    ['A_77', 'а77'],
    ['ODD9001', 'ОDD9001'],
    ['ЛС1234567', 'лс 1234567'],
    ['ЛС 1234567', 'ЛС1234567'],
    ['л/с 220753', '220753'],
    ['000123', '123'],
    ['123', '000123'],
    ['Ё-15', 'е15'],
    ['1+1=2', '1+1=2'],
  ])('printed as «%s» is found by «%s»', (printed, typed) => {
    expect(accountKeys(typed)).toContain(accountKey(printed));
  });

  it('of any alphabet and signs is found by what is printed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }), printed => {
        const key = accountKey(printed);
        if (key !== '') expect(accountKeys(printed)).toContain(key);
      }),
      { numRuns: 2000 },
    );
  });

  it('is told from others that differ by signs alone', () => {
    expect(isSameNumber('12/345', '12/345')).toBe(true);
    expect(isSameNumber('12345', '12/345')).toBe(false);
    expect(isSameNumber('л/с odd9001', 'ОDD9001')).toBe(true);
  });

  it('shows four characters before proof and no more', () => {
    expect(tail('220753')).toBe('0753');
    expect(tail('12')).toBe('12');
    expect(tail(' 20МВ875415 ')).toBe('5415');
  });
});

describe('ЕЛС and ИПД', () => {
  it.each(['20МВ875415', '20mb875415', '20 MB 875415', '20Mв-875415'])('%s is one and the same ЕЛС', text => {
    expect(normalizeUnifiedNumber(text)).toBe('20МВ875415');
  });

  it.each(['20МВ87541', '20МВ8754155', '2МВ0875415', '20DZ875415', '', '20МВ875415-07-1051', 'x'.repeat(10_000)])(
    '%s is no ЕЛС',
    text => {
      expect(normalizeUnifiedNumber(text)).toBeNull();
    },
  );

  it('an ИПД carries its ЕЛС, and an unusual one is only a warning', () => {
    expect(unifiedNumberOfDocument('20МВ875415-07-1051')).toBe('20МВ875415');
    expect(isUsualPaymentDocumentId('20MB875415-12-0001')).toBe(true);
    for (const text of ['20МВ875415-13-1051', '20МВ875415-07-105', '220753-2026-10', ''])
      expect(isUsualPaymentDocumentId(text)).toBe(false);
  });
});
