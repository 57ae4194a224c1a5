// The cache's questions as prepared statements over one read-only connection: what a person waits for is answered here.
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
/** The port's questions, answered at once: the thread around them makes promises of them. */
export type ReadsNow = { [K in keyof CacheReader]: Answer<CacheReader[K]> };

const first = '0000-00';
const last = '9999-99';

export function cacheReads(db: Db): ReadsNow {
  const one = <T>(sql: string) => {
    const statement = db.prepare(sql);
    return (...args: (string | number)[]) => (statement.get(...args) as T | undefined) ?? null;
  };
  const many = <T>(sql: string) => {
    const statement = db.prepare(sql);
    return (...args: (string | number)[]) => statement.all(...args) as T[];
  };

  const meta = one<{ value: string }>('select value from meta where key = ?');
  const accountSql = `select ${columns('account')} from account t`;
  const account = one<RowOf<'account'>>(`${accountSql} where id = ?`);
  const byNumber = many<RowOf<'account'>>(`${accountSql} where number_norm = ? order by id`);
  const byUnified = many<RowOf<'account'>>(`${accountSql} where unified_norm = ? and unified_norm <> '' order by id`);
  const byPremises = many<RowOf<'account'>>(`${accountSql} where premises_id = ? order by id`);
  const premises = one<RowOf<'premises'>>(`select ${columns('premises')} from premises t where id = ?`);
  const house = one<RowOf<'house'>>(`select ${columns('house')} from house t where id = ?`);
  const settlements = many<SettlementEntry>('select id, kind, name from settlement order by name, kind');
  const streets = many<StreetEntry>('select id, kind, name from street where settlement_id = ? order by name, kind');
  const houses = many<HouseEntry>('select id, number, block from house where street_id = ? order by id');
  const flats = many<{ number: string }>(
    `select distinct number from premises p
     where house_id = ? and exists (select 1 from account a where a.premises_id = p.id)`,
  );
  const flat = many<{ id: number }>('select id from premises where house_id = ? and number = ? order by id');
  const balances = many<RowOf<'period_balance'>>(
    `select ${columns('period_balance')} from period_balance t
     where account_id = ? and period between ? and ? order by period desc`,
  );
  const lines = many<RowOf<'charge_line'>>(
    `select ${columns('charge_line')} from charge_line t
     where account_id = ? and period between ? and ? order by period desc, line_no`,
  );
  const payments = many<RowOf<'payment'>>(
    `select ${columns('payment')} from payment t
     where account_id = ? and period between ? and ? order by paid_on desc, id desc`,
  );
  const lastPayments = many<RowOf<'payment'>>(
    `with positive as (select ${columns('payment')} from payment t where account_id = ? and amount > 0)
     select * from positive
     where paid_on = (select max(paid_on) from positive) or posted_on = (select max(posted_on) from positive)
     order by paid_on desc, id desc`,
  );
  const tariffSql = `select ${columns('tariff')} from tariff t`;
  const ownTariffs = many<RowOf<'tariff'>>(`${tariffSql} where house_id = ? order by valid_from desc`);
  const commonTariffs = many<RowOf<'tariff'>>(`${tariffSql} where house_id is null order by valid_from desc`);
  const houseWorks = many<RowOf<'house_work'>>(
    `select ${columns('house_work')} from house_work t where house_id = ? order by starts_on desc, id desc`,
  );
  const organizationSql = `select ${columns('organization')} from organization t`;
  const operator = one<RowOf<'organization'>>(`${organizationSql} where kind = 'operator' order by id limit 1`);
  const organization = one<RowOf<'organization'>>(`${organizationSql} where id = ?`);
  const offices = many<RowOf<'office'>>(
    `select ${columns('office')} from office t where organization_id = ? order by name`,
  );

  const newsSql = `select ${columns('news')} from news t`;
  const newest = 'and published_at <= ? order by published_at desc, id desc limit ?';
  const generalNews = many<RowOf<'news'>>(`${newsSql} where house_id is null ${newest}`);
  const houseNews = many<RowOf<'news'>>(`${newsSql} where house_id = ? ${newest}`);
  const staff = staffReads(db);

  const newsItem = one<RowOf<'news'>>(`${newsSql} where id = ?`);

  /** An account whose premises or house is missing (quarantined, not yet come) cannot be shown and is left out. */
  const view = (row: RowOf<'account'> | null): AccountView | null => {
    const place = row && premises(row.premises_id);
    const building = place && house(place.house_id);
    return row && place && building ? { account: row, premises: place, house: building } : null;
  };
  const views = (rows: RowOf<'account'>[]) => rows.map(view).filter(found => found !== null);

  return {
    meta: (): CacheMeta => ({ ready: true, asOf: meta('as_of')?.value ?? null }),
    accountsByNumber: normalized => views(byNumber(normalized)),
    accountsByUnifiedNumber: normalized => views(byUnified(normalized)),
    account: id => view(account(id)),
    settlements: () => settlements(),
    streets: settlement => streets(settlement),
    houses: street => houses(street),
    flats: id => flats(id).map(found => found.number),
    accountsByFlat: (id, number) => views(flat(id, number).flatMap(found => byPremises(found.id))),
    balances: (id, from = first, to = last) => balances(id, from, to),
    lines: (id, from, to) => lines(id, from, to),
    payments: (id, from = first, to = last) => payments(id, from, to),
    lastPayments: id => lastPayments(id),
    tariffs: id => {
      const own = ownTariffs(id);
      return own.length > 0 ? own : commonTariffs();
    },
    commonTariffs: () => commonTariffs(),
    houseWorks: id => houseWorks(id),
    operator: () => operator(),
    organization: id => organization(id),
    offices: id => offices(id),
    generalNews: (until, limit) => generalNews(until, limit),
    houseNews: (house, until, limit) => houseNews(house, until, limit),
    house: id => house(id),
    ...staff,
    newsItem: id => newsItem(id),
  };
}
