// One month's payment document from cache rows: the fund's figures as given, each taken once.
import type { PaymentDocument, Payee } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import { formatDay } from '../../domain/day.ts';
import { amountDue, duePeriod, isFlawed } from '../../domain/balance.ts';
import { formatShare } from '../../domain/share.ts';
import { fullName, isCompany, splitName } from '../../domain/owner.ts';
import type { AccountView } from '../../ports/cache.ts';
import type { RowOf } from '../../ports/exchange.ts';
import { fundHead } from '../organizations/fund-head.ts';
import { hoursText } from './hours.ts';

/** An account of which all is known that a document names. */
export type KnownView = { [K in 'account' | 'premises' | 'house']: NonNullable<AccountView[K]> };

export interface DocumentRows {
  view: KnownView;
  balance: RowOf<'period_balance'> & { issued_on: string };
  /** of this month */
  lines: RowOf<'charge_line'>[];
  /** twelve months up to this one, newest first */
  year: RowOf<'period_balance'>[];
  /** accounted up to this month, and those that came since; newest paid first */
  payments: RowOf<'payment'>[];
  /** came after the document was made, newest first */
  since: PaymentDocument['since'];
  chargedSince: number;
  /** today's balance, kopecks */
  standing: number;
  madeOn: string;
  /** kopecks of today's balance that are late */
  overdue: number;
  /** the penalty's part of today's balance; null when it is not known apart */
  penaltyDue: number | null;
  nowDue: PaymentDocument['nowDue'];
  payee: Payee;
  payeeThen: PaymentDocument['payeeThen'];
  issuer: PaymentDocument['issuer'];
}

/** At the head of a document: the fund. Null while the fund's own row could not be read: the head is then empty. */
export const issuer = (
  organization: RowOf<'organization'> | null,
  offices: RowOf<'office'>[],
): PaymentDocument['issuer'] => ({
  ...fundHead(organization),
  hours: offices.map(office => hoursText(office.hours)).find(text => text !== '') ?? '',
});

/**
 * Of a past month the area is that of its own lines, and the share is left out: an account holds today's alone. Today's owner is told with
 * the day, and today's sums of the house are left out too.
 */
function payer({ view, lines, nowDue, madeOn }: DocumentRows): PaymentDocument['payer'] {
  const { account, premises, house } = view;
  const past = nowDue !== null;
  const name = isCompany(account)
    ? { lastName: '', firstName: '', middleName: '' }
    : account.first_name || account.middle_name
      ? { lastName: account.last_name, firstName: account.first_name, middleName: account.middle_name }
      : splitName(account.last_name);
  return {
    owner: past ? `${fullName(account)} (на\u00a0${formatDay(madeOn)})` : fullName(account),
    ...name,
    address: formatAddress(house, premises),
    accountNumber: account.number,
    unifiedNumber: account.unified_number,
    area: ofMonth(lines, 'area') ?? (past || lines.some(({ area }) => area !== null) ? null : account.area),
    share: past ? '' : formatShare(account),
  };
}

/** The tariff or area the month was charged by; null when there is none, or it changed within the month. */
function ofMonth(lines: RowOf<'charge_line'>[], what: 'tariff' | 'area'): number | null {
  const values = new Set(lines.filter(line => line.kind === 'contribution').map(line => line[what]));
  const [only = null] = values;
  return values.size === 1 ? only : null;
}

/** The corrections with their reasons; the month's own figure stands alone when the fund gives no lines for it. */
function recalculations(lines: RowOf<'charge_line'>[], balance: RowOf<'period_balance'>) {
  const given = lines.filter(line => line.kind === 'recalculation').map(({ amount, reason }) => ({ amount, reason }));
  return given.length === 0 && balance.recalculation !== 0 ? [{ amount: balance.recalculation, reason: '' }] : given;
}

export function paymentDocument(rows: DocumentRows): Omit<PaymentDocument, 'qrText'> {
  const { view, balance, lines, year, payments } = rows;
  const corrections = recalculations(lines, balance);
  const last = payments.find(payment => payment.amount > 0);
  // one sum in one visit: the latest document asks for what the statement says
  const total = rows.nowDue ? amountDue(balance) : rows.standing;
  return {
    number: balance.payment_document_id || balance.document_number,
    paymentDocumentId: balance.payment_document_id,
    period: balance.period,
    issuedOn: balance.issued_on,
    madeOn: rows.madeOn,
    dueOn: balance.due_on,
    paymentsUntil: balance.payments_until,
    since: rows.since,
    chargedSince: rows.chargedSince,
    issuer: rows.issuer,
    payee: rows.payee,
    payeeThen: rows.payeeThen,
    payer: payer(rows),
    lastPayment: last ? { paidOn: last.paid_on ?? last.posted_on, amount: last.amount } : null,
    tariff: ofMonth(lines, 'tariff'),
    charged: balance.charged,
    recalculations: corrections,
    privilege: balance.privilege,
    duePeriod: duePeriod(balance),
    opening: balance.opening,
    paid: balance.paid,
    penalty: balance.penalty,
    stateDuty: balance.state_duty,
    courtCosts: balance.court_costs,
    nowDue: rows.nowDue,
    total,
    overdue: Math.min(rows.overdue, Math.max(0, rows.nowDue?.amount ?? total)),
    penaltyDue: rows.nowDue ? null : rows.penaltyDue,
    house: rows.nowDue
      ? { formation: null, collected: null, spent: null }
      : { formation: view.house.formation, collected: view.house.collected, spent: view.house.spent },
    chart: year.map(row => ({ period: row.period, charged: duePeriod(row) + row.penalty, paid: row.paid })).reverse(),
    flawed: isFlawed(balance) || corrections.reduce((sum, { amount }) => sum + amount, 0) !== balance.recalculation,
  };
}
