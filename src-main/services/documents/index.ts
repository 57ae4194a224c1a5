// Payment documents of an opened account: which months have one, and the document as data.
import { fail, ok, type Handlers, type PaymentDocument, type Result } from '#contract';
import { balanceOfDay, type BalanceOfDay } from '../../domain/day-balance.ts';
import { addMonths, isPeriod } from '../../domain/period.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { Log } from '../../ports/log.ts';
import { paymentDocument } from './payment-document.ts';
import type { QrPeriodFormat } from '../../domain/payment-qr.ts';
import { qrText } from './payment-qr.ts';

export interface Documents {
  /** Printing one is the spool's: services/printing. */
  methods: Pick<Handlers, 'documents.periods'>;
  /** Fails with document.noPeriod, visit.accountNotOpen. */
  paymentDocument(account: number, period: string): Promise<Result<PaymentDocument>>;
}

const chartMonths = 12;

/** What came after the latest document was made; of an earlier one nothing: what it asked for is settled by later ones. */
function cameSince(standing: BalanceOfDay, period: string): { ids: Set<number>; rows: PaymentDocument['since'] } {
  if (!standing.known || standing.from?.period !== period) return { ids: new Set(), rows: [] };
  const { payments, otherPaid } = standing.from;
  return {
    ids: new Set(payments.map(({ id }) => id)),
    rows: [
      ...payments.map(({ paid_on, amount }) => ({ paidOn: paid_on, amount })),
      ...(otherPaid > 0 ? [{ paidOn: null, amount: otherPaid }] : []),
    ],
  };
}

/** What is owed today, for the paper of a past month; null for the latest document, which asks for it itself. */
function nowDue(standing: BalanceOfDay, months: RowOf<'period_balance'>[], period: string, today: string) {
  if (!standing.known) throw new Error(`The balance is not known: a ${standing.unreadable} row could not be read`);
  const latest = months.find(month => month.period === standing.from?.period);
  if (!latest || latest.period === period) return null;
  return { amount: standing.amount + latest.state_duty + latest.court_costs, day: today };
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
    const [view, months, lines, payments] = await Promise.all([
      cache.account(account),
      cache.balances(account, addMonths(period, 1 - chartMonths)),
      cache.lines(account, period, period),
      cache.payments(account),
    ]);
    if (!view) return fail('visit.accountNotOpen');
    const year = months.filter(month => month.period <= period);
    const balance = year[0];
    if (balance?.period !== period || balance.issued_on === null) return fail('document.noPeriod');
    const today = clock.today();
    const standing = balanceOfDay({ months, payments }, today);
    const since = cameSince(standing, period);
    const [payee, offices] = await Promise.all([
      cache.organization(view.house.operator_id),
      cache.offices(view.house.operator_id),
    ]);
    const document = paymentDocument({
      view,
      balance: { ...balance, issued_on: balance.issued_on },
      lines,
      year,
      payments: payments.filter(payment => payment.period <= period || since.ids.has(payment.id)),
      since: since.rows,
      madeOn: today,
      overdue: standing.known ? standing.overdue : 0,
      penaltyDue: standing.known ? standing.penalty : null,
      nowDue: nowDue(standing, months, period, today),
      payee,
      offices,
    });
    return ok({ ...document, qrText: qrText(document, qrPeriodFormat, log) });
  }

  const methods: Documents['methods'] = {
    async 'documents.periods'({ account }) {
      const balances = await cache.balances(account);
      return ok({ periods: balances.filter(({ issued_on }) => issued_on !== null).map(({ period }) => period) });
    },
  };
  return { methods, paymentDocument: read };
}
