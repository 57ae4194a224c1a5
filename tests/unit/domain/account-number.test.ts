// Account numbers as people type them, and the shapes of ЕЛС and ИПД.
import { describe, expect, it } from 'vitest';
import {
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
    ['1'.repeat(30), '1'.repeat(30)],
  ])('typed as %j is %s', (text, value) => {
    expect(normalizeAccountNumber(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['л/с №', 'empty'],
    ['---', 'empty'],
    ['12/34', 'malformed'],
    ['<b>1</b>', 'malformed'],
    ['1; drop table', 'malformed'],
    ['%', 'malformed'],
    ['12🙂', 'malformed'],
    ['١٢٣', 'malformed'],
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
