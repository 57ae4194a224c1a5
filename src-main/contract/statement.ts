// The statement of an opened account: address and owner, the debt, the current month, history, payments, tariffs.
import { z } from 'zod';
import { method } from './method.ts';
import { PrintJob } from './print-job.ts';
import { AccountId, AreaHundredths, Day, Instant, Kopecks, Period, Uuid } from './primitives.ts';

/** What the fund said of an account's money and could not be read: not known, and never shown as zero (docs/domain.md#unknown). */
export const Unread = z.strictObject({
  /** Months of which the figures could not be read, newest first. */
  months: z.array(Period),
  /** Figures came of which even the month cannot be read. */
  someMonth: z.boolean(),
  payments: z.boolean(),
});
export type Unread = z.infer<typeof Unread>;

/** Null is what could not be read and is not known. */
export const AccountHeader = z.strictObject({
  account: AccountId,
  number: z.string(),
  /** ЕЛС, empty when the fund has none and when the account's own row could not be read. */
  unifiedNumber: z.string(),
  owner: z.string().nullable(),
  address: z.string().nullable(),
  area: AreaHundredths.nullable(),
  /** «1/2», empty when the whole premises is owned. */
  share: z.string().nullable(),
  residential: z.boolean().nullable(),
  /** The last day the account was open; null while it is open. */
  closedOn: Day.nullable(),
  /** What is owed today, payments of the open month counted: positive is debt, negative advance. */
  balance: Kopecks.nullable(),
  unread: Unread,
});
export type AccountHeader = z.infer<typeof AccountHeader>;

export const ChargeLine = z.strictObject({
  /** null when it is not known */
  kind: z.enum(['contribution', 'penalty', 'recalculation', 'privilege']).nullable(),
  service: z.string(),
  unit: z.string(),
  area: AreaHundredths.nullable(),
  /** Kopecks per square metre. */
  tariff: Kopecks.nullable(),
  amount: Kopecks,
  /** Why a recalculation or privilege was made; empty otherwise. */
  reason: z.string(),
});
export type ChargeLine = z.infer<typeof ChargeLine>;

export const PeriodRow = z.strictObject({
  period: Period,
  opening: Kopecks,
  charged: Kopecks,
  recalculation: Kopecks,
  privilege: Kopecks,
  penalty: Kopecks,
  paid: Kopecks,
  closing: Kopecks,
  /** The fund's own figures do not add up (docs/domain.md#identity): shown as given, and marked. */
  flawed: z.boolean(),
  /** The month has a payment document, which can be printed; an open month has none yet. */
  documented: z.boolean(),
  /** null: a line could not be read, and what the sum is made of is not known */
  lines: z.array(ChargeLine).nullable(),
});
export type PeriodRow = z.infer<typeof PeriodRow>;

export const PaymentRow = z.strictObject({
  id: z.int(),
  /** null, as below: not known */
  paidOn: Day.nullable(),
  postedOn: Day.nullable(),
  period: Period,
  /** Negative is a refund. */
  amount: Kopecks,
  channel: z.string(),
});
export type PaymentRow = z.infer<typeof PaymentRow>;

export const TariffRow = z.strictObject({
  validFrom: Day,
  validTo: Day.nullable(),
  /** Kopecks per square metre. */
  tariff: Kopecks,
});
export type TariffRow = z.infer<typeof TariffRow>;

export const ChartBar = z.strictObject({ period: Period, charged: Kopecks, paid: Kopecks });
export type ChartBar = z.infer<typeof ChartBar>;

/** What is owed on a day, and how it came about (docs/domain.md#today). */
export const TodayBalance = z.strictObject({
  day: Day,
  amount: Kopecks,
  /** The part of `amount` whose due day has passed. */
  overdue: Kopecks,
  /** The penalty's part of `amount`; null where it is not known apart. */
  penalty: Kopecks.nullable(),
  /** «оплатить до» of the last document; null when it is not known. */
  dueOn: Day.nullable(),
  /** Null for an account with no month. */
  from: z
    .strictObject({
      period: Period,
      closing: Kopecks,
      /** State duty and court costs, owed beside the closing. */
      costs: Kopecks,
      /** What open months charged after it. */
      charged: Kopecks,
      /** Came after it, newest first. */
      payments: z.array(PaymentRow),
      /** Paid after it by the open months' own figures, beyond those payments. */
      otherPaid: Kopecks,
    })
    .nullable(),
});
export type TodayBalance = z.infer<typeof TodayBalance>;

export const Statement = z.strictObject({
  header: AccountHeader,
  /** «Поставщик услуги»: the operator of the account's house; empty when the fund's data lacks it. */
  provider: z.string(),
  asOf: Instant.nullable(),
  /** null: not known, for what `header.unread` tells */
  today: TodayBalance.nullable(),
  /** The last month with a document; null for an account with no history, and where what is owed is not known. */
  current: PeriodRow.nullable(),
  /** Payments of the current period. */
  currentPayments: z.array(PaymentRow),
  /** The last 24 months, oldest first; charged includes penalty and corrections. */
  chart: z.array(ChartBar),
  /** The account's first and last period with figures or payments. */
  firstPeriod: Period.nullable(),
  lastPeriod: Period.nullable(),
});
export type Statement = z.infer<typeof Statement>;

export const HistoryTotals = z.strictObject({
  charged: Kopecks,
  penalty: Kopecks,
  recalculation: Kopecks,
  paid: Kopecks,
});
export type HistoryTotals = z.infer<typeof HistoryTotals>;

const account = z.strictObject({ account: AccountId });
const range = z.strictObject({ account: AccountId, from: Period, to: Period });

export const statement = {
  'statement.get': method({
    audience: 'both',
    needs: 'account',
    shows: 'statement',
    input: account,
    output: Statement,
  }),
  /**
   * Newest first. Fails with statement.rangeReversed. An empty range gives no rows and is no failure. Months that could not be read have
   * no row; with one of them in the range there are no totals.
   */
  'statement.history': method({
    audience: 'both',
    needs: 'account',
    shows: 'history',
    input: range,
    output: z.strictObject({
      rows: z.array(PeriodRow),
      totals: HistoryTotals.nullable(),
      unread: Unread.pick({ months: true, someMonth: true }),
    }),
  }),
  /** Newest first; `from`..`to` are the periods the payments were accounted in. */
  'statement.payments': method({
    audience: 'both',
    needs: 'account',
    shows: 'payments',
    input: range,
    /** `total` is null when a payment could not be read: the list may lack it */
    output: z.strictObject({ rows: z.array(PaymentRow), total: Kopecks.nullable() }),
  }),
  /**
   * Prints the shown range («выписка»). Idempotent by `job`. Fails with statement.rangeReversed, statement.noData, statement.unread,
   * print.noPrinter, and print.unknownJob for a key used by another visit.
   */
  'statement.print': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({
      account: AccountId,
      what: z.enum(['everything', 'history', 'payments']),
      from: Period,
      to: Period,
      job: Uuid,
    }),
    output: PrintJob,
  }),
  'statement.tariffs': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: account,
    /** `incomplete`: a tariff could not be read, and it may be one of these */
    output: z.strictObject({ rows: z.array(TariffRow), incomplete: z.boolean() }),
  }),
};
