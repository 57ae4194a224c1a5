// The statement of an opened account, put together from the cache: the fund's figures as given, marked where they do not add up.
import { fail, ok, type AccountHeader, type Answers, type Handlers, type ParsedInput } from '#contract';
import { monthCharge } from '../../domain/balance.ts';
import { addMonths, isPeriod } from '../../domain/period.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import { accountHeader } from './header.ts';
import { monthsUntil, paymentsUntil, readLedger, shownBalance, unreadOf } from './ledger.ts';
import { paymentRow, periodRow } from './rows.ts';

export interface StatementService {
  /** Null when the cache has no such account. */
  header(account: number): Promise<AccountHeader | null>;
  /** Printing a statement is apart: print.ts. */
  methods: Answers<'statement.get' | 'statement.history' | 'statement.payments' | 'statement.tariffs'>;
}

const chartMonths = 24;

const chartBar = (row: RowOf<'period_balance'>) => ({
  period: row.period,
  charged: monthCharge(row),
  paid: row.paid,
});

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

interface StatementDeps {
  cache: CacheReader;
  clock: Pick<Clock, 'today'>;
}

type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;

const closed = fail('visit.accountNotOpen');
const rangeReversed = fail('statement.rangeReversed', { field: 'from' });

async function header({ cache, clock }: StatementDeps, account: number): Promise<AccountHeader | null> {
  const today = clock.today();
  const [view, ledger] = await Promise.all([cache.account(account), readLedger(cache, account, today)]);
  return view && accountHeader(view, ledger, today);
}

/** The charge lines of these months, null for a month of which one could not be read; a line of no month may be any one's. */
async function linesOf(cache: CacheReader, account: number, from: string, to: string) {
  const [lines, { lines: aside }] = await Promise.all([cache.lines(account, from, to), cache.setAside(account)]);
  const byPeriod = Map.groupBy(lines, line => line.period);
  const none = aside.some(period => !isPeriod(period));
  return (period: string) => (none || aside.includes(period) ? null : (byPeriod.get(period) ?? []));
}

async function get({ cache, clock }: StatementDeps, account: number): Answer<'statement.get'> {
  const today = clock.today();
  const [view, ledger, meta] = await Promise.all([
    cache.account(account),
    readLedger(cache, account, today),
    cache.meta(),
  ]);
  if (!view) return closed;
  const shown = shownBalance(ledger, today);
  const current = ledger.months.find(({ period }) => period === shown?.from?.period);
  const latest = ledger.months[0];
  const since = latest && addMonths(latest.period, 1 - chartMonths);
  const operator = view.house && (await cache.organization(view.house.operator_id));
  const lines = current && (await linesOf(cache, account, current.period, current.period));
  const periods = [...ledger.months, ...ledger.payments]
    .map(({ period }) => period)
    .concat(ledger.unread.months)
    .toSorted();
  return ok({
    header: accountHeader(view, ledger, today),
    provider: operator?.name ?? '',
    asOf: meta.asOf,
    today: shown,
    current: current && lines ? periodRow(current, lines(current.period)) : null,
    currentPayments: ledger.payments.filter(({ period }) => period === current?.period).map(paymentRow),
    chart: ledger.months
      .filter(row => since !== undefined && row.period >= since)
      .map(chartBar)
      .reverse(),
    firstPeriod: periods[0] ?? null,
    lastPeriod: periods.at(-1) ?? null,
  });
}

async function history(
  { cache, clock }: StatementDeps,
  { account, from, to }: ParsedInput<'statement.history'>,
): Answer<'statement.history'> {
  if (from > to) return rangeReversed;
  const [given, lines, unread] = await Promise.all([
    cache.balances(account, from, to),
    linesOf(cache, account, from, to),
    unreadOf(cache, account),
  ]);
  const balances = monthsUntil(clock.today(), given);
  const months = unread.months.filter(period => period >= from && period <= to);
  const whole = months.length === 0 && !unread.someMonth;
  return ok({
    rows: balances.map(row => periodRow(row, lines(row.period))),
    totals: whole
      ? {
          charged: sum(balances, row => row.charged),
          penalty: sum(balances, row => row.penalty),
          recalculation: sum(balances, row => row.recalculation - row.privilege),
          paid: sum(balances, row => row.paid),
        }
      : null,
    unread: { months, someMonth: unread.someMonth },
  });
}

async function payments(
  { cache, clock }: StatementDeps,
  { account, from, to }: ParsedInput<'statement.payments'>,
): Answer<'statement.payments'> {
  if (from > to) return rangeReversed;
  const [found, unread] = await Promise.all([cache.payments(account, from, to), unreadOf(cache, account)]);
  const rows = paymentsUntil(clock.today(), found).map(paymentRow);
  return ok({ rows, total: unread.payments ? null : sum(rows, row => row.amount) });
}

async function tariffs({ cache }: StatementDeps, account: number): Answer<'statement.tariffs'> {
  const view = await cache.account(account);
  if (!view) return closed;
  const [rows, incomplete] = await Promise.all([view.house ? cache.tariffs(view.house.id) : [], cache.incomplete()]);
  return ok({
    rows: rows.map(row => ({ validFrom: row.valid_from, validTo: row.valid_to, tariff: row.tariff })),
    incomplete: view.house === null || incomplete.includes('tariff'),
  });
}

export const createStatement = (deps: StatementDeps): StatementService => ({
  header: account => header(deps, account),
  methods: {
    'statement.get': ({ account }) => get(deps, account),
    'statement.history': input => history(deps, input),
    'statement.payments': input => payments(deps, input),
    'statement.tariffs': ({ account }) => tariffs(deps, account),
  },
});
