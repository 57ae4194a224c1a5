// The statement of an opened account, put together from the cache: the fund's figures as given, marked where they do not add up.
import {
  fail,
  ok,
  type AccountHeader,
  type ChargeLine,
  type Handlers,
  type PaymentRow,
  type PeriodRow,
} from '#contract';
import { isFlawed } from '../../domain/balance.ts';
import { addMonths } from '../../domain/period.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import { accountHeader } from './header.ts';

export interface StatementService {
  /** Null when the cache has no such account. */
  header(account: number): Promise<AccountHeader | null>;
  /** Printing a statement is apart: print.ts. */
  methods: Pick<Handlers, 'statement.get' | 'statement.history' | 'statement.payments' | 'statement.tariffs'>;
}

const chartMonths = 24;

const chargeLine = (row: RowOf<'charge_line'>): ChargeLine => ({
  kind: row.kind,
  service: row.service,
  unit: row.unit,
  area: row.area,
  tariff: row.tariff,
  amount: row.amount,
  reason: row.reason,
});

const paymentRow = (row: RowOf<'payment'>): PaymentRow => ({
  id: row.id,
  paidOn: row.paid_on,
  postedOn: row.posted_on,
  period: row.period,
  amount: row.amount,
  channel: row.channel,
});

const periodRow = (row: RowOf<'period_balance'>, lines: RowOf<'charge_line'>[]): PeriodRow => ({
  period: row.period,
  opening: row.opening,
  charged: row.charged,
  recalculation: row.recalculation,
  privilege: row.privilege,
  penalty: row.penalty,
  paid: row.paid,
  closing: row.closing,
  flawed: isFlawed(row),
  lines: lines.map(chargeLine),
});

const chartBar = (row: RowOf<'period_balance'>) => ({
  period: row.period,
  charged: row.charged + row.recalculation - row.privilege + row.penalty,
  paid: row.paid,
});

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

export function createStatement({
  cache,
  clock,
}: {
  cache: CacheReader;
  clock: Pick<Clock, 'today'>;
}): StatementService {
  const closed = fail('visit.accountNotOpen');

  async function header(account: number): Promise<AccountHeader | null> {
    const [view, balances] = await Promise.all([cache.account(account), cache.balances(account)]);
    return view && accountHeader(view, balances[0], clock.today());
  }

  const methods: StatementService['methods'] = {
    async 'statement.get'({ account }) {
      const [view, balances, meta] = await Promise.all([cache.account(account), cache.balances(account), cache.meta()]);
      if (!view) return closed;
      const latest = balances[0];
      const since = latest && addMonths(latest.period, 1 - chartMonths);
      const [lines, payments] = latest
        ? await Promise.all([
            cache.lines(account, latest.period, latest.period),
            cache.payments(account, latest.period, latest.period),
          ])
        : [[], []];
      return ok({
        header: accountHeader(view, latest, clock.today()),
        asOf: meta.asOf,
        current: latest ? periodRow(latest, lines) : null,
        currentPayments: payments.map(paymentRow),
        chart: balances
          .filter(row => since !== undefined && row.period >= since)
          .map(chartBar)
          .reverse(),
        firstPeriod: balances.at(-1)?.period ?? null,
        lastPeriod: latest?.period ?? null,
      });
    },

    async 'statement.history'({ account, from, to }) {
      if (from > to) return fail('statement.rangeReversed', { field: 'from' });
      const [balances, lines] = await Promise.all([cache.balances(account, from, to), cache.lines(account, from, to)]);
      const byPeriod = Map.groupBy(lines, line => line.period);
      return ok({
        rows: balances.map(row => periodRow(row, byPeriod.get(row.period) ?? [])),
        totals: {
          charged: sum(balances, row => row.charged),
          penalty: sum(balances, row => row.penalty),
          recalculation: sum(balances, row => row.recalculation - row.privilege),
          paid: sum(balances, row => row.paid),
        },
      });
    },

    async 'statement.payments'({ account, from, to }) {
      if (from > to) return fail('statement.rangeReversed', { field: 'from' });
      const rows = (await cache.payments(account, from, to)).map(paymentRow);
      return ok({ rows, total: sum(rows, row => row.amount) });
    },

    async 'statement.tariffs'({ account }) {
      const view = await cache.account(account);
      if (!view) return closed;
      const rows = await cache.tariffs(view.house.id);
      return ok({ rows: rows.map(row => ({ validFrom: row.valid_from, validTo: row.valid_to, tariff: row.tariff })) });
    },
  };
  return { header, methods };
}
