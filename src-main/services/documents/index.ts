// Payment documents of an opened account: which months have one, and the document as data.
import { fail, ok, type Answers, type PaymentDocument, type Result } from '#contract';
import type { DayBalance } from '../../domain/day-balance.ts';
import { addMonths, isPeriod } from '../../domain/period.ts';
import type { AccountView, CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { monthsUntil, readLedger, unreadOf, type AccountLedger } from '../statement/ledger.ts';
import { isUnread, readPastPayee, readPayee, toTell } from '../payee/index.ts';
import { issuer, paymentDocument } from './payment-document.ts';
import type { QrPeriodFormat } from '../../domain/payment-qr.ts';
import { qrText } from './payment-qr.ts';

export interface Documents {
  /** Printing one is the spool's: services/printing. */
  methods: Answers<'documents.periods'>;
  /** Fails with document.noPeriod, document.sumUnread, document.payerUnread, document.payeeUnread, visit.accountNotOpen. */
  paymentDocument(account: number, period: string): Promise<Result<PaymentDocument>>;
}

const chartMonths = 12;

/** What came after the latest document was made; of an earlier one nothing: what it asked for is settled by later ones. */
function cameSince(
  standing: DayBalance,
  month: { period: string; state_duty: number; court_costs: number },
): { ids: Set<number>; rows: PaymentDocument['since']; charged: number } {
  if (standing.from?.period !== month.period) return { ids: new Set(), rows: [], charged: 0 };
  const { payments, otherPaid, charged, costs } = standing.from;
  return {
    charged: charged + costs - month.state_duty - month.court_costs,
    ids: new Set(payments.map(({ id }) => id)),
    rows: [
      ...payments.map(({ paid_on, amount }) => ({ paidOn: paid_on, amount })),
      ...(otherPaid > 0 ? [{ paidOn: null, amount: otherPaid }] : []),
    ],
  };
}

/** What is owed today, for the paper of a past month; null for the latest document, which asks for it itself. */
const nowDue = (standing: DayBalance, period: string, today: string) =>
  standing.from?.period === period ? null : { amount: standing.amount, day: today };

/**
 * The month with its sum, or why no document is made of it: a paper of which the sum, the payer or the payee is not known would be paid
 * all the same.
 */
function known({ account, premises, house }: AccountView, { months, balance, unread }: AccountLedger, period: string) {
  const month = months.find(each => each.period === period);
  if (unread.months.includes(period) || (!month && unread.someMonth)) return fail('document.sumUnread');
  if (!month || month.issued_on === null) return fail('document.noPeriod');
  if (!balance.known) return fail('document.sumUnread');
  if (!account) return fail('document.payerUnread');
  if (!premises || !house) return fail('document.payeeUnread');
  return ok({
    view: { account, premises, house },
    balance: { ...month, issued_on: month.issued_on },
    standing: balance,
  });
}

export function createDocuments(deps: {
  cache: CacheReader;
  qrPeriodFormat: QrPeriodFormat;
  clock: Pick<Clock, 'today'>;
  log: Log;
}): Documents {
  const { cache, qrPeriodFormat, clock, log } = deps;

  async function read(account: number, period: string): Promise<Result<PaymentDocument>> {
    if (!isPeriod(period)) return fail('document.noPeriod');
    const today = clock.today();
    const [found, ledger, lines] = await Promise.all([
      cache.account(account),
      readLedger(cache, account, today),
      cache.lines(account, period, period),
    ]);
    if (!found) return fail('visit.accountNotOpen');
    const read = known(found, ledger, period);
    if (!read.ok) return read;
    const { view, balance, standing } = read.value;
    const { months, payments } = ledger;
    const { operator_id } = view.house;
    const [payee, operator, offices] = await Promise.all([
      readPayee(cache, view.house, today),
      cache.organization(operator_id),
      operator_id === null ? [] : cache.offices(operator_id),
    ]);
    if (isUnread(payee)) return fail('document.payeeUnread');
    const since = cameSince(standing, balance);
    const owed = nowDue(standing, period, today);
    const first = addMonths(period, 1 - chartMonths);
    const document = paymentDocument({
      view,
      balance,
      lines,
      year: months.filter(month => month.period >= first && month.period <= period),
      payments: payments.filter(payment => payment.period <= period || since.ids.has(payment.id)),
      since: since.rows,
      chargedSince: since.charged,
      standing: standing.amount,
      madeOn: today,
      overdue: standing.overdue,
      penaltyDue: standing.penalty,
      nowDue: owed,
      payee: await toTell(cache, view.house, payee),
      payeeThen: owed && (await readPastPayee(cache, view.house, balance.issued_on)),
      issuer: issuer(operator ?? (await cache.operator()), offices),
    });
    return ok({ ...document, qrText: qrText(document, qrPeriodFormat, log) });
  }

  const methods: Documents['methods'] = {
    async 'documents.periods'({ account }) {
      const [balances, unread] = await Promise.all([cache.balances(account), unreadOf(cache, account)]);
      const periods = monthsUntil(clock.today(), balances)
        .filter(({ issued_on }) => issued_on !== null)
        .map(({ period }) => period);
      if (periods.length === 0 && (unread.months.length > 0 || unread.someMonth)) return fail('document.sumUnread');
      return ok({ periods });
    },
  };
  return { methods, paymentDocument: read };
}
