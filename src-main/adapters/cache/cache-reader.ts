// Queries of the cache as prepared statements over one read-only connection. People at the screen wait for these.
import type {
  AccountView,
  CacheMeta,
  CacheReader,
  HouseEntry,
  SettlementEntry,
  StreetEntry,
} from '../../ports/cache.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { Db } from '../sqlite/database.ts';
import { selectList as columns } from './rows.ts';
import { staffReads } from './staff-reader.ts';

type Answer<T> = T extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never;
/** The port's queries without promises: the store thread around them adds those. */
export type ReadsNow = { [K in keyof CacheReader]: Answer<CacheReader[K]> };

type Bound = (string | number)[];

/** Prepares a statement and returns a function of its parameters that gives the first row or null. */
const one = <A extends Bound, T>(db: Db, sql: string) => {
  const statement = db.prepare<Bound, T>(sql);
  return (...args: A) => statement.get(...args) ?? null;
};
/** The same for all rows. */
const many = <A extends Bound, T>(db: Db, sql: string) => {
  const statement = db.prepare<Bound, T>(sql);
  return (...args: A) => statement.all(...args);
};

const firstPeriod = '0000-00';
const lastPeriod = '9999-99';

/** Every query of the port. This object is the store thread's method table, so its type must list them all. */
export function cacheReads(db: Db): ReadsNow {
  const asOf = one<[], { value: string }>(db, `select value from meta where key = 'as_of'`);
  return {
    meta: (): CacheMeta => ({ ready: true, asOf: asOf()?.value ?? null }),
    ...accountReads(db),
    ...placeReads(db),
    ...ledgerReads(db),
    ...houseReads(db),
    ...organizationReads(db),
    ...newsReads(db),
    ...staffReads(db),
  };
}

/** The same queries with the port's promises, for callers in the same thread. */
export const asPromises = (reads: ReadsNow): CacheReader =>
  Object.fromEntries(
    Object.entries(reads).map(([name, read]) => [
      name,
      async (...args: unknown[]) => (read as (...given: unknown[]) => unknown)(...args),
    ]),
  ) as unknown as CacheReader;

function accountReads(db: Db) {
  const accountSql = `select ${columns('account')} from account t`;
  const account = one<[number], RowOf<'account'>>(db, `${accountSql} where id = ?`);
  const byNumber = many<[string], RowOf<'account'>>(db, `${accountSql} where number_norm = ? order by id`);
  const byUnified = many<[string], RowOf<'account'>>(
    db,
    `${accountSql} where unified_norm = ? and unified_norm <> '' order by id`,
  );
  const byPremises = many<[number], RowOf<'account'>>(db, `${accountSql} where premises_id = ? order by id`);
  const premises = one<[number], RowOf<'premises'>>(db, `select ${columns('premises')} from premises t where id = ?`);
  const house = one<[number], RowOf<'house'>>(db, `select ${columns('house')} from house t where id = ?`);
  const flat = many<[number, string], { id: number }>(
    db,
    'select id from premises where house_id = ? and number = ? order by id',
  );

  /** An account whose premises or house is missing (quarantined or not fetched yet) cannot be shown and is left out. */
  const view = (row: RowOf<'account'> | null): AccountView | null => {
    const place = row && premises(row.premises_id);
    const building = place && house(place.house_id);
    return row && place && building ? { account: row, premises: place, house: building } : null;
  };
  const views = (rows: RowOf<'account'>[]) => rows.map(view).filter(found => found !== null);
  return {
    accountsByNumber: (normalized: string) => views(byNumber(normalized)),
    accountsByUnifiedNumber: (normalized: string) => views(byUnified(normalized)),
    account: (id: number) => view(account(id)),
    accountsByFlat: (id: number, number: string) => views(flat(id, number).flatMap(found => byPremises(found.id))),
    house,
  };
}

function placeReads(db: Db) {
  const flats = many<[number], { number: string }>(
    db,
    `select distinct number from premises p
     where house_id = ? and exists (select 1 from account a where a.premises_id = p.id)`,
  );
  return {
    settlements: many<[], SettlementEntry>(db, 'select id, kind, name from settlement order by name, kind'),
    streets: many<[number], StreetEntry>(
      db,
      'select id, kind, name from street where settlement_id = ? order by name, kind',
    ),
    houses: many<[number], HouseEntry>(db, 'select id, number, block from house where street_id = ? order by id'),
    flats: (house: number) => flats(house).map(found => found.number),
  };
}

function ledgerReads(db: Db) {
  type Range = [account: number, from: string, to: string];
  const balances = many<Range, RowOf<'period_balance'>>(
    db,
    `select ${columns('period_balance')} from period_balance t
     where account_id = ? and period between ? and ? order by period desc`,
  );
  const payments = many<Range, RowOf<'payment'>>(
    db,
    `select ${columns('payment')} from payment t
     where account_id = ? and period between ? and ? order by paid_on desc, id desc`,
  );
  const lastPayments = many<[account: number, today: string, today: string], RowOf<'payment'>>(
    db,
    `with positive as (select ${columns('payment')} from payment t where account_id = ? and amount > 0)
     select * from positive
     where paid_on = (select max(paid_on) from positive where paid_on <= ?)
       or posted_on = (select max(posted_on) from positive where posted_on <= ?)
     order by paid_on desc, id desc`,
  );
  return {
    balances: (account: number, from = firstPeriod, to = lastPeriod) => balances(account, from, to),
    lines: many<Range, RowOf<'charge_line'>>(
      db,
      `select ${columns('charge_line')} from charge_line t
       where account_id = ? and period between ? and ? order by period desc, line_no`,
    ),
    payments: (account: number, from = firstPeriod, to = lastPeriod) => payments(account, from, to),
    lastPayments: (account: number, today: string) => lastPayments(account, today, today),
  };
}

function houseReads(db: Db) {
  const tariffSql = `select ${columns('tariff')} from tariff t`;
  const own = many<[number], RowOf<'tariff'>>(db, `${tariffSql} where house_id = ? order by valid_from desc`);
  const common = many<[], RowOf<'tariff'>>(db, `${tariffSql} where house_id is null order by valid_from desc`);
  return {
    tariffs(house: number) {
      const found = own(house);
      return found.length > 0 ? found : common();
    },
    commonTariffs: common,
    houseWorks: many<[number], RowOf<'house_work'>>(
      db,
      `select ${columns('house_work')} from house_work t where house_id = ? order by starts_on desc, id desc`,
    ),
  };
}

function organizationReads(db: Db) {
  const sql = `select ${columns('organization')} from organization t`;
  return {
    operator: one<[], RowOf<'organization'>>(db, `${sql} where kind = 'operator' order by id limit 1`),
    organization: one<[number], RowOf<'organization'>>(db, `${sql} where id = ?`),
    offices: many<[number], RowOf<'office'>>(
      db,
      `select ${columns('office')} from office t where organization_id = ? order by name`,
    ),
  };
}

function newsReads(db: Db) {
  const sql = `select ${columns('news')} from news t`;
  const newest = 'and published_at <= ? order by published_at desc, id desc limit ?';
  return {
    generalNews: many<[until: string, limit: number], RowOf<'news'>>(db, `${sql} where house_id is null ${newest}`),
    houseNews: many<[house: number, until: string, limit: number], RowOf<'news'>>(
      db,
      `${sql} where house_id = ? ${newest}`,
    ),
    newsItem: one<[number], RowOf<'news'>>(db, `${sql} where id = ?`),
  };
}
