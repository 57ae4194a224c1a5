// Payment documents of an opened account: which months have one, the document as data, and how it looks on the screen.
import { fail, ok, type Handlers, type PaymentDocument, type Result } from '#contract';
import { balanceOfDay, type BalanceOfDay } from '../../domain/day-balance.ts';
import { addMonths, isPeriod } from '../../domain/period.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { Log } from '../../ports/log.ts';
import type { Paper } from '../../ports/paper.ts';
import { paymentDocument } from './payment-document.ts';
import type { QrPeriodFormat } from '../../domain/payment-qr.ts';
import { qrText } from './payment-qr.ts';

export interface Documents {
  /** Printing one is the spool's: services/printing. */
  methods: Pick<Handlers, 'documents.periods' | 'documents.preview'>;
  /** Fails with document.noPeriod, visit.accountNotOpen. */
  paymentDocument(account: number, period: string): Promise<Result<PaymentDocument>>;
}

const chartMonths = 12;

/** Payments that came after the latest document was made; of an earlier one none: what it asked for is settled by later ones. */
function paymentsSince(standing: BalanceOfDay, payments: RowOf<'payment'>[], period: string): RowOf<'payment'>[] {
  if (!standing.known || standing.from?.period !== period) return [];
  const since = new Set(standing.from.payments.map(({ id }) => id));
  return payments.filter(({ id }) => since.has(id));
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
  paper: Pick<Paper, 'qrPath'>;
  qrPeriodFormat: QrPeriodFormat;
  clock: Pick<Clock, 'today'>;
  log: Log;
}): Documents {
  const { cache, paper, qrPeriodFormat, clock, log } = deps;

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
    const since = paymentsSince(standing, payments, period);
    const operator = view.house.operator_id;
    const [payee, offices] = await Promise.all([
      operator === null ? null : cache.organization(operator),
      operator === null ? [] : cache.offices(operator),
    ]);
    const document = paymentDocument({
      view,
      balance: { ...balance, issued_on: balance.issued_on },
      lines,
      year,
      payments: payments.filter(payment => payment.period <= period || since.includes(payment)),
      since,
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
    async 'documents.preview'({ account, period }) {
      const found = await read(account, period);
      if (!found.ok) return found;
      const document = found.value;
      return ok({ document, qr: document.qrText === null ? null : paper.qrPath(document.qrText) });
    },
  };
  return { methods, paymentDocument: read };
}
