// Queries of the cache for the desk: the accounts of a house, all accounts, and the fund's faulty rows.
import type { DefectRow, HouseAccount } from '../../ports/cache.ts';
import type { Db } from '../sqlite/database.ts';
import { flawedBalance } from './schema.ts';

const houseAccountsSql = `
  select a.id, a.number, p.number as premises, b.closing as balance, b.period
  from premises p join account a on a.premises_id = p.id
  left join period_balance b
    on b.account_id = a.id and b.period = (select max(period) from period_balance l where l.account_id = a.id)
  where p.house_id = ?`;

const setAsideSql = `
  select 'row' as kind, entity, key, null as account, trim(cell || ' ' || code || ' ' || value) as reason, null as closing, null as expected, seen_at
  from quarantine order by seen_at desc, entity, key limit ? offset ?`;

const flawedSql = `
  select 'figures' as kind, 'period_balance' as entity, account_id || '/' || period as key, account_id as account, '' as reason,
    closing, opening + charged + recalculation - privilege + penalty - paid as expected, null as seen_at
  from period_balance indexed by balance_flawed where ${flawedBalance} order by period desc, account_id limit ? offset ?`;

export function staffReads(db: Db) {
  const houseAccounts = db.prepare<[number], HouseAccount>(houseAccountsSql);
  const regionAccounts = db
    .prepare<[], number>(
      `select a.id from account a join premises p on p.id = a.premises_id order by p.house_id, p.number, a.id`,
    )
    .pluck();
  const setAside = db.prepare<[number, number], DefectRow>(setAsideSql);
  const setAsideCount = db.prepare<[], number>('select count(*) from quarantine').pluck();
  const flawed = db.prepare<[number, number], DefectRow>(flawedSql);
  const flawedCount = db
    .prepare<[], number>(`select count(*) from period_balance indexed by balance_flawed where ${flawedBalance}`)
    .pluck();

  return {
    houseAccounts: (house: number) => houseAccounts.all(house),
    regionAccounts: () => regionAccounts.all(),
    defects(offset: number, limit: number) {
      const aside = setAsideCount.get() ?? 0;
      const first = setAside.all(limit, offset);
      const rest = flawed.all(limit - first.length, Math.max(0, offset - aside));
      return { rows: [...first, ...rest], total: aside + (flawedCount.get() ?? 0) };
    },
  };
}
