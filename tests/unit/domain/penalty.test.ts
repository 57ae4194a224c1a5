// The penalty by ЖК РФ ст. 155 ч. 14.1: the vectors, the data that bends it, and the protocol an owner reads.
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/penalty.json' with { type: 'json' };
import { addDays } from '../../../src-main/domain/day.ts';
import { isDayOff, workingDayFrom } from '../../../src-main/domain/days-off.ts';
import { round, sum } from '../../../src-main/domain/fraction.ts';
import { dueDay, penalty, type Debt, type PenaltyData, type Payment } from '../../../src-main/domain/penalty.ts';
import { seeded } from './random.ts';

const at = (percent: number, more: Partial<PenaltyData> = {}): PenaltyData => ({
  rates: [{ validFrom: '2010-01-01', percentHundredths: percent * 100 }],
  ...more,
});
const thousand: Debt[] = [{ due: '2026-04-15', amount: 100000 }];

describe('the penalty', () => {
  it.each(vectors.cases.map((c, i) => [i, c] as const))('holds vector %i', (_, c) => {
    const data: PenaltyData = {
      rates: c.rates.map(r => ({ validFrom: r.from, percentHundredths: Math.round(r.percent * 100) })),
    };
    const result = penalty(c.debts, c.payments, c.asOf, data);
    expect(result.penalty).toBe(c.penalty);
    expect(result.debts.map(debt => debt.days)).toEqual(c.days);
    if (c.byDebt) expect(result.debts.map(debt => debt.penalty)).toEqual(c.byDebt);
    if (c.penaltyWhenEachDebtIsRounded !== undefined)
      expect(penalty(c.debts, c.payments, c.asOf, { ...data, rounding: 'each' }).penalty).toBe(
        c.penaltyWhenEachDebtIsRounded,
      );
  });

  it('begins on the 31st day after the due day and counts the day of payment', () => {
    const [debt] = penalty(thousand, [], '2026-06-30', at(9.5)).debts;
    expect(debt).toMatchObject({ startsOn: '2026-05-16', days: 46, unpaid: 100000 });
    expect(debt!.segments).toMatchObject([
      {
        from: '2026-05-16',
        to: '2026-06-30',
        days: 46,
        debt: 100000,
        percentHundredths: 950,
        capped: false,
        amount: 1457,
      },
    ]);
  });

  it('falls from the day after a payment', () => {
    const { debts } = penalty(thousand, [{ paidOn: '2026-05-20', amount: 40000 }], '2026-05-30', at(9));
    expect(debts[0]!.segments.map(s => [s.from, s.to, s.days, s.debt, s.amount])).toEqual([
      ['2026-05-16', '2026-05-20', 5, 100000, 150],
      ['2026-05-21', '2026-05-30', 10, 60000, 180],
    ]);
  });

  it('stops when the debt is paid, and a payment after the reckoning day is not yet known of', () => {
    const paid = [{ paidOn: '2026-05-20', amount: 100000 }];
    expect(penalty(thousand, paid, '2026-12-31', at(9)).penalty).toBe(150);
    expect(penalty(thousand, paid, '2026-05-19', at(9)).debts[0]).toMatchObject({ unpaid: 100000, days: 4 });
  });

  it('lets a payment settle the oldest debt first, however the debts are given', () => {
    const debts = [
      { due: '2026-05-15', amount: 10000 },
      { due: '2026-04-15', amount: 10000 },
    ];
    const result = penalty(debts, [{ paidOn: '2026-05-01', amount: 15000 }], '2026-07-31', at(9.5));
    expect(result.debts.map(d => [d.due, d.unpaid, d.days])).toEqual([
      ['2026-04-15', 0, 0],
      ['2026-05-15', 5000, 47],
    ]);
  });

  it('lets an advance settle what falls due later, and a credit count as paid on its day', () => {
    expect(penalty(thousand, [{ paidOn: '2026-01-10', amount: 100000 }], '2027-01-01', at(9.5)).penalty).toBe(0);
    const credit = [...thousand, { due: '2026-05-20', amount: -100000 }];
    expect(penalty(credit, [], '2026-12-31', at(9)).penalty).toBe(150);
  });

  it('opens a debt again from the day after a refund, and not for the days it was paid', () => {
    const payments = [
      { paidOn: '2026-04-10', amount: 100000 },
      { paidOn: '2026-06-10', amount: -30000 },
    ];
    const { debts } = penalty(thousand, payments, '2026-06-20', at(9));
    expect(debts[0]!.segments.map(s => [s.from, s.to, s.debt])).toEqual([['2026-06-11', '2026-06-20', 30000]]);
    expect(debts[0]!.unpaid).toBe(30000);
  });

  it('takes a refund out of an advance first', () => {
    const payments = [
      { paidOn: '2026-04-10', amount: 130000 },
      { paidOn: '2026-06-10', amount: -30000 },
    ];
    expect(penalty(thousand, payments, '2026-12-20', at(9)).penalty).toBe(0);
  });

  const rates = [
    { validFrom: '2026-01-01', percentHundredths: 900 },
    { validFrom: '2026-05-26', percentHundredths: 1800 },
  ];

  it('uses the rate of the day of payment for all of its days, part by part', () => {
    const { debts } = penalty(thousand, [{ paidOn: '2026-05-20', amount: 40000 }], '2026-05-30', { rates });
    // 400,00 paid at 9 % cost 5 days; 600,00 unpaid on 30.05 cost 15 days at 18 %.
    expect(debts[0]!.exact).toEqual(sum(debts[0]!.segments.map(s => s.exact)));
    expect(debts[0]!.penalty).toBe(60 + 540);
    expect(debts[0]!.days).toBe(15);
    expect(debts[0]!.segments.map(s => [s.from, s.to, s.debt, s.percentHundredths])).toEqual([
      ['2026-05-16', '2026-05-20', 40000, 900],
      ['2026-05-16', '2026-05-30', 60000, 1800],
    ]);
  });

  it('uses each day’s own rate when the fund reckons so', () => {
    const { debts } = penalty(thousand, [], '2026-05-30', { rates, rateOf: 'eachDay' });
    expect(debts[0]!.segments.map(s => [s.from, s.to, s.percentHundredths, s.amount])).toEqual([
      ['2026-05-16', '2026-05-25', 900, 300],
      ['2026-05-26', '2026-05-30', 1800, 300],
    ]);
  });

  it('is held down by a cap while the cap is in force, and never raised by it', () => {
    const caps = [{ validFrom: '2022-02-28', validTo: '2027-01-01', percentHundredths: 950 }];
    expect(penalty(thousand, [], '2026-06-30', at(21, { caps })).penalty).toBe(1457);
    expect(penalty(thousand, [], '2026-06-30', at(21, { caps })).debts[0]!.segments[0]).toMatchObject({
      percentHundredths: 950,
      capped: true,
    });
    expect(penalty(thousand, [], '2026-06-30', at(7.5, { caps })).penalty).toBe(1150);
    expect(penalty(thousand, [], '2027-01-02', at(21, { caps })).debts[0]!.segments).toMatchObject([
      { to: '2027-01-01', percentHundredths: 950 },
      { from: '2027-01-02', percentHundredths: 2100 },
    ]);
  });

  it('does not run through a moratorium, and runs on after it', () => {
    const debts = [{ due: '2020-02-10', amount: 100000 }];
    const moratoria = [{ validFrom: '2020-04-06', validTo: '2020-12-31' }];
    const { debts: explained } = penalty(debts, [], '2021-01-10', at(6, { moratoria }));
    expect(explained[0]!.segments.map(s => [s.from, s.to, s.days])).toEqual([
      ['2020-03-12', '2020-04-05', 25],
      ['2021-01-01', '2021-01-10', 10],
    ]);
    expect(explained[0]!.days).toBe(35);
  });

  it('takes grace and divisor from the rule of the due day', () => {
    const rules = [
      { validFrom: '2014-01-01', dueDay: 10, graceDays: 30, divisor: 300 },
      { validFrom: '2026-04-01', dueDay: 15, graceDays: 10, divisor: 150 },
    ];
    const debts = [
      { due: '2026-03-31', amount: 30000 },
      { due: '2026-04-01', amount: 30000 },
    ];
    const result = penalty(debts, [], '2026-05-01', at(10, { rules }));
    expect(result.debts.map(d => [d.startsOn, d.days, d.penalty])).toEqual([
      ['2026-05-01', 1, 10],
      ['2026-04-12', 20, 400],
    ]);
    expect(result.penalty).toBe(410);
  });

  it('counts from the working day a due day on a day off moves to, unless the fund lets it stay', () => {
    const sunday: Debt[] = [{ due: '2026-11-15', amount: 100000 }];
    expect(penalty(sunday, [], '2026-12-31', at(9.5)).debts[0]).toMatchObject({
      due: '2026-11-15',
      startsOn: '2026-12-17',
      days: 15,
    });
    expect(penalty(sunday, [], '2026-12-16', at(9.5)).penalty).toBe(0);
    expect(penalty(sunday, [], '2026-12-31', at(9.5, { dueOnDayOff: 'stays' })).debts[0]!.startsOn).toBe('2026-12-16');
    const christmas: Debt[] = [{ due: '2027-01-01', amount: 100000 }];
    expect(penalty(christmas, [], '2027-03-01', at(9.5)).debts[0]!.startsOn).toBe('2027-02-11');
  });

  it('lets the end of a cap price only the days after it, whenever the debt is paid', () => {
    const caps = [{ validFrom: '2022-02-28', validTo: '2026-12-31', percentHundredths: 950 }];
    const november: Debt[] = [{ due: '2026-11-10', amount: 100000 }];
    const { debts, penalty: whole } = penalty(november, [], '2027-01-31', at(16, { caps }));
    expect(whole).toBe(2318);
    expect(debts[0]!.segments.map(s => [s.from, s.to, s.days, s.percentHundredths, s.capped])).toEqual([
      ['2026-12-11', '2026-12-31', 21, 950, true],
      ['2027-01-01', '2027-01-31', 31, 1600, false],
    ]);
    const paid = [{ paidOn: '2027-01-31', amount: 100000 }];
    expect(penalty(november, paid, '2027-06-30', at(16, { caps })).penalty).toBe(2318);
  });

  it('names the days no rate is known for, and gives no sum for them instead of a guess or a failure', () => {
    const data = { rates: [{ validFrom: '2030-01-01', percentHundredths: 950 }] };
    expect(penalty(thousand, [], '2026-06-30', data)).toMatchObject({
      penalty: null,
      debts: [{ penalty: null, segments: [], unpriced: [{ from: '2026-05-16', to: '2026-06-30', debt: 100000 }] }],
    });
    expect(penalty(thousand, [], '2026-06-30', { ...data, rounding: 'each' }).penalty).toBeNull();
    expect(penalty(thousand, [], '2026-05-01', data).penalty).toBe(0);
    const late = { ...data, rates: [{ validFrom: '2026-06-01', percentHundredths: 950 }] };
    expect(penalty(thousand, [], '2026-06-30', { ...late, rateOf: 'eachDay' }).debts[0]).toMatchObject({
      penalty: null,
      segments: [{ from: '2026-06-01', to: '2026-06-30' }],
      unpriced: [{ from: '2026-05-16', to: '2026-05-31' }],
    });
    expect(penalty(thousand, [], '2026-06-30', late).penalty).toBe(1457);
  });
});

describe('the penalty, for a thousand random histories', () => {
  const random = seeded(5);
  const day = (from: string, days: number) => addDays(from, random.int(0, days));
  const history = (): { debts: Debt[]; payments: Payment[]; data: PenaltyData } => ({
    debts: Array.from({ length: random.int(0, 6) }, () => ({
      due: day('2025-01-10', 500),
      amount: random.int(0, 50_000),
    })),
    payments: Array.from({ length: random.int(0, 5) }, () => ({
      paidOn: day('2025-01-01', 700),
      amount: random.int(-10_000, 60_000),
    })),
    data: {
      rates: [
        { validFrom: '2020-01-01', percentHundredths: random.int(400, 2100) },
        { validFrom: day('2025-01-01', 600), percentHundredths: random.int(400, 2100) },
      ],
      caps: [{ validFrom: '2025-03-01', validTo: '2026-01-01', percentHundredths: 950 }],
      moratoria: [{ validFrom: '2025-06-01', validTo: '2025-07-15' }],
      rateOf: random.pick(['paymentDay', 'eachDay'] as const),
      rounding: random.pick(['once', 'each'] as const),
    },
  });

  /** The rule told the slow way: every day of every debt, with payments put to the oldest debt unpaid. No refunds. */
  function dayByDay(debts: readonly Debt[], payments: readonly Payment[], asOf: string, rate: number): bigint {
    const open = debts.map(d => ({ ...d })).sort((a, b) => (a.due < b.due ? -1 : 1));
    let total = 0n;
    for (let today = '2025-01-01'; today <= asOf; today = addDays(today, 1)) {
      for (const debt of open) if (today > addDays(workingDayFrom(debt.due), 30)) total += BigInt(debt.amount * rate);
      for (const payment of payments.filter(p => p.paidOn === today)) {
        let left = payment.amount;
        for (const debt of open) {
          const part = Math.min(left, debt.amount);
          debt.amount -= part;
          left -= part;
        }
      }
    }
    return total;
  }

  it('equals the sum of its days', () => {
    for (let i = 0; i < 150; i++) {
      const { debts, payments } = history();
      const dues = new Set(debts.map(d => d.due));
      if (dues.size !== debts.length) continue;
      const late = payments.filter(p => p.amount > 0).map(p => ({ ...p, paidOn: day('2026-06-01', 200) }));
      const asOf = day('2026-01-01', 400);
      const { exact } = penalty(debts, late, asOf, at(9.5));
      expect(exact.numerator * 3_000_000n).toBe(dayByDay(debts, late, asOf, 950) * exact.denominator);
    }
  });

  it('is what its segments say, never negative, and leaves unpaid what was not paid', () => {
    for (let i = 0; i < 1000; i++) {
      const { debts, payments, data } = history();
      const asOf = day('2025-01-01', 800);
      const result = penalty(debts, payments, asOf, data);
      const exact = sum(result.debts.flatMap(d => d.segments.map(s => s.exact)));
      expect(exact.numerator * result.exact.denominator).toBe(result.exact.numerator * exact.denominator);
      if (data.rounding === 'once') expect(result.penalty).toBe(round(exact));
      for (const debt of result.debts) {
        expect(debt.unpaid).toBeGreaterThanOrEqual(0);
        expect(debt.unpaid).toBeLessThanOrEqual(debt.amount);
        for (const s of debt.segments) {
          expect(s.from >= debt.startsOn && s.to <= asOf && s.days >= 1 && s.debt > 0 && s.amount >= 0).toBe(true);
          expect(s.debt).toBeLessThanOrEqual(debt.amount);
        }
      }
      const charged = debts.reduce((a, d) => a + d.amount, 0);
      const paid = payments.filter(p => p.paidOn <= asOf).reduce((a, p) => a + p.amount, 0);
      const unpaid = result.debts.reduce((a, d) => a + d.unpaid, 0);
      expect(unpaid).toBeGreaterThanOrEqual(Math.min(charged, charged - paid));
    }
  });

  it('is nothing without debt', () => {
    for (let i = 0; i < 200; i++) {
      const { debts, payments, data } = history();
      const none = debts.map(d => ({ ...d, amount: 0 }));
      expect(penalty(none, payments, '2027-01-01', data).penalty).toBe(0);
      expect(penalty([], payments, '2027-01-01', data).penalty).toBe(0);
    }
  });

  it('never falls as days pass at one rate', () => {
    for (let i = 0; i < 100; i++) {
      const { debts, payments } = history();
      let before = 0;
      for (let asOf = '2025-02-01'; asOf < '2026-12-01'; asOf = addDays(asOf, random.int(1, 40))) {
        const now = penalty(debts, payments, asOf, at(9.5)).penalty ?? -1;
        expect(now).toBeGreaterThanOrEqual(before);
        before = now;
      }
    }
  });
});

describe('the due day', () => {
  const rules = [
    { validFrom: '2014-01-01', dueDay: 10, graceDays: 30, divisor: 300 },
    { validFrom: '2024-06-12', dueDay: 15, graceDays: 30, divisor: 300 },
    { validFrom: '2026-01-01', dueDay: 0, graceDays: 30, divisor: 300 },
  ];

  it('is in the next month, by the rule in force then', () => {
    expect(dueDay('2013-12', rules)).toBe('2014-01-10');
    expect(dueDay('2024-04', rules)).toBe('2024-05-10');
    expect(dueDay('2024-05', rules)).toBe('2024-06-15');
    expect(dueDay('2025-11', rules)).toBe('2025-12-15');
    expect(dueDay('2025-12', rules)).toBe('2026-01-31');
    expect(dueDay('2028-01', rules)).toBe('2028-02-29');
  });

  it('is the first rule’s before there were rules, and the last of a month too short', () => {
    expect(dueDay('2010-01', rules)).toBe('2010-02-10');
    expect(dueDay('2026-01', [{ ...rules[0]!, dueDay: 30 }])).toBe('2026-02-28');
    expect(() => dueDay('2026-01', [])).toThrow(RangeError);
  });
});

describe('a day off', () => {
  it('is a Saturday, a Sunday or a holiday of the Labour Code, before 1970 too', () => {
    const off = ['2026-11-28', '2026-11-29', '2026-11-04', '2027-01-08', '2026-05-01', '1969-12-27'];
    expect(off.map(isDayOff)).toEqual(off.map(() => true));
    const working = ['2026-11-27', '2026-11-30', '2026-11-05', '2027-01-11', '1969-12-26'];
    expect(working.map(isDayOff)).toEqual(working.map(() => false));
  });

  it('is followed by a working day that ends the term', () => {
    expect(workingDayFrom('2026-11-16')).toBe('2026-11-16');
    expect(workingDayFrom('2026-11-15')).toBe('2026-11-16');
    expect(workingDayFrom('2026-12-31')).toBe('2026-12-31');
    expect(workingDayFrom('2027-01-01')).toBe('2027-01-11');
  });
});
