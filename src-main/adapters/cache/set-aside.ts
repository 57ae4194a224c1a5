// Which rows of the fund were set aside, as readers ask.
import type { SetAside } from '../../ports/cache.ts';
import { entityNames, type EntityName } from '../../ports/exchange.ts';
import type { Db } from '../sqlite/database.ts';

/** A key begins with the account and a slash; '0' is the character after the slash. */
const ofAccount = (entity: EntityName, account: string) =>
  `q.entity = '${entity}' and q.key >= ${account} || '/' and q.key < ${account} || '0'`;

const ofKey = (entity: EntityName, key: string) => `q.entity = '${entity}' and q.key = ${key}`;

/**
 * Conditions on a row `t`: no row of its key was set aside. A row that is kept with a doubtful cell is read. Of a month with a charge line set aside no line is read.
 */
export const isRead = {
  byId: (entity: EntityName) => `not exists (select 1 from set_aside q where ${ofKey(entity, 'cast(t.id as text)')})`,
  balance: `not exists (select 1 from set_aside q where ${ofKey('period_balance', `t.account_id || '/' || t.period`)})`,
  line: `not exists (select 1 from set_aside q where ${ofAccount('charge_line', `t.account_id || '/' || t.period`)})`,
  payment: `not exists (select 1 from set_aside q where ${ofKey('payment', `t.account_id || '/' || t.id`)})`,
};

/** Of all accounts of a house, what was set aside of their months and payments; `rest` is the key without the account. */
export const houseSetAsideSql = (['period_balance', 'payment'] as const)
  .map(
    entity => `select a.id as account_id, q.entity, substr(q.key, length(a.id) + 2) as rest
      from premises p join account a on a.premises_id = p.id join set_aside q on ${ofAccount(entity, 'a.id')}
      where p.house_id = $house`,
  )
  .join(' union all ');

/** An account of this house was set aside: its second cell is the house, or the row before the change is still there. */
export function bankAccountSetAside(db: Db): (house: number) => boolean {
  const found = db
    .prepare<{ house: string }, number>(
      `select 1 from set_aside q where q.entity = 'house_account'
       and (substr(q.raw, instr(q.raw, char(9)) + 1, length($house) + 1) = $house || char(9)
         or q.key in (select cast(id as text) from house_account where house_id = cast($house as integer))) limit 1`,
    )
    .pluck();
  return house => found.get({ house: String(house) }) !== undefined;
}

export function setAsideReads(db: Db) {
  const any = db.prepare<[], number>(`select 1 from set_aside limit 1`).pluck();
  const rows = db.prepare<{ account: string }, { entity: EntityName; key: string }>(
    (['period_balance', 'charge_line', 'payment'] as const)
      .map(entity => `select entity, key from set_aside q where ${ofAccount(entity, '$account')}`)
      .join(' union all '),
  );
  // a look for each entity: `distinct` would walk the whole table, which a bad day of the fund fills
  const one = db.prepare<[EntityName], number>(`select 1 from set_aside where entity = ? limit 1`).pluck();
  return {
    setAside(account: number): SetAside {
      if (any.get() === undefined) return { months: [], lines: [], payments: false };
      // as text: a bound number is a float to SQLite, and becomes «1.0/»
      const found = rows.all({ account: String(account) });
      const monthsOf = (entity: EntityName) => {
        const of = found.filter(row => row.entity === entity).map(({ key }) => key.split('/')[1] ?? '');
        return [...new Set(of)].sort().reverse();
      };
      return {
        months: monthsOf('period_balance'),
        lines: monthsOf('charge_line'),
        payments: found.some(row => row.entity === 'payment'),
      };
    },
    incomplete: () => entityNames.filter(entity => one.get(entity) !== undefined),
  };
}
