// Queries of the cache for the desk: the accounts of a house, all accounts, and the fund's faulty rows.
import type { DefectRow, HouseAccount, HouseLedgers } from '../../ports/cache.ts';
import type { Db } from '../sqlite/database.ts';
import { selectList as columns } from './rows.ts';
import { flawedBalance } from './schema.ts';
import { houseSetAsideSql, isRead } from './set-aside.ts';

const houseAccountsSql = `
  select a.id, a.number, p.number as premises from premises p join account a on a.premises_id = p.id where p.house_id = ?`;

/**
 * Of each account of a house the month its balance starts from, as in domain/day-balance.ts: the last with a document, else the last that is
 * over, else this one; null when there is none.
 */
const lastMonth = (which: string) =>
  `(select max(period) from period_balance t where t.account_id = a.id and ${which} and ${isRead.balance})`;
const lastMonthsSql = `
  select a.id as account_id, coalesce(${lastMonth('t.period <= :month and t.issued_on is not null')},
    ${lastMonth('t.period < :month')}, ${lastMonth('t.period = :month')}) as period
  from premises p join account a on a.premises_id = p.id where p.house_id = :house`;

/** The older months add nothing to the amount: they tell only how much of it is late. */
const ledgerMonthsSql = `
  select ${columns('period_balance')}
  from (${lastMonthsSql}) s join period_balance t on t.account_id = s.account_id and t.period >= s.period
    and ${isRead.balance}`;

/** Payments the last month may not hold yet: filed in it or later, or posted after the day until which it counts them. */
const ledgerPaymentsSql = `
  with last as materialized (
    select s.*, (select text from string_table where id = b.payments_until) as until
    from (${lastMonthsSql}) s left join period_balance b on b.account_id = s.account_id and b.period = s.period)
  select ${columns('payment')} from last join payment t on t.account_id = last.account_id
    and (last.period is null or t.period >= last.period or t.posted_on > last.until)
    and ${isRead.payment}`;

const troubles = `(select 'row' as kind, entity, key, reason, '' as in_use, seen_at from quarantine union all
  select 'bank', entity, cast(id as text), doubts, settlement_account, seen_at from bank_details where doubts <> '')`;

const setAsideSql = `
  select kind, entity, key, null as account, reason, in_use, null as closing, null as expected, seen_at
  from ${troubles} order by seen_at desc, entity, key limit ? offset ?`;

const flawedSql = `
  select 'figures' as kind, 'period_balance' as entity, account_id || '/' || period as key, account_id as account, '' as reason, '' as in_use,
    closing, opening + charged + recalculation - privilege + penalty - paid as expected, null as seen_at
  from period_balance indexed by balance_flawed where ${flawedBalance} order by period desc, account_id limit ? offset ?`;

interface OfHouse {
  house: number;
  /** this month */
  month: string;
}

export function staffReads(db: Db) {
  const houseAccounts = db.prepare<[number], HouseAccount>(houseAccountsSql);
  const ledgerMonths = db.prepare<[OfHouse], HouseLedgers['months'][number]>(ledgerMonthsSql);
  const ledgerPayments = db.prepare<[OfHouse], HouseLedgers['payments'][number]>(ledgerPaymentsSql);
  const setAsideOf = db.prepare<[{ house: number }], HouseLedgers['setAside'][number]>(houseSetAsideSql);
  const regionAccounts = db
    .prepare<[], number>(
      `select a.id from account a left join premises p on p.id = a.premises_id order by p.house_id, p.number, a.id`,
    )
    .pluck();
  const setAside = db.prepare<[number, number], DefectRow>(setAsideSql);
  const setAsideCount = db.prepare<[], number>(`select count(*) from ${troubles}`).pluck();
  const flawed = db.prepare<[number, number], DefectRow>(flawedSql);
  const flawedCount = db
    .prepare<[], number>(`select count(*) from period_balance indexed by balance_flawed where ${flawedBalance}`)
    .pluck();

  return {
    houseAccounts: (house: number) => houseAccounts.all(house),
    houseLedgers: (house: number, month: string): HouseLedgers => ({
      months: ledgerMonths.all({ house, month }),
      payments: ledgerPayments.all({ house, month }),
      setAside: setAsideOf.all({ house }),
    }),
    regionAccounts: () => regionAccounts.all(),
    defects(offset: number, limit: number) {
      const aside = setAsideCount.get() ?? 0;
      const first = setAside.all(limit, offset);
      const rest = flawed.all(limit - first.length, Math.max(0, offset - aside));
      return { rows: [...first, ...rest], total: aside + (flawedCount.get() ?? 0) };
    },
  };
}
