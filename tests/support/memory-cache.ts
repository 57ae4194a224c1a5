// A CacheReader over rows in memory: for unit tests of services, where the cache's own queries are not what is promised.
import { accountKey } from '../../src-main/domain/account-number.ts';
import type { AccountView, CacheReader } from '../../src-main/ports/cache.ts';
import type { RowOf } from '../../src-main/ports/exchange.ts';

export interface CacheRows {
  accounts?: readonly AccountView[];
  balances?: readonly RowOf<'period_balance'>[];
  payments?: readonly RowOf<'payment'>[];
  news?: readonly RowOf<'news'>[];
  organizations?: readonly RowOf<'organization'>[];
}

const within = (period: string, from = '', to = '9999-99') => from <= period && period <= to;
const newest = <T>(rows: readonly T[], of: (row: T) => string): T[] =>
  rows.toSorted((a, b) => of(b).localeCompare(of(a)));

/** Places, lines, tariffs, works, offices and defects are not kept in rows: there are none of them. */
const nothing = {
  settlements: async () => [],
  streets: async () => [],
  houses: async () => [],
  lines: async () => [],
  tariffs: async () => [],
  commonTariffs: async () => [],
  houseWorks: async () => [],
  offices: async () => [],
  houseAccounts: async () => [],
  defects: async () => ({ rows: [], total: 0 }),
} satisfies Partial<CacheReader>;

const accountQueries = (accounts: readonly AccountView[]) =>
  ({
    accountsByNumber: async key => accounts.filter(({ account }) => accountKey(account.number) === key),
    accountsByUnifiedNumber: async number => accounts.filter(({ account }) => account.unified_number === number),
    account: async id => accounts.find(({ account }) => account.id === id) ?? null,
    accountsByFlat: async (house, flat) =>
      accounts.filter(view => view.house.id === house && view.premises.number === flat),
    flats: async house => accounts.filter(view => view.house.id === house).map(view => view.premises.number),
    house: async id => accounts.find(view => view.house.id === id)?.house ?? null,
    regionAccounts: async () => accounts.map(({ account }) => account.id),
  }) satisfies Partial<CacheReader>;

const newsQueries = (news: readonly RowOf<'news'>[]) => {
  const published = (house: number | null, until: string, limit: number) => {
    const own = news.filter(row => row.house_id === house && row.published_at <= until);
    return newest(own, row => row.published_at).slice(0, limit);
  };
  return {
    generalNews: async (until, limit) => published(null, until, limit),
    houseNews: async (house, until, limit) => published(house, until, limit),
    newsItem: async id => news.find(row => row.id === id) ?? null,
  } satisfies Partial<CacheReader>;
};

const figureQueries = (balances: readonly RowOf<'period_balance'>[], payments: readonly RowOf<'payment'>[]) =>
  ({
    balances: async (account, from, to) =>
      newest(
        balances.filter(row => row.account_id === account && within(row.period, from, to)),
        row => row.period,
      ),
    payments: async (account, from, to) =>
      newest(
        payments.filter(row => row.account_id === account && within(row.period, from, to)),
        row => row.paid_on,
      ),
  }) satisfies Partial<CacheReader>;

/** Payments of the latest day with a positive amount, by paid day and by posted day. */
function lastPayments(payments: readonly RowOf<'payment'>[], account: number): RowOf<'payment'>[] {
  const own = payments.filter(row => row.account_id === account && row.amount > 0);
  const latest = (of: (row: RowOf<'payment'>) => string) => own.map(of).toSorted().at(-1);
  const [paid, posted] = [latest(row => row.paid_on), latest(row => row.posted_on)];
  return own.filter(row => row.paid_on === paid || row.posted_on === posted);
}

/** An empty cache but for `rows`; `answers` takes the place of single queries. */
export function memoryCache(rows: CacheRows = {}, answers: Partial<CacheReader> = {}): CacheReader {
  const { accounts = [], balances = [], payments = [], news = [], organizations = [] } = rows;
  return {
    ...nothing,
    ...accountQueries(accounts),
    ...figureQueries(balances, payments),
    ...newsQueries(news),
    meta: async () => ({ ready: true, asOf: null }),
    lastPayments: async account => lastPayments(payments, account),
    operator: async () => organizations.find(({ kind }) => kind === 'operator') ?? null,
    organization: async id => organizations.find(row => row.id === id) ?? null,
    ...answers,
  };
}
