// What an account owes on a day: the last closed month's closing, what came after it, and how much of the rest is late (docs/domain.md#today).
import { monthCharge, type MonthFigures } from './balance.ts';
import { addMonths, lastDay } from './period.ts';

/** A month as the exchange gives it; a month without a document yet has no dates. */
export interface LedgerMonth extends MonthFigures {
  /** `YYYY-MM` */
  period: string;
  /** day the payment document was made; null while the month is open */
  issued_on: string | null;
  /** «оплатить до»; null when there is no document, or the day is unknown */
  due_on: string | null;
  /** «учтены платежи до»; null when the fund does not say */
  payments_until: string | null;
  /** the penalty's part of `closing`; null where the fund does not part them */
  penalty_closing?: number | null;
  /** owed beside `closing` */
  state_duty?: number;
  court_costs?: number;
}

export interface LedgerPayment {
  id: number;
  /** null, as below: not known */
  paid_on: string | null;
  posted_on: string | null;
  /** month the fund accounts it in */
  period: string;
  /** kopecks; negative is a refund */
  amount: number;
}

export interface Ledger {
  /** in any order */
  months: readonly LedgerMonth[];
  /** in any order */
  payments: readonly LedgerPayment[];
  /** Months, and whether any payments, of which a row came and could not be read: what they hold is not known. */
  unreadable?: { months: readonly string[]; payments: boolean };
}

/** Which of the four heads a balance is shown under. */
export type BalanceState = 'overdue' | 'due' | 'advance' | 'nothing';

export interface DayBalance {
  known: true;
  /** kopecks: debt positive, advance negative */
  amount: number;
  state: BalanceState;
  /** the part of `amount` whose due day has passed, kopecks; 0 or more */
  overdue: number;
  /** The penalty's part of `amount`; null where the fund does not part them, or paid since and has not told what for. */
  penalty: number | null;
  /** Day by which the newest charge is to be paid; null when there is none, or the fund does not tell. */
  dueOn: string | null;
  /** How the amount came about; null for an account with no month at all. */
  from: {
    /** the last month with a document; where none has one, the last month that is over */
    period: string;
    closing: number;
    /** state duty and court costs, owed beside the closing */
    costs: number;
    /** what open months charged after it: contribution, corrections, privileges and penalty */
    charged: number;
    /** payments taken off since, newest first */
    payments: readonly LedgerPayment[];
    /** what open months' own figures hold as paid beyond the payments listed */
    otherPaid: number;
  } | null;
}

export type BalanceOfDay = DayBalance | { known: false; unreadable: 'month' | 'payments' };

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);
const amountOf = ({ amount }: LedgerPayment) => amount;
const byPeriod = (a: { period: string }, b: { period: string }) => (a.period < b.period ? 1 : -1);
/** Of two days of which one may be unknown, the other stands for it. */
const paidOn = ({ paid_on, posted_on }: LedgerPayment) => paid_on ?? posted_on ?? '';
const postedOn = ({ paid_on, posted_on }: LedgerPayment) => posted_on ?? paid_on;
const newestFirst = (a: LedgerPayment, b: LedgerPayment) =>
  paidOn(a) === paidOn(b) ? b.id - a.id : paidOn(a) < paidOn(b) ? 1 : -1;

/** A document of a day to come is not made yet: its month is open. A due day over a year away, or before the document's own day, is no due day. */
export function onDay<M extends LedgerMonth>(month: M, today: string): M {
  const { issued_on: issued, due_on: due } = month;
  if (issued !== null && issued > today) return { ...month, issued_on: null, due_on: null, payments_until: null };
  const cannotBe = due !== null && (due > `${addMonths(month.period, 13)}-31` || (issued !== null && due < issued));
  return cannotBe ? { ...month, due_on: null } : month;
}

/** Of a document whose own day could not be read the day until which it counts payments tells that there is one. */
const hasDocument = ({ issued_on, payments_until }: LedgerMonth): boolean =>
  issued_on !== null || payments_until !== null;

/** A payment has been made once a person has paid, whenever the fund posts it; one of which no day is known has been. */
export const isMade = ({ paid_on, posted_on }: Pick<LedgerPayment, 'paid_on' | 'posted_on'>, today: string): boolean =>
  (paid_on ?? posted_on ?? '') <= today;

/**
 * The fund counts in this month what it files in it, whenever it was posted: `paid` is the sum of that, and not of what was posted by the
 * day until which payments are counted.
 */
function countsByFiling(
  month: LedgerMonth,
  before: LedgerMonth | undefined,
  payments: readonly LedgerPayment[],
): boolean {
  const filed = payments.filter(({ period }) => period === month.period);
  const { payments_until: until } = month;
  if (until === null) return true;
  if (sum(filed, amountOf) !== month.paid) return false;
  const from = before?.payments_until ?? lastDay(addMonths(month.period, -1));
  const posted = payments.filter(payment => {
    const day = postedOn(payment);
    return day === null ? payment.period === month.period : day > from && day <= until;
  });
  return sum(posted, amountOf) !== month.paid;
}

/**
 * Payments a closed month does not hold yet: those posted after «учтены платежи до», in whatever month they are filed. Where it counts by
 * filing it holds its own all the same, and none that is filed later.
 */
function after(
  base: LedgerMonth,
  before: LedgerMonth | undefined,
  payments: readonly LedgerPayment[],
): LedgerPayment[] {
  const { payments_until: until } = base;
  const byFiling = countsByFiling(base, before, payments);
  return payments.filter(payment => {
    const { period } = payment;
    const day = postedOn(payment);
    // a payment of which no day is known counts in the month it is filed in
    if (until === null || day === null || (byFiling && period >= base.period)) return period > base.period;
    return day > until;
  });
}

/** What a month charges that no credit of an earlier one takes off: a correction downwards settles the oldest debt first, as a payment does. */
const newCharge = (month: LedgerMonth): number => monthCharge(month) - Math.min(0, month.recalculation);

const costsOf = (month: LedgerMonth): number => (month.state_duty ?? 0) + (month.court_costs ?? 0);

/**
 * What the newest charges come to whose due day is not over; `months` newest first. What is owed beyond it is late. Costs that a document
 * whose day has passed asked for already are late too.
 */
function notYetDue(months: readonly LedgerMonth[], base: LedgerMonth, costs: number, today: string): number {
  let charges = costs;
  for (const month of months) {
    // an unknown day of the newest document, like that of a month without one, is given the benefit of the doubt
    const waiting = month.due_on === null ? month.period >= base.period : month.due_on >= today;
    if (!waiting) {
      charges -= Math.min(costs, costsOf(month));
      break;
    }
    charges += newCharge(month);
  }
  return Math.max(0, charges);
}

/**
 * What of the payments that came the open months' own figures do not hold, when they hold `held` in all. They may hold all, some or none of
 * them; where they hold more than was ever paid in, they know of payments that are not listed.
 */
function notHeld(since: readonly LedgerPayment[], held: number): { amount: number; otherPaid: number } {
  const paidIn = sum(
    since.filter(({ amount }) => amount > 0),
    amountOf,
  );
  const otherPaid = Math.max(0, held - paidIn);
  return { amount: sum(since, amountOf) + otherPaid - held, otherPaid };
}

function stateOf(amount: number, overdue: number): BalanceState {
  if (amount < 0) return 'advance';
  if (amount === 0) return 'nothing';
  return overdue > 0 ? 'overdue' : 'due';
}

/**
 * The balance on `today`. Months and payments dated after it cannot be and do not count.
 *
 * The base is the last month with a document; where none has one, the last month that is over. What came after it is taken off. An open
 * month's own row, where the fund gives one, has what it charges; of payments it may hold all, some or none, since a billing may book them
 * only when it closes the month: those it does not hold yet are taken off as well, and none is taken off twice.
 */
export function balanceOfDay(ledger: Ledger, today: string): BalanceOfDay {
  const thisMonth = today.slice(0, 7);
  const months = ledger.months
    .filter(({ period }) => period <= thisMonth)
    .map(month => onDay(month, today))
    .toSorted(byPeriod);
  const payments = ledger.payments.filter(payment => isMade(payment, today));
  const base = months.find(hasDocument) ?? months.find(({ period }) => period < thisMonth) ?? months[0];
  const unreadable = ledger.unreadable ?? { months: [], payments: false };
  if (unreadable.months.some(period => period <= thisMonth && (!base || period >= base.period)))
    return { known: false, unreadable: 'month' };
  if (unreadable.payments) return { known: false, unreadable: 'payments' };
  if (!base) return withoutMonths(sum(payments, amountOf));
  const before = months.find(({ period }) => period < base.period);
  const since = after(base, before, payments).toSorted(newestFirst);
  const open = months.filter(({ period }) => period > base.period);
  const last = open[0] ?? base;
  const held = sum(open, ({ paid }) => paid);
  const rest = notHeld(since, held);
  const costs = Math.max(...[base, ...open].map(costsOf));
  const amount = last.closing + costs - rest.amount;
  const overdue = Math.min(Math.max(0, amount), Math.max(0, amount - notYetDue(months, base, costs, today)));
  const from = {
    period: base.period,
    closing: base.closing,
    costs,
    charged: last.closing - base.closing + held,
    payments: since,
    otherPaid: rest.otherPaid,
  };
  // nobody says what a payment was for, and the open months' own figures know of those they hold
  const isSettled = rest.amount === 0 && (since.length === 0 || held !== 0);
  const penalty = penaltyPart(last, isSettled);
  return { known: true, amount, state: stateOf(amount, overdue), overdue, penalty, dueOn: base.due_on, from };
}

function withoutMonths(came: number): DayBalance {
  const amount = 0 - came;
  const nothingLate = { overdue: 0, penalty: null, dueOn: null, from: null };
  return { known: true, amount, state: stateOf(amount, 0), ...nothingLate };
}

/** A part that is more than the whole is none. */
function penaltyPart({ penalty_closing: parted = null, closing }: LedgerMonth, isSettled: boolean): number | null {
  if (parted === null || parted < 0 || parted > Math.max(0, closing)) return null;
  return isSettled || parted === 0 ? parted : null;
}

/** Each month opens with what the one before closed with; `months` newest first, from `period` on. */
export const isChained = (months: readonly LedgerMonth[], period: string): boolean =>
  months.every((month, i) => {
    const before = months[i + 1];
    return month.period < period || !before || before.closing === month.opening;
  });
