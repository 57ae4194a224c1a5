// Payment documents of an opened account: which months have one, the document as data, and how it looks on the screen.
import { fail, ok, type Handlers, type PaymentDocument, type Result } from '#contract';
import { addMonths, isPeriod } from '../../domain/period.ts';
import type { CacheReader } from '../../ports/cache.ts';
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

export function createDocuments(deps: {
  cache: CacheReader;
  paper: Pick<Paper, 'qrPath'>;
  qrPeriodFormat: QrPeriodFormat;
  log: Log;
}): Documents {
  const { cache, paper, qrPeriodFormat, log } = deps;

  async function read(account: number, period: string): Promise<Result<PaymentDocument>> {
    if (!isPeriod(period)) return fail('document.noPeriod');
    const [view, year, lines, payments] = await Promise.all([
      cache.account(account),
      cache.balances(account, addMonths(period, 1 - chartMonths), period),
      cache.lines(account, period, period),
      cache.payments(account, undefined, period),
    ]);
    if (!view) return fail('visit.accountNotOpen');
    const balance = year[0];
    if (balance?.period !== period) return fail('document.noPeriod');
    const [payee, offices] = await Promise.all([
      cache.organization(view.house.operator_id),
      cache.offices(view.house.operator_id),
    ]);
    const document = paymentDocument({ view, balance, lines, year, payments, payee, offices });
    return ok({ ...document, qrText: qrText(document, qrPeriodFormat, log) });
  }

  const methods: Documents['methods'] = {
    async 'documents.periods'({ account }) {
      const balances = await cache.balances(account);
      return ok({ periods: balances.map(row => row.period) });
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
