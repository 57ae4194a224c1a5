// What is owed on a day: the closed month, what came after it, an open month's own row, and what is late.
import fc from 'fast-check';
import { monthCharge } from '../../../src-main/domain/balance.ts';
import { describe, expect, it } from 'vitest';
import {
  balanceOfDay,
  type DayBalance,
  type Ledger,
  type LedgerMonth,
  type LedgerPayment,
} from '../../../src-main/domain/day-balance.ts';
import { addMonths, lastDay } from '../../../src-main/domain/period.ts';

const today = '2026-11-28';
const month = (period: string, figures: Partial<LedgerMonth> = {}): LedgerMonth => {
  const row = { opening: 0, charged: 0, recalculation: 0, privilege: 0, penalty: 0, paid: 0, ...figures };
  return {
    period,
    ...row,
    closing: figures.closing ?? row.opening + monthCharge(row) - row.paid,
    issued_on: `${addMonths(period, 1)}-01`,
    due_on: `${addMonths(period, 1)}-15`,
    payments_until: lastDay(period),
    ...figures,
  };
};
const open = { issued_on: null, due_on: null, payments_until: null };
let ids = 0;
const payment = (posted_on: string, amount: number, period = posted_on.slice(0, 7)): LedgerPayment => ({
  id: ++ids,
  paid_on: posted_on,
  posted_on,
  period,
  amount,
});
const known = (ledger: Ledger, day = today): DayBalance => {
  const found = balanceOfDay(ledger, day);
  if (!found.known) throw new Error(`unknown: ${found.unreadable}`);
  return found;
};
const october = month('2026-10', { opening: 57261, charged: 63623, paid: 57261 });

describe('the balance of a day', () => {
  it('is the last closing less what was paid since, and tells how', () => {
    const paid = payment('2026-11-20', 46339);
    const found = known({ months: [october], payments: [payment('2026-10-05', 57261), paid] });
    expect(found).toMatchObject({ amount: 63623 - 46339, state: 'overdue', dueOn: '2026-11-15' });
    expect(found.from).toEqual({
      period: '2026-10',
      closing: 63623,
      costs: 0,
      charged: 0,
      payments: [paid],
      otherPaid: 0,
    });
  });

  it('tells the penalty apart where the fund does and nothing has come since, and never guesses what a payment was for', () => {
    const parted = { ...october, penalty_closing: 1268 };
    expect(known({ months: [parted], payments: [] }).penalty).toBe(1268);
    expect(known({ months: [october], payments: [] }).penalty).toBeNull();
    expect(known({ months: [parted], payments: [payment('2026-11-20', 100)] }).penalty).toBeNull();
    const none = { ...october, penalty_closing: 0 };
    expect(known({ months: [none], payments: [payment('2026-11-20', 100)] }).penalty).toBe(0);
    const november = month('2026-11', { ...open, opening: october.closing, penalty_closing: 1300 });
    expect(known({ months: [november, parted], payments: [] }).penalty).toBe(1300);
  });

  it('takes off a payment the fund files into the closed month after closing it', () => {
    const late = payment('2026-11-20', 46339, '2026-10');
    expect(known({ months: [october], payments: [payment('2026-10-05', 57261), late] }).amount).toBe(63623 - 46339);
  });

  it('takes nothing off twice when the closed month holds what was filed in it, whenever it was posted', () => {
    const row = month('2026-10', { opening: 57261, charged: 63623, paid: 57261 + 46339 });
    const payments = [payment('2026-10-05', 57261), payment('2026-11-20', 46339, '2026-10')];
    expect(known({ months: [row], payments }).amount).toBe(row.closing);
  });

  it('goes by later months where the fund does not say until when payments are counted', () => {
    const row = { ...october, payments_until: null };
    const payments = [
      payment('2026-10-05', 57261),
      payment('2026-11-20', 46339),
      payment('2026-11-02', 100, '2026-10'),
    ];
    expect(known({ months: [row], payments }).amount).toBe(63623 - 46339);
  });

  it('of an open month whose row holds its payments takes off none of them again', () => {
    const november = month('2026-11', { ...open, opening: 63623, charged: 0, paid: 46339 });
    expect(known({ months: [october, november], payments: [payment('2026-11-20', 46339)] }).amount).toBe(17284);
  });

  it('of an open month whose row books payments only at closing takes them off', () => {
    const november = month('2026-11', { ...open, opening: 63623, charged: 63623 });
    const found = known({ months: [november, october], payments: [payment('2026-11-20', 46339)] });
    expect(found).toMatchObject({ amount: 2 * 63623 - 46339 });
    expect(found.from).toMatchObject({ charged: 63623, otherPaid: 0 });
  });

  it('trusts an open month that holds more paid than the payments given', () => {
    const november = month('2026-11', { ...open, opening: 63623, paid: 50000 });
    const found = known({ months: [october, november], payments: [payment('2026-11-20', 46339)] });
    expect(found.amount).toBe(13623);
    expect(found.from).toMatchObject({ otherPaid: 50000 - 46339 });
  });

  it('keeps a refund that came after the closing, and invents neither a charge nor a payment to go with it', () => {
    const found = known({ months: [october], payments: [payment('2026-11-20', -500)] });
    expect(found).toMatchObject({ amount: 64123, from: { charged: 0, otherPaid: 0 } });
    const november = month('2026-11', { ...open, opening: 63623, charged: 34500 });
    const withOpen = known({ months: [november, october], payments: [payment('2026-11-20', -500)] });
    expect(withOpen).toMatchObject({ amount: 64123 + 34500, from: { charged: 34500, otherPaid: 0 } });
  });

  it('of an open month that holds the first payments, takes off those after them, refunds too', () => {
    const november = month('2026-11', { ...open, opening: 63623, charged: 34500, paid: 10_000 });
    const payments = [payment('2026-11-05', 10_000), payment('2026-11-20', -15_000)];
    const found = known({ months: [november, october], payments });
    expect(found).toMatchObject({ amount: november.closing + 15_000, from: { charged: 34500, otherPaid: 0 } });
  });

  it('takes off a payment made on a day before one that the fund has not posted yet', () => {
    const friday = { ...payment('2026-11-27', 63623), posted_on: '2026-11-30' };
    expect(known({ months: [october], payments: [friday] })).toMatchObject({ amount: 0, state: 'nothing' });
  });

  it('goes by the day of posting where a fund files by the month that was paid for, though the sums are the same every month', () => {
    const steady = month('2026-10', { opening: 34500, charged: 34500, paid: 34500 });
    const payments = [payment('2026-10-12', 34500, '2026-09'), payment('2026-11-11', 34500, '2026-10')];
    expect(known({ months: [steady, month('2026-09', { opening: 0, charged: 34500 })], payments }).amount).toBe(0);
  });

  it('takes off arrears paid now, in whatever old month the fund files them', () => {
    const arrears = payment('2026-11-10', 34500, '2026-07');
    const months = [month('2026-10', { opening: 69000, charged: 34500, paid: 34500 })];
    expect(known({ months, payments: [payment('2026-10-05', 34500), arrears] }).amount).toBe(34500);
  });

  it('takes off arrears paid now, though others came in the days the month counts', () => {
    const row = month('2026-10', { opening: 0, charged: 34500, paid: 0, payments_until: '2026-11-23' });
    const months = [row, month('2026-09', { charged: 0 })];
    const inWindow = payment('2026-11-20', 5000, '2026-07');
    const now = payment('2026-11-28', 5000, '2026-07');
    expect(known({ months, payments: [inWindow, now] }).amount).toBe(29500);
    const filedLater = payment('2026-11-20', 10_000, '2026-11');
    expect(known({ months, payments: [filedLater, now] }).amount).toBe(19500);
  });

  it('invents no payment beside a refund, whatever of them an open month holds', () => {
    const holds = (paid: number) => month('2026-11', { ...open, opening: 34500, paid });
    const base = month('2026-10', { charged: 34500 });
    const payments = [payment('2026-11-05', 20_000), payment('2026-11-06', -10_000)];
    for (const order of [payments, payments.toReversed()])
      expect(known({ months: [holds(20_000), base], payments: order })).toMatchObject({
        amount: 24_500,
        from: { otherPaid: 0, charged: 0 },
      });
    const refund = known({ months: [holds(10_000), base], payments: [payment('2026-11-06', -34_500)] });
    expect(refund).toMatchObject({ amount: 59_000, from: { otherPaid: 10_000, charged: 0 } });
  });

  it('takes a document dated ahead for none yet: its month is open, and what came since the one before counts', () => {
    const ahead = month('2026-11', { opening: 63623, charged: 34500, issued_on: '2026-12-01', due_on: '2026-12-15' });
    const found = known({ months: [ahead, october], payments: [payment('2026-11-20', 34500)] });
    expect(found).toMatchObject({ amount: 63623, from: { period: '2026-10', charged: 34500 } });
  });

  it('starts from a month whose document’s own day could not be read', () => {
    const unread = { ...october, issued_on: null };
    const september = month('2026-09', { charged: 57261 });
    const payments = [payment('2026-10-05', 57261), payment('2026-11-20', 46339)];
    expect(known({ months: [unread, september], payments })).toMatchObject({
      amount: 63623 - 46339,
      from: { period: '2026-10', charged: 0 },
    });
  });

  it('has state duty and court costs in it, beside the closing', () => {
    const row = month('2026-10', { opening: 0, charged: 34500, state_duty: 40_000, court_costs: 150_000 });
    expect(known({ months: [row], payments: [] })).toMatchObject({
      amount: 224_500,
      overdue: 224_500,
      from: { closing: 34500, costs: 190_000 },
    });
    expect(known({ months: [row], payments: [payment('2026-11-20', 224_500)] })).toMatchObject({ state: 'nothing' });
    const november = month('2026-11', { ...open, opening: 34500, state_duty: 40_000 });
    expect(known({ months: [november, october], payments: [] }).from?.costs).toBe(40_000);
    const waiting = { ...row, due_on: '2026-12-15' };
    expect(known({ months: [waiting], payments: [] })).toMatchObject({ overdue: 0, state: 'due' });
  });

  it('has costs late that a document whose day has passed asked for, and not those that are new', () => {
    const due = { due_on: '2026-12-03' };
    const september = month('2026-09', { state_duty: 40_000 });
    const carried = month('2026-10', { ...due, state_duty: 40_000 });
    expect(known({ months: [carried, september], payments: [] })).toMatchObject({ amount: 40_000, overdue: 40_000 });
    const more = month('2026-10', { ...due, state_duty: 40_000, court_costs: 150_000, charged: 34_500 });
    const found = known({ months: [more, september], payments: [] });
    expect(found).toMatchObject({ amount: 224_500, overdue: 40_000 });
    const inOpen = month('2026-11', { ...open, opening: 34_500, court_costs: 150_000 });
    const owed = known({ months: [inOpen, month('2026-10', { charged: 34_500 })], payments: [] });
    expect(owed).toMatchObject({ amount: 184_500, overdue: 34_500 });
  });

  it('tells no part of penalty that is more than the whole, nor after payments that came to nothing', () => {
    const parted = { ...october, penalty_closing: 1268 };
    expect(
      known({ months: [parted], payments: [payment('2026-11-20', 500), payment('2026-11-21', -500)] }).penalty,
    ).toBeNull();
    expect(known({ months: [{ ...october, penalty_closing: 70_000 }], payments: [] }).penalty).toBeNull();
    expect(known({ months: [{ ...october, penalty_closing: -1 }], payments: [] }).penalty).toBeNull();
  });

  it('does not count what is dated after the day', () => {
    const months = [october, month('2026-12', { closing: 999_999 }), month('2062-01', { closing: 1 })];
    expect(known({ months, payments: [payment('2062-10-05', 63623)] }).amount).toBe(63623);
  });

  it('is known for an account with no month and no payment, and owes nothing', () => {
    expect(known({ months: [], payments: [] })).toEqual({
      known: true,
      penalty: null,
      amount: 0,
      state: 'nothing',
      overdue: 0,
      dueOn: null,
      from: null,
    });
  });

  it('of a fund that makes no documents is the last finished month’s', () => {
    const months = [
      month('2026-09', { ...open, charged: 1000, paid: 0 }),
      month('2026-10', { ...open, opening: 1000, charged: 1000, paid: 700 }),
    ];
    const payments = [payment('2026-09-10', 700, '2026-09'), payment('2026-11-01', 300)];
    expect(known({ months, payments })).toMatchObject({ amount: 1000, dueOn: null });
  });
});

describe('a balance that cannot be known', () => {
  it.each([
    ['a later month came and could not be read', { months: ['2026-11'], payments: false }, 'month'],
    ['the newest month came again and could not be read', { months: ['2026-10'], payments: false }, 'month'],
    ['a payment came and could not be read', { months: [], payments: true }, 'payments'],
  ])('is not told: %s', (_, unreadable, why) => {
    expect(balanceOfDay({ months: [october], payments: [], unreadable }, today)).toEqual({
      known: false,
      unreadable: why,
    });
  });

  it('is not told either when the only month could not be read', () => {
    const ledger = { months: [], payments: [], unreadable: { months: ['2026-10'], payments: false } };
    expect(balanceOfDay(ledger, today).known).toBe(false);
  });

  it('is told when only an older month, or one that is still to come, could not be read', () => {
    const unreadable = { months: ['2013-09', '2062-01'], payments: false };
    expect(known({ months: [october], payments: [], unreadable }).amount).toBe(63623);
  });
});

describe('what is late', () => {
  const due = { due_on: '2026-12-15' };
  it.each([
    ['nothing before the due day of who pays every month', { ...october, ...due, opening: 0 }, [], 0, 'due'],
    ['all of it after the due day', october, [], 63623, 'overdue'],
    ['the day itself is still in time', { ...october, due_on: today }, [], 0, 'due'],
  ] as const)('is %s', (_, row, payments, overdue, state) => {
    expect(known({ months: [row], payments: [...payments] })).toMatchObject({ overdue, state });
  });

  it('is the older debt alone while the newest charge is not due', () => {
    const row = month('2026-10', { ...due, opening: 11_338_808, charged: 500_000, penalty: 32_236 });
    expect(known({ months: [row], payments: [] })).toMatchObject({ amount: 11_871_044, overdue: 11_338_808 });
  });

  it('is paid off first: a payment takes from the oldest', () => {
    const row = month('2026-10', { ...due, opening: 50_000, charged: 60_000 });
    const found = known({ months: [row], payments: [payment('2026-11-20', 50_000)] });
    expect(found).toMatchObject({ amount: 60_000, overdue: 0, state: 'due' });
  });

  it('is settled by a correction downwards first: the newest charge stays not due', () => {
    const row = month('2026-10', { ...due, opening: 100_000, charged: 34_500, recalculation: -100_000 });
    expect(known({ months: [row], payments: [] })).toMatchObject({ amount: 34_500, overdue: 0, state: 'due' });
  });

  it('is not told of a due day that no document can have', () => {
    const row = { ...october, due_on: '9999-12-31' };
    expect(known({ months: [row], payments: [] })).toMatchObject({ dueOn: null, overdue: 0 });
  });

  it('never counts an open month’s charge', () => {
    const november = month('2026-11', { ...open, opening: 63623, charged: 63623 });
    expect(known({ months: [october, november], payments: [] })).toMatchObject({ amount: 127246, overdue: 63623 });
  });

  it('is not guessed where the newest document tells no day', () => {
    expect(known({ months: [{ ...october, due_on: null }], payments: [] })).toMatchObject({ overdue: 0, dueOn: null });
  });

  it('is an advance, or nothing, when nothing is owed', () => {
    expect(known({ months: [october], payments: [payment('2026-11-20', 63623)] }).state).toBe('nothing');
    expect(known({ months: [october], payments: [payment('2026-11-20', 63624)] }).state).toBe('advance');
  });
});

/** A ledger of a real billing: months closed one after another, payments at any day, the newest months open or left out. */
const ledgers = fc
  .record({
    charges: fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 8 }),
    payments: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 239 }),
        amount: fc.integer({ min: -20_000, max: 400_000 }).filter(amount => amount !== 0),
      }),
      { maxLength: 12 },
    ),
    opening: fc.integer({ min: -300_000, max: 300_000 }),
    openRow: fc.constantFrom('none', 'holdsPayments', 'booksAtClosing'),
    filing: fc.constantFrom('byDay', 'lateIntoClosed', 'byMonthPaidFor'),
    tellsUntil: fc.boolean(),
  })
  .map(({ charges, payments, opening, openRow, filing, tellsUntil }) => {
    const first = '2026-04';
    const closedMonths = charges.length;
    const all = payments.map(({ at, amount }, id) => {
      const period = addMonths(first, at % (closedMonths + 1));
      const day = `${period}-${String(1 + (at % 28)).padStart(2, '0')}`;
      return { id, amount, paid_on: day, posted_on: day, period };
    });
    const openPeriod = addMonths(first, closedMonths);
    const day = `${openPeriod}-28`;
    let balance = opening;
    const months: LedgerMonth[] = charges.map((charged, i) => {
      const period = addMonths(first, i);
      const paid = all.filter(one => one.period === period).reduce((total, one) => total + one.amount, 0);
      const row = month(period, { opening: balance, charged, paid, ...(!tellsUntil && { payments_until: null }) });
      balance = row.closing;
      return row;
    });
    const inOpen = all.filter(one => one.period === openPeriod);
    const came = inOpen.reduce((total, one) => total + one.amount, 0);
    const openCharge = openRow === 'none' ? 0 : 12_345;
    if (openRow !== 'none')
      months.push(
        month(openPeriod, {
          ...open,
          opening: balance,
          charged: openCharge,
          paid: openRow === 'holdsPayments' ? came : 0,
        }),
      );
    const late = filing === 'lateIntoClosed' && tellsUntil && openRow === 'none';
    const last = months.at(-1)?.period ?? first;
    const filed = all.map(one => {
      if (filing === 'byMonthPaidFor' && tellsUntil) return { ...one, period: addMonths(one.period, -1) };
      return late && one.period === openPeriod ? { ...one, period: last } : one;
    });
    return { ledger: { months, payments: filed }, day, owed: balance + openCharge - came };
  });

describe('over ledgers of every habit of filing', () => {
  it('the balance is what was charged less what was paid, whatever is closed', () => {
    fc.assert(
      fc.property(ledgers, ({ ledger, day, owed }) => {
        expect(known(ledger, day).amount).toBe(owed);
      }),
      { numRuns: 2000 },
    );
  });

  it('the derivation adds up to the amount, and the late part is within it', () => {
    fc.assert(
      fc.property(ledgers, ({ ledger, day }) => {
        const { amount, overdue, from, state } = known(ledger, day);
        const came = from?.payments.reduce((total, one) => total + one.amount, 0) ?? 0;
        expect((from?.closing ?? 0) + (from?.charged ?? 0) - came - (from?.otherPaid ?? 0)).toBe(amount);
        expect(overdue).toBeGreaterThanOrEqual(0);
        expect(overdue).toBeLessThanOrEqual(Math.max(0, amount));
        expect(state).toBe(amount < 0 ? 'advance' : amount === 0 ? 'nothing' : overdue > 0 ? 'overdue' : 'due');
      }),
      { numRuns: 2000 },
    );
  });

  it('the order of rows makes no difference', () => {
    fc.assert(
      fc.property(ledgers, ({ ledger, day }) => {
        const reversed = { months: ledger.months.toReversed(), payments: ledger.payments.toReversed() };
        expect(balanceOfDay(reversed, day)).toEqual(balanceOfDay(ledger, day));
      }),
    );
  });
});
