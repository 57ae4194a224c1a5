// What an account owes on a day: the last closed month's closing, what came after it, and how much of the rest is late (docs/domain.md#today).
import { monthCharge, type MonthFigures } from './balance.ts';

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

/**
 * Payments a closed month does not hold yet. A fund whose month's `paid` is the sum of the payments filed in it has said so itself: the rest
 * is filed in later months. Otherwise «учтены платежи до» decides by the day of posting; where that is empty, the later months.
 */
function after(month: LedgerMonth, payments: readonly LedgerPayment[]): LedgerPayment[] {
  const later = payments.filter(payment => payment.period > month.period);
  const filed = payments.filter(payment => payment.period === month.period);
  const { payments_until: until } = month;
  if (until === null || sum(filed, amountOf) === month.paid) return later;
  // a payment of which no day is known counts in the month it is filed in
  return payments.filter(payment => {
    const day = postedOn(payment);
    return day === null ? payment.period > month.period : day > until;
  });
}

/** What the newest charges come to whose due day is not over; `months` newest first. What is owed beyond it is late. */
function notYetDue(months: readonly LedgerMonth[], base: LedgerMonth, today: string): number {
  let charges = 0;
  for (const month of months) {
    // an unknown day of the newest document, like that of a month without one, is given the benefit of the doubt
    const waiting = month.due_on === null ? month.period >= base.period : month.due_on >= today;
    if (!waiting) break;
    charges += monthCharge(month);
  }
  return Math.max(0, charges);
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
  const months = ledger.months.filter(({ period }) => period <= thisMonth).toSorted(byPeriod);
  const payments = ledger.payments.filter(
    ({ paid_on, posted_on }) => (paid_on ?? '') <= today && (posted_on ?? '') <= today,
  );
  const base =
    months.find(({ issued_on }) => issued_on !== null) ?? months.find(({ period }) => period < thisMonth) ?? months[0];
  const unreadable = ledger.unreadable ?? { months: [], payments: false };
  if (unreadable.months.some(period => period <= thisMonth && (!base || period >= base.period)))
    return { known: false, unreadable: 'month' };
  if (unreadable.payments) return { known: false, unreadable: 'payments' };
  const since = (base ? after(base, payments) : payments).toSorted(newestFirst);
  const came = sum(since, amountOf);
  if (!base)
    return {
      known: true,
      amount: 0 - came,
      state: stateOf(0 - came, 0),
      overdue: 0,
      penalty: null,
      dueOn: null,
      from: null,
    };
  const open = months.filter(({ period }) => period > base.period);
  const held = sum(open, ({ paid }) => paid);
  const amount = (open[0] ?? base).closing - (held === 0 ? came : Math.max(0, came - held));
  const overdue = Math.min(Math.max(0, amount), Math.max(0, amount - notYetDue(months, base, today)));
  const parted = (open[0] ?? base).penalty_closing ?? null;
  const penalty = amount === (open[0] ?? base).closing || parted === 0 ? parted : null;
  const otherPaid = Math.max(0, held - came);
  return {
    known: true,
    amount,
    state: stateOf(amount, overdue),
    overdue,
    penalty,
    dueOn: base.due_on,
    from: {
      period: base.period,
      closing: base.closing,
      charged: amount - base.closing + came + otherPaid,
      payments: since,
      otherPaid,
    },
  };
}
