// What a large region of the demo has that a small one has not: a real fund's places, and rows written month by month.
import { describe, expect, it } from 'vitest';
import { AccountMaker } from '../../../scripts/demo/accounts.ts';
import { Calendar } from '../../../scripts/demo/calendar.ts';
import { houses } from '../../../scripts/demo/houses.ts';
import { byAccount, region } from './region-rows.ts';

/** Settlements and streets of the region at each of the numbers of accounts. */
function placesAt(sizes: readonly number[]): { settlements: number; streets: number }[] {
  const maker = new AccountMaker(new Calendar('2026-10'));
  const settlements = new Set<string>();
  const streets = new Set<string>();
  const seen: { settlements: number; streets: number }[] = [];
  let accounts = 0;
  for (const house of houses()) {
    const at = `${house.settlementKind} ${house.settlement}, ${house.district}`;
    settlements.add(at);
    streets.add(`${at}, ${house.streetKind} ${house.street}`);
    for (const premises of maker.of(house)) accounts += premises.accounts.length;
    while (accounts >= sizes[seen.length]!) seen.push({ settlements: settlements.size, streets: streets.size });
    if (seen.length === sizes.length) return seen;
  }
  return seen;
}

describe('places', () => {
  it('are the six towns in a small region and some 600 settlements with 6 000 streets at 400 000 accounts', () => {
    const [small, middle, whole] = placesAt([2_000, 20_000, 400_000]);
    expect(small?.settlements).toBe(6);
    expect(middle?.settlements).toBeGreaterThan(30);
    expect(middle?.streets).toBeGreaterThan(300);
    expect(whole?.settlements).toBeGreaterThan(570);
    expect(whole?.settlements).toBeLessThan(630);
    expect(whole?.streets).toBeGreaterThan(5_700);
    expect(whole?.streets).toBeLessThan(6_300);
  });

  it('have villages of one name in several districts, and no house twice', () => {
    const taken = new Set<string>();
    const districts = new Map<string, Set<string>>();
    for (const house of houses()) {
      if (house.id > 4_000) break;
      const address = `${house.settlementKind} ${house.settlement} ${house.district} ${house.streetKind} ${house.street} ${house.number} ${house.block}`;
      expect(taken).not.toContain(address);
      taken.add(address);
      const own = districts.get(house.settlement) ?? new Set();
      districts.set(house.settlement, own.add(house.district));
    }
    expect(Math.max(...[...districts.values()].map(own => own.size))).toBeGreaterThan(1);
  });
});

describe('rows written month by month', () => {
  const byMonth = region(400, '2026-10', true);
  const whole = region(400);

  it('are those written account by account, but for the numbers of payments', () => {
    for (const entity of ['period_balance', 'charge_line'] as const) {
      const lines = byMonth.text.get(entity)!.split('\n');
      expect(lines.sort()).toEqual(whole.text.get(entity)!.split('\n').sort());
    }
    const payments = (of: typeof whole) =>
      [...byAccount(of.rows('payment'))]
        .sort(([a], [b]) => a - b)
        .map(([account, rows]) => [account, rows.map(({ id: _, ...row }) => row)]);
    expect(payments(byMonth)).toEqual(payments(whole));
  });

  it('have every month of all accounts before the next month of any', () => {
    for (const entity of ['period_balance', 'charge_line', 'payment'] as const) {
      const periods = byMonth.rows(entity).map(({ period }) => period!);
      expect(periods.findIndex((period, i) => i > 0 && period < periods[i - 1]!)).toBe(-1);
    }
  });
});
