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
import { withSoundDetails } from './bank-details.ts';
import { selectList as columns } from './rows.ts';
import { bankAccountSetAside, isRead, setAsideReads } from './set-aside.ts';
import { staffReads } from './staff-reader.ts';
import { documentsByNumber, printedDocument } from './documents-index.ts';

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
    ...setAsideReads(db),
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
  type Found = RowOf<'account'> & { is_read: 0 | 1 };
  const accountSql = `select ${columns('account')}, ${isRead.byId('account')} as is_read from account t`;
  const account = one<[number], Found>(db, `${accountSql} where id = ?`);
  const byNumber = many<[string], Found>(db, `${accountSql} where number_norm = ? order by id`);
  const byUnified = many<[string], Found>(
    db,
    `${accountSql} where unified_norm = ? and unified_norm <> '' order by id`,
  );
  const byDocument = many<[numbers: string], Found>(
    db,
    `${accountSql} where id in (
       select account_id from period_balance
       where ${documentsByNumber(db)} and ${printedDocument} in (select value from json_each(?))
       limit 20
     ) order by id`,
  );
  const byPremises = many<[number], Found>(db, `${accountSql} where premises_id = ? order by id`);
  const premises = one<[number], RowOf<'premises'>>(
    db,
    `select ${columns('premises')} from premises t where id = ? and ${isRead.byId('premises')}`,
  );
  const house = one<[number], RowOf<'house'>>(
    db,
    `select ${columns('house')} from house t where id = ? and ${isRead.byId('house')}`,
  );
  const flat = many<[number, string], { id: number }>(
    db,
    'select id from premises where house_id = ? and number = ? order by id',
  );

  const view = ({ is_read, ...row }: Found): AccountView => {
    const place = is_read ? premises(row.premises_id) : null;
    return {
      id: row.id,
      number: row.number,
      account: is_read ? row : null,
      premises: place,
      house: place && house(place.house_id),
    };
  };
  const views = (rows: Found[]) => rows.map(view);
  return {
    accountsByNumber: (normalized: string) => views(byNumber(normalized)),
    accountsByUnifiedNumber: (normalized: string) => views(byUnified(normalized)),
    accountsByDocument: (numbers: readonly string[]) => views(byDocument(JSON.stringify(numbers))),
    account(id: number) {
      const row = account(id);
      return row && view(row);
    },
    accountsByFlat: (id: number, number: string) => views(flat(id, number).flatMap(found => byPremises(found.id))),
    house,
  };
}

function placeReads(db: Db) {
  const flats = many<[number], Pick<RowOf<'premises'>, 'number' | 'kind'>>(
    db,
    `select distinct number, kind from premises p
     where house_id = ? and exists (select 1 from account a where a.premises_id = p.id)`,
  );
  return {
    settlements: many<[], SettlementEntry>(
      db,
      'select id, kind, name, region, mark from settlement order by name, kind, region, mark',
    ),
    streets: many<[number], StreetEntry>(
      db,
      'select id, kind, name from street where settlement_id = ? order by name, kind',
    ),
    houses: many<[number], HouseEntry>(
      db,
      'select id, number, block, postal_code from house where street_id = ? order by id',
    ),
    flats,
  };
}

function ledgerReads(db: Db) {
  type Range = [account: number, from: string, to: string];
  const balances = many<Range, RowOf<'period_balance'>>(
    db,
    `select ${columns('period_balance')} from period_balance t
     where account_id = ? and period between ? and ? and ${isRead.balance} order by period desc`,
  );
  const payments = many<Range, RowOf<'payment'>>(
    db,
    `select ${columns('payment')} from payment t
     where account_id = ? and period between ? and ? and ${isRead.payment} order by paid_on desc, id desc`,
  );
  return {
    balances: (account: number, from = firstPeriod, to = lastPeriod) => balances(account, from, to),
    lines: many<Range, RowOf<'charge_line'>>(
      db,
      `select ${columns('charge_line')} from charge_line t
       where account_id = ? and period between ? and ? and ${isRead.line} order by period desc, line_no`,
    ),
    payments: (account: number, from = firstPeriod, to = lastPeriod) => payments(account, from, to),
    lastPayments: many<[account: number, today: string, count: number], RowOf<'payment'>>(
      db,
      `with asked (account, today, count) as (values (?, ?, ?)),
       positive as (select ${columns('payment')} from payment t where account_id = (select account from asked) and amount > 0 and ${isRead.payment}),
       paid as (select id, rank() over (order by paid_on desc) as place from positive, asked where paid_on <= today),
       posted as (select id, rank() over (order by posted_on desc) as place from positive, asked where posted_on <= today),
       last as (select id, place from paid union all select id, place from posted)
       select * from positive where id in (select id from last, asked where place <= count) order by paid_on desc, id desc`,
    ),
  };
}

function houseReads(db: Db) {
  const tariffSql = `select ${columns('tariff')} from tariff t where ${isRead.byId('tariff')}`;
  const own = many<[number], RowOf<'tariff'>>(db, `${tariffSql} and house_id = ? order by valid_from desc`);
  const common = many<[], RowOf<'tariff'>>(db, `${tariffSql} and house_id is null order by valid_from desc`);
  return {
    tariffs(house: number) {
      const found = own(house);
      return found.length > 0 ? found : common();
    },
    commonTariffs: common,
    houseWorks: many<[number], RowOf<'house_work'>>(
      db,
      `select ${columns('house_work')} from house_work t where house_id = ? and ${isRead.byId('house_work')} order by starts_on desc, id desc`,
    ),
  };
}

function organizationReads(db: Db) {
  const sql = `${withSoundDetails('organization', `select ${columns('organization')}`)} where ${isRead.byId('organization')}`;
  const accounts = many<[number], RowOf<'house_account'>>(
    db,
    `${withSoundDetails('house_account', `select ${columns('house_account')}`)} where house_id = ? and ${isRead.byId('house_account')} order by t.id`,
  );
  const organization = one<[number], RowOf<'organization'>>(db, `${sql} and t.id = ?`);
  const setAside = bankAccountSetAside(db);
  return {
    operator: one<[], RowOf<'organization'>>(db, `${sql} and t.kind = 'operator' order by t.id limit 1`),
    organization: (id: number | null) => (id === null ? null : organization(id)),
    bankAccounts: (house: number) => ({ rows: accounts(house), unread: setAside(house) }),
    offices: many<[number], RowOf<'office'>>(
      db,
      `select ${columns('office')} from office t where organization_id = ? and ${isRead.byId('office')} order by name`,
    ),
  };
}

function newsReads(db: Db) {
  const sql = `select ${columns('news')} from news t where ${isRead.byId('news')}`;
  const newest = 'and published_at <= ? order by published_at desc, id desc limit ?';
  return {
    generalNews: many<[until: string, limit: number], RowOf<'news'>>(db, `${sql} and house_id is null ${newest}`),
    houseNews: many<[house: number, until: string, limit: number], RowOf<'news'>>(
      db,
      `${sql} and house_id = ? ${newest}`,
    ),
    newsItem: one<[number], RowOf<'news'>>(db, `${sql} and id = ?`),
  };
}
