// The contribution of a month, whole and cut, and the identity of its figures.
import { describe, expect, it } from 'vitest';
import { amountDue, duePeriod, expectedClosing, isFlawed } from '../../../src-main/domain/balance.ts';
import { contribution, fullMonthContribution, tariffOn } from '../../../src-main/domain/contribution.ts';
import { daysIn, lastDay } from '../../../src-main/domain/period.ts';
import { seeded } from './random.ts';

const always = (tariff: number) => [{ validFrom: '2013-01-01', validTo: null, tariff }];

describe('the contribution', () => {
  it('of a full month is area by tariff, half a kopeck away from zero', () => {
    expect(fullMonthContribution(4270, 520)).toBe(22204);
    expect(fullMonthContribution(2930, 690)).toBe(20217);
    expect(fullMonthContribution(50, 1)).toBe(1);
    expect(fullMonthContribution(49, 1)).toBe(0);
    expect(fullMonthContribution(4270, 520, { numerator: 1, denominator: 3 })).toBe(7401);
  });

  it('of an uncut month summed by days is the full month’s', () => {
    const random = seeded(3);
    for (let i = 0; i < 500; i++) {
      const [area, tariff] = [random.int(0, 30_000), random.int(100, 3000)];
      const period = `20${random.int(13, 26)}-${String(random.int(1, 12)).padStart(2, '0')}`;
      expect(contribution({ period, area, tariffs: always(tariff) })).toBe(fullMonthContribution(area, tariff));
    }
  });

  it('of a month cut by opening or closing counts the open days, both ends included', () => {
    const month = { period: '2026-04', area: 3000, tariffs: always(1000) };
    expect(contribution({ ...month, openedOn: '2026-04-16' })).toBe(15000);
    expect(contribution({ ...month, closedOn: '2026-04-01' })).toBe(1000);
    expect(contribution({ ...month, openedOn: '2026-04-30', closedOn: '2026-04-30' })).toBe(1000);
    expect(contribution({ ...month, openedOn: '2026-05-01' })).toBe(0);
    expect(contribution({ ...month, closedOn: '2026-03-31' })).toBe(0);
    expect(contribution({ ...month, openedOn: '2020-01-01', closedOn: '2030-01-01' })).toBe(30000);
  });

  it('of a month cut by a tariff change is rounded once, not once a part', () => {
    const tariffs = [
      { validFrom: '2026-01-01', validTo: '2026-04-10', tariff: 690 },
      { validFrom: '2026-04-11', validTo: null, tariff: 715 },
    ];
    // 42,70 x (6,90 x 10 + 7,15 x 20) / 30 = 301,746…
    expect(contribution({ period: '2026-04', area: 4270, tariffs })).toBe(30175);
    // Each part rounded would give 1 + 1: 0,5 kopeck a part.
    const halves = [
      { validFrom: '2026-04-01', validTo: '2026-04-15', tariff: 1 },
      { validFrom: '2026-04-16', validTo: null, tariff: 1 },
    ];
    expect(contribution({ period: '2026-04', area: 100, tariffs: halves })).toBe(1);
  });

  it('of a month split between two owners differs from the whole by a kopeck at most', () => {
    const random = seeded(4);
    for (let i = 0; i < 300; i++) {
      const period = `2026-${String(random.int(1, 12)).padStart(2, '0')}`;
      const whole = { period, area: random.int(100, 20_000), tariffs: always(random.int(100, 3000)) };
      const cut = random.int(1, daysIn(period) - 1);
      const day = (n: number) => `${period}-${String(n).padStart(2, '0')}`;
      const parts =
        contribution({ ...whole, closedOn: day(cut) }) +
        contribution({ ...whole, openedOn: day(cut + 1), closedOn: lastDay(period) });
      expect(Math.abs(parts - contribution(whole))).toBeLessThanOrEqual(1);
    }
  });

  it('has no tariff before the first, and the later of two that overlap', () => {
    const tariffs = [
      { validFrom: '2020-01-01', validTo: null, tariff: 700 },
      { validFrom: '2014-01-01', validTo: null, tariff: 500 },
    ];
    expect([tariffOn('2013-12-31', tariffs), tariffOn('2019-12-31', tariffs), tariffOn('2020-01-01', tariffs)]).toEqual(
      [null, 500, 700],
    );
    expect(contribution({ period: '2013-12', area: 4270, tariffs })).toBe(0);
  });
});

describe('the balance', () => {
  const row = { opening: 60108, charged: 22204, recalculation: -500, privilege: 100, penalty: 210, paid: 9662 };

  it('holds the identity to the kopeck, and one kopeck off is a flaw', () => {
    const closing = expectedClosing(row);
    expect(closing).toBe(72260);
    expect(isFlawed({ ...row, closing })).toBe(false);
    expect(isFlawed({ ...row, closing: closing + 1 })).toBe(true);
    expect(isFlawed({ ...row, closing: closing - 1 })).toBe(true);
  });

  it('shows the picture of the reference as flawed: 728,60 is not 729,51', () => {
    const reference = { opening: 60108, charged: 22204, recalculation: 0, privilege: 0, penalty: 210, paid: 9662 };
    expect(expectedClosing(reference)).toBe(72860);
    expect(isFlawed({ ...reference, closing: 72951 })).toBe(true);
  });

  it('asks for the closing balance and what lies outside it', () => {
    expect(amountDue({ closing: 1000 })).toBe(1000);
    expect(amountDue({ closing: 1000, state_duty: 40000, court_costs: 5 })).toBe(41005);
    expect(amountDue({ closing: -1000, state_duty: 0, court_costs: 0 })).toBe(-1000);
    expect(duePeriod(row)).toBe(21604);
  });
});
