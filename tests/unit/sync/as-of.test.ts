// The moment the fund's data is said to be true for, while a transaction there holds back what others have committed.
import { expect, it } from 'vitest';
import { AsOf } from '../../../src-main/adapters/fund-postgres/as-of.ts';

const at = (minute: number) => `2026-11-28T09:${String(minute).padStart(2, '0')}:00.000Z`;

it('is the fund’s clock while nothing is held back, and never goes back', () => {
  const asOf = new AsOf();
  expect(asOf.after({ now: at(5), xmin: '10', held: null })).toBe(at(5));
  expect(asOf.after({ now: at(6), xmin: '10', held: { xid: '11', at: at(1) } })).toBe(at(5));
});

it('stays before each row held back, also when a row of an older transaction comes before it later', () => {
  const asOf = new AsOf();
  expect(asOf.after({ now: at(2), xmin: '99', held: { xid: '101', at: at(1) } })).toBe(at(1));
  // 100 wrote its row later and is the first now, but the row of 101 may still not be read
  expect(asOf.after({ now: at(10), xmin: '99', held: { xid: '100', at: at(5) } })).toBe(at(1));
  expect(asOf.after({ now: at(11), xmin: '101', held: { xid: '101', at: at(1) } })).toBe(at(1));
  expect(asOf.after({ now: at(12), xmin: '102', held: null })).toBe(at(12));
});
