import { describe, expect, it } from 'vitest';
import { creditedBy, type LedgerPayment, type PaidAttempt } from '../../../src-main/domain/credit-match.ts';
import { addDays } from '../../../src-main/domain/day.ts';
import { seeded } from './random.ts';

const attempt = (id: string, day: string, more: Partial<PaidAttempt> = {}): PaidAttempt => ({
  id,
  amount: 10000,
  day,
  before: [],
  creditedBy: null,
  ...more,
});
const payment = (id: number, paidOn: string, amount = 10000): LedgerPayment => ({ id, amount, paidOn });
const pairs = (attempts: PaidAttempt[], payments: LedgerPayment[]) =>
  Object.fromEntries(creditedBy(attempts, payments));

describe('crediting', () => {
  it('goes by the same sum within three days either way', () => {
    const a = attempt('a', '2026-11-22');
    for (const [day, found] of [
      ['2026-11-18', false],
      ['2026-11-19', true],
      ['2026-11-22', true],
      ['2026-11-25', true],
      ['2026-11-26', false],
    ] as const)
      expect([day, pairs([a], [payment(1, day)])]).toEqual([day, found ? { a: 1 } : {}]);
    expect(pairs([a], [payment(1, '2026-11-22', 10001), payment(2, '2026-11-22', -10000)])).toEqual({});
  });

  it('gives each payment to one attempt', () => {
    const two = [attempt('a', '2026-11-22'), attempt('b', '2026-11-22')];
    expect(pairs(two, [payment(1, '2026-11-23')])).toEqual({ a: 1 });
    expect(pairs(two, [payment(1, '2026-11-23'), payment(2, '2026-11-23')])).toEqual({ a: 1, b: 2 });
  });

  it('lets the earlier attempt have the earlier payment, so that neither is left over', () => {
    const two = [attempt('late', '2026-11-24'), attempt('early', '2026-11-21')];
    expect(pairs(two, [payment(7, '2026-11-26'), payment(8, '2026-11-23')])).toEqual({ early: 8, late: 7 });
  });

  it('never takes a payment the ledger had before the attempt was begun', () => {
    const a = attempt('a', '2026-11-22', { before: [1] });
    expect(pairs([a], [payment(1, '2026-11-21')])).toEqual({});
    expect(pairs([a], [payment(1, '2026-11-21'), payment(2, '2026-11-22')])).toEqual({ a: 2 });
  });

  it('keeps what is known, whatever the sum and the day, and gives that payment to no other', () => {
    const known = attempt('k', '2026-11-01', { amount: 5, creditedBy: 1 });
    expect(pairs([attempt('a', '2026-11-22'), known], [payment(1, '2026-11-22')])).toEqual({ k: 1 });
  });

  it('on random ledgers credits no attempt twice, and leaves none that a free payment fits', () => {
    const { int } = seeded(20261122);
    const day = (n: number) => addDays('2026-11-01', n);
    for (let round = 0; round < 300; round++) {
      const attempts = Array.from({ length: int(0, 5) }, (_, i) =>
        attempt(`a${i}`, day(int(0, 11)), { amount: 100 * (1 + int(0, 1)) }),
      );
      const payments = Array.from({ length: int(0, 5) }, (_, i) =>
        payment(i + 1, day(int(0, 11)), 100 * (1 + int(0, 1))),
      );
      const found = creditedBy(attempts, payments);
      expect(new Set(found.values()).size).toBe(found.size);
      for (const each of attempts) {
        const fits = payments.filter(
          p => p.amount === each.amount && Math.abs(Number(p.paidOn.slice(8)) - Number(each.day.slice(8))) <= 3,
        );
        const own = found.get(each.id);
        if (own !== undefined) expect(fits.map(p => p.id)).toContain(own);
        else expect(fits.every(p => [...found.values()].includes(p.id))).toBe(true);
      }
    }
  });
});
