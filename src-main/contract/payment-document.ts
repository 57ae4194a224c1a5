// The payment document as data: every renderer (A4, thermal, screen) draws it and computes nothing.
import { z } from 'zod';
import { AreaHundredths, Day, Kopecks, Period } from './primitives.ts';
import { ChartBar } from './statement.ts';

/** Bank and contact details of the payee. */
export const Payee = z.strictObject({
  name: z.string(),
  inn: z.string(),
  kpp: z.string(),
  bankName: z.string(),
  bic: z.string(),
  /** р/с, 20 digits */
  settlementAccount: z.string(),
  /** к/с */
  correspondentAccount: z.string(),
  phone: z.string(),
  site: z.string(),
  address: z.string(),
  hours: z.string(),
});
export type Payee = z.infer<typeof Payee>;

/** Приказ Минстроя 43/пр, capital-repair section. Sums in kopecks. */
export const PaymentDocument = z.strictObject({
  /** Document number; the ИПД when the fund gives one. */
  number: z.string(),
  paymentDocumentId: z.string(),
  period: Period,
  issuedOn: Day,
  /** «оплатить до» */
  dueOn: Day.nullable(),
  /** «учтены платежи до»; null when the fund does not say */
  paymentsUntil: Day.nullable(),
  /** Payments that came after the document was made, newest first; only of the latest document. */
  since: z.array(z.strictObject({ paidOn: Day.nullable(), amount: Kopecks })),
  payee: Payee,
  payer: z.strictObject({
    owner: z.string(),
    lastName: z.string(),
    firstName: z.string(),
    middleName: z.string(),
    address: z.string(),
    accountNumber: z.string(),
    unifiedNumber: z.string(),
    /** null when it is not known */
    area: AreaHundredths.nullable(),
    share: z.string(),
  }),
  lastPayment: z.strictObject({ paidOn: Day.nullable(), amount: Kopecks }).nullable(),
  /** Kopecks per m²; null when the month has no contribution line. */
  tariff: Kopecks.nullable(),
  charged: Kopecks,
  recalculations: z.array(z.strictObject({ amount: Kopecks, reason: z.string() })),
  privilege: Kopecks,
  /** charged + recalculations - privilege */
  duePeriod: Kopecks,
  opening: Kopecks,
  paid: Kopecks,
  penalty: Kopecks,
  stateDuty: Kopecks,
  courtCosts: Kopecks,
  /**
   * Of a month that is not the latest: what is owed today, in kopecks, and the day. Such a paper informs and does not ask for money.
   * Null for the latest document.
   */
  nowDue: z.strictObject({ amount: Kopecks, day: Day }).nullable(),
  /** closing + state duty + court costs, less what came `since`; zero or less when there is nothing to pay */
  total: Kopecks,
  house: z.strictObject({
    /** null when it is not known */
    formation: z.enum(['commonPot', 'specialAccount']).nullable(),
    collected: Kopecks.nullable(),
    spent: Kopecks.nullable(),
  }),
  /** The last 12 months up to this one, oldest first. */
  chart: z.array(ChartBar),
  /** The text of the ГОСТ Р 56042 QR; null when nothing is due. */
  qrText: z.string().nullable(),
  /** The fund's figures of this month do not add up. */
  flawed: z.boolean(),
});
export type PaymentDocument = z.infer<typeof PaymentDocument>;
