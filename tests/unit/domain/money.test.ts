// Sums as people type them and as documents print them.
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/payment-qr.json' with { type: 'json' };
import { formatKopecks, formatRubles, parseKopecks, roundHalfAway } from '../../../src-main/domain/money.ts';
import { seeded } from './random.ts';

describe('parseKopecks', () => {
  it.each(vectors.kopecks.accept as [string, number][])('reads %j as %i kopecks', (text, kopecks) => {
    expect(parseKopecks(text)).toBe(kopecks);
  });

  it.each([
    ['222,04 ₽', 22204],
    ['222,04₽', 22204],
    ['222,04 руб.', 22204],
    ['1\u00a0234,56', 123456],
    ['12\u2009345\u202f678,9 руб', 1234567890],
    ['  7 р. ', 700],
    ['1 рубль', 100],
    ['90071992547409,91', Number.MAX_SAFE_INTEGER],
  ])('reads %j as %i kopecks', (text, kopecks) => {
    expect(parseKopecks(text)).toBe(kopecks);
  });

  it.each([
    ...vectors.kopecks.reject,
    '−1',
    '+1',
    '1,234.56',
    '12 34',
    '1 2345',
    '1,',
    ',5',
    '₽',
    '1e5',
    '0x10',
    'Infinity',
    '1,2,3',
    '٣',
    '90071992547409,92',
    '9'.repeat(10_000),
  ])('refuses %j', text => {
    expect(parseKopecks(text)).toBeNull();
  });

  it('reads back every sum it writes, to the kopeck', () => {
    const random = seeded(1);
    for (let i = 0; i < 2000; i++) {
      const kopecks = random.int(0, 10 ** random.int(1, 15));
      expect(parseKopecks(formatKopecks(kopecks))).toBe(kopecks);
      expect(parseKopecks(formatRubles(kopecks))).toBe(kopecks);
    }
  });
});

describe('formatKopecks', () => {
  it.each([
    [0, '0,00'],
    [-0, '0,00'],
    [5, '0,05'],
    [123450, '1\u00a0234,50'],
    [-60108, '\u2212601,08'],
    [123456789012, '1\u00a0234\u00a0567\u00a0890,12'],
  ])('writes %i with no-break groups and a true minus', (kopecks, text) => {
    expect(formatKopecks(kopecks)).toBe(text);
    expect(formatRubles(kopecks)).toBe(`${text}\u00a0₽`);
  });

  it.each([NaN, 0.5, Infinity, 2 ** 53])('never prints %f as money', value => {
    expect(() => formatKopecks(value)).toThrow(RangeError);
  });
});

describe('roundHalfAway', () => {
  it.each([
    [5n, 10n, 1],
    [-5n, 10n, -1],
    [5n, -10n, -1],
    [4n, 10n, 0],
    [-4n, 10n, 0],
    [15n, 10n, 2],
    [25n, 10n, 3],
    [0n, 7n, 0],
  ])('rounds %i / %i to %i', (numerator, denominator, result) => {
    expect(Object.is(roundHalfAway(numerator, denominator), result)).toBe(true);
  });

  it('refuses a division by zero and a result no number holds', () => {
    expect(() => roundHalfAway(1n, 0n)).toThrow(RangeError);
    expect(() => roundHalfAway(2n ** 60n, 1n)).toThrow(RangeError);
  });
});
