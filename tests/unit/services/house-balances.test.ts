// The desk's list of a house owes what each account's own statement owes, whatever months and payments the fund has given.
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src-main/domain/day.ts';
import { addMonths, lastDay } from '../../../src-main/domain/period.ts';
import { houseBalances } from '../../../src-main/services/staff/house.ts';
import { readLedger } from '../../../src-main/services/statement/ledger.ts';
import { memoryCache, type CacheRows } from '../../support/memory-cache.ts';
import { seeded } from '../domain/random.ts';

const today = '2026-11-28';
const house = 7;

/** Accounts of one house, each with its own way of closing months, and one that never had a month. */
function region(accounts: number, months: number, seed: number): CacheRows {
  const random = seeded(seed);
  const upTo = (most: number) => random.int(0, most - 1);
  const ids = Array.from({ length: accounts }, (_, i) => i + 1);
  const balances: NonNullable<CacheRows['period_balance']>[number][] = [];
  const payments: NonNullable<CacheRows['payment']>[number][] = [];
  for (const id of ids.slice(1)) {
    const newest = addMonths('2026-11', upTo(4) - 2);
    let closing = upTo(300_000) - 100_000;
    for (let back = months - 1; back >= 0; back--) {
      const period = addMonths(newest, -back);
      const opening = closing;
      const [charged, paid] = [upTo(90_000), upTo(3) * 30_000];
      closing = opening + charged - paid;
      const issued = id % 7 > 0 && back > upTo(3) ? addDays(lastDay(period), 1 + upTo(40)) : null;
      balances.push({
        account_id: id,
        period,
        opening,
        charged,
        paid,
        closing,
        issued_on: issued,
        due_on: issued && upTo(4) > 0 ? addDays(issued, upTo(40)) : null,
        payments_until: upTo(3) > 0 ? lastDay(period) : null,
      });
      for (let n = upTo(3); n > 0; n--) {
        const paid_on = addDays(`${period}-01`, upTo(60));
        const filed = addMonths(period, upTo(2));
        payments.push({
          account_id: id,
          id: payments.length + 1,
          paid_on,
          posted_on: addDays(paid_on, upTo(5)),
          period: filed,
          amount: upTo(3) === 0 ? paid : upTo(70_000) - 5000,
        });
      }
    }
  }
  return {
    house: [{ id: house }, { id: house + 1 }],
    premises: ids.map(id => ({ id, house_id: house, number: String(id) })),
    account: ids.map(id => ({ id, premises_id: id, number: String(1000 + id) })),
    period_balance: balances,
    payment: payments,
  };
}

describe('the list of a house', () => {
  it.each([1, 2, 3, 4])('owes on each row what that account’s statement owes, region %i', async seed => {
    const cache = memoryCache(region(40, 30, seed));
    const found = await houseBalances(cache, house, today);
    expect(found?.rows).toHaveLength(40);
    expect(found?.rows[0]).toMatchObject({ id: 1, balance: null, period: null });
    for (const row of found?.rows.slice(1) ?? []) {
      const { balance } = await readLedger(cache, row.id, today);
      expect({ id: row.id, owed: row.balance, period: row.period }).toEqual({
        id: row.id,
        owed: balance.known ? balance.amount : undefined,
        period: balance.known ? (balance.from?.period ?? null) : undefined,
      });
    }
  });

  it('asks the cache for the ledgers of a house once, however many accounts it has', async () => {
    const cache = memoryCache(region(30, 6, 9));
    let asked = 0;
    const counted = new Proxy(cache, {
      get(of, name: keyof typeof cache) {
        return (...input: never[]) => {
          asked++;
          return (of[name] as (...input: never[]) => unknown)(...input);
        };
      },
    });
    await houseBalances(counted, house, today);
    expect(asked).toBe(4);
  });

  it('is null for a house the cache does not have', async () => {
    expect(await houseBalances(memoryCache(), house, today)).toBeNull();
  });
});
