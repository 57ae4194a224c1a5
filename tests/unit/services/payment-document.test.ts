// What a payment document takes from today's rows, and what of a past month it must not.
import { describe, expect, it } from 'vitest';
import { paymentDocument, type DocumentRows } from '../../../src-main/services/documents/payment-document.ts';
import { rowOf } from '../../support/cache-rows.ts';

const line = (area: number | null, tariff = 1490) =>
  rowOf('charge_line', { kind: 'contribution', area, tariff, amount: 63_623 });

const rows = (more: Partial<DocumentRows> = {}): DocumentRows => ({
  view: {
    account: rowOf('account', { last_name: 'Соколова', area: 5270, share_numerator: 1, share_denominator: 2 }),
    premises: rowOf('premises', { number: '10' }),
    house: rowOf('house', { settlement: 'Чебоксары', formation: 'commonPot', collected: 5, spent: 3 }),
  },
  balance: { ...rowOf('period_balance', { period: '2026-05', charged: 63_623 }), issued_on: '2026-06-01' },
  lines: [line(4270)],
  year: [],
  payments: [],
  since: [],
  chargedSince: 0,
  standing: 0,
  madeOn: '2026-11-28',
  overdue: 0,
  penaltyDue: null,
  nowDue: { amount: 63_623, day: '2026-11-28' },
  payee: { known: false, special: false, ask: [] },
  payeeThen: null,
  issuer: { name: 'Фонд', phone: '', email: '', site: '', address: '', hours: '' },
  ...more,
});

describe('the paper of a past month', () => {
  it('tells the area that month was charged by, not today’s: tariff and area multiply to the charge', () => {
    const { payer, tariff, charged } = paymentDocument(rows());
    expect([payer.area, tariff]).toEqual([4270, 1490]);
    expect(Math.round(((payer.area ?? 0) * (tariff ?? 0)) / 100)).toBe(charged);
  });

  it.each([
    ['no lines', []],
    ['lines without an area', [line(null)]],
    ['two areas in one month', [line(4270), line(5270)]],
  ])('leaves the area out where the data does not tell it: %s', (_, lines) => {
    expect(paymentDocument(rows({ lines })).payer.area).toBeNull();
  });

  it('names today’s owner with the day, and leaves out today’s share and the sums of the house', () => {
    const { payer, house } = paymentDocument(rows());
    expect(payer.owner).toBe('Соколова (на\u00a028.11.2026)');
    expect([payer.share, house]).toEqual(['', { formation: null, collected: null, spent: null }]);
  });
});

describe('the paper of the month to pay', () => {
  it('tells the owner, the share and the house as they are', () => {
    const { payer, house } = paymentDocument(rows({ nowDue: null }));
    expect([payer.owner, payer.area, payer.share]).toEqual(['Соколова', 4270, '1/2']);
    expect(house).toEqual({ formation: 'commonPot', collected: 5, spent: 3 });
    expect(paymentDocument(rows({ nowDue: null, lines: [] })).payer.area).toBe(5270);
  });
});
