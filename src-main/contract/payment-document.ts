// The payment document as data: every renderer (A4, thermal, screen) draws it and computes nothing.
import { z } from 'zod';
import { AreaHundredths, Day, Kopecks, Period } from './primitives.ts';
import { ChartBar } from './statement.ts';

/** Who is asked: the fund, and the managing company where there is no payee. Each text is empty where the fund does not give it. */
export const Contact = z.strictObject({ name: z.string(), phone: z.string() });

/** Who made the document and answers for it, at its head. */
export const Issuer = Contact.extend({ site: z.string(), email: z.string(), address: z.string(), hours: z.string() });

/** Who is paid, with all a bank needs; or none, and whom to ask: nobody is paid by a guess. */
export const Payee = z.discriminatedUnion('known', [
  z.strictObject({
    known: z.literal(true),
    name: z.string().min(1),
    inn: z.string(),
    kpp: z.string(),
    bankName: z.string().min(1),
    bic: z.string().length(9),
    /** р/с */
    settlementAccount: z.string().length(20),
    /** к/с; empty where the bank has none */
    correspondentAccount: z.string(),
  }),
  z.strictObject({
    known: z.literal(false),
    /** the house's special account is not known; otherwise the fund's details cannot be used */
    special: z.boolean(),
    ask: z.array(Contact),
  }),
]);
export type Payee = z.infer<typeof Payee>;

/** Who was paid in a past month: `bank` is null where the fund's data does not tell the account of that time. */
export const PastPayee = z.strictObject({
  name: z.string().min(1),
  inn: z.string(),
  kpp: z.string(),
  bank: z
    .strictObject({
      bankName: z.string().min(1),
      bic: z.string().length(9),
      settlementAccount: z.string().length(20),
      correspondentAccount: z.string(),
    })
    .nullable(),
});
export type PastPayee = z.infer<typeof PastPayee>;

/** Приказ Минстроя 43/пр, capital-repair section. Sums in kopecks. */
export const PaymentDocument = z.strictObject({
  /** Document number; the ИПД when the fund gives one. */
  number: z.string(),
  paymentDocumentId: z.string(),
  period: Period,
  issuedOn: Day,
  /** The day this paper or picture of it was made: what it says of lateness is of this day. */
  madeOn: Day,
  /** «оплатить до» */
  dueOn: Day.nullable(),
  /** «учтены платежи до»; null when the fund does not say */
  paymentsUntil: Day.nullable(),
  /**
   * Payments that came after the document was made, newest first; only of the latest document. `paidOn` is null for what the fund counts in
   * an open month without telling the day.
   */
  since: z.array(z.strictObject({ paidOn: Day.nullable(), amount: Kopecks })),
  /** What open months charged after the document was made, kopecks; less than nothing where corrections took more off. Only of the latest document. */
  chargedSince: Kopecks,
  issuer: Issuer,
  payee: Payee,
  /** Of a past month: who was paid then. Null where the data does not tell, and of the latest document. */
  payeeThen: PastPayee.nullable(),
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
  /**
   * Of the latest document today's balance: closing + state duty + court costs, less what came `since`, with what was charged since. Of a past
   * month what it asked for. Zero or less when there is nothing to pay.
   */
  total: Kopecks,
  /** The part of `total`, or of `nowDue`, whose due day has passed on `madeOn`. */
  overdue: Kopecks,
  /** The penalty's part of `total`; null where it is not known apart, and of a past month. */
  penaltyDue: Kopecks.nullable(),
  house: z.strictObject({
    /** null when it is not known */
    formation: z.enum(['commonPot', 'specialAccount']).nullable(),
    collected: Kopecks.nullable(),
    spent: Kopecks.nullable(),
  }),
  /** The last 12 months up to this one, oldest first. */
  chart: z.array(ChartBar),
  /** The text of the ГОСТ Р 56042 QR; null when nothing is due, and where there is no payee. */
  qrText: z.string().nullable(),
  /** The fund's figures of this month do not add up. */
  flawed: z.boolean(),
});
export type PaymentDocument = z.infer<typeof PaymentDocument>;
