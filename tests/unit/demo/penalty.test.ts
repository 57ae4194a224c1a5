// The penalty carried from month to month is the one domain/penalty explains day by day.
import { describe, expect, it } from 'vitest';
import { penaltyData } from '../../../scripts/demo/calendar.ts';
import { rates } from '../../../scripts/demo/data.ts';
import { fullMonthContribution, tariffOn } from '../../../src-main/domain/contribution.ts';
import { daysBetween } from '../../../src-main/domain/day.ts';
import { duePeriod } from '../../../src-main/domain/balance.ts';
import { dueDay, penalty, type Debt, type Payment } from '../../../src-main/domain/penalty.ts';
import { addMonths, firstDay, lastDay } from '../../../src-main/domain/period.ts';
import { roundHalfAway } from '../../../src-main/domain/money.ts';
import { WALK_ACCOUNT } from '../../../scripts/demo/accounts.ts';
import { REFERENCE_CORRECTION, REFERENCE_MONTHS } from '../../../scripts/demo/reference-months.ts';
import { byAccount, region } from './region-rows.ts';

const small = region(400);
const houseOf = new Map(small.rows('premises').map(row => [row.id, row.house_id]));
const balances = byAccount(small.rows('period_balance'));
const payments = byAccount(small.rows('payment'));
const given = new Set(REFERENCE_MONTHS.map(month => month.period));
const due = (period: string) => dueDay(period, penaltyData.rules ?? []);

/** The part of a protocol that falls into a month, rounded once. */
function monthOf(period: string, debts: readonly Debt[], paid: readonly Payment[]): number {
  const [first, last] = [firstDay(period), lastDay(period)];
  let kopeckDays = 0n;
  for (const debt of penalty(debts, paid, last, penaltyData).debts)
    for (const segment of debt.segments) {
      const from = segment.from < first ? first : segment.from;
      const days = daysBetween(from, segment.to) + 1;
      if (days > 0) kopeckDays += BigInt(segment.debt) * BigInt(segment.percentHundredths) * BigInt(days);
    }
  return roundHalfAway(kopeckDays, 3_000_000n);
}

/** What the account owed when its months begin: the newest parts are the last two contributions. */
function before(first: { period: string; opening: number }, area: number, house: number): [Debt[], Payment[]] {
  const previous = addMonths(first.period, -1);
  if (first.opening < 0) return [[], [{ paidOn: firstDay(previous), amount: -first.opening }]];
  const steps = house === rates.ownTariff.house ? rates.ownTariff.tariffs : rates.tariffs;
  const tariffs = steps.map(([validFrom, tariff]) => ({ validFrom, validTo: null, tariff }));
  const monthly = fullMonthContribution(area, tariffOn(firstDay(previous), tariffs) ?? 0);
  const newest = Math.min(first.opening, monthly);
  const older = Math.min(first.opening - newest, monthly);
  const parts = [first.opening - newest - older, older, newest];
  return [parts.map((amount, i) => ({ due: due(addMonths(previous, i - 2)), amount })), []];
}

describe('penalty of the demo', () => {
  it('equals domain/penalty to the kopeck in every month of every third account but those the reference gives', () => {
    const wrong: object[] = [];
    let penalised = 0;
    for (const account of small.rows('account')) {
      const months = balances.get(account.id)!;
      // Each month is replayed from the first one, so the oldest house costs most.
      if (account.id % (months.length > 60 ? 10 : 3) !== 0) continue;
      const [debts, advance] = before(months[0]!, account.area!, houseOf.get(account.premises_id)!);
      const paid = [
        ...advance,
        ...(payments.get(account.id) ?? []).map(row => ({ paidOn: row.paid_on!, amount: row.amount })),
      ];
      for (const month of months) {
        const ofReference = account.id === WALK_ACCOUNT.id;
        // It takes back what was never charged.
        const back = ofReference && month.period === REFERENCE_CORRECTION.period ? REFERENCE_CORRECTION.amount : 0;
        debts.push({ due: due(month.period), amount: duePeriod(month) - back });
        if (ofReference && given.has(month.period)) continue;
        const expected = monthOf(month.period, debts, paid);
        if (month.penalty !== expected)
          wrong.push({ account: account.id, period: month.period, expected, got: month.penalty });
        if (expected > 0) penalised++;
      }
    }
    expect(wrong).toEqual([]);
    expect(penalised).toBeGreaterThan(500);
  });
});
