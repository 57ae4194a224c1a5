// Under which accounts the file has rows that a change names by their own id. They lie by their account, and no index leads from an id to it:
// among eleven million payments that index took as long to make as a twentieth of the copy.
import type { Owner, ParsedRows } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';

/**
 * `named`: the accounts that the changes named. An id whose account was not named, or named so that it does not fit what is found, is looked for
 * through the whole table, once for all of them.
 */
export function ownersOf(
  db: Db,
  table: string,
  ids: readonly (number | string)[],
  named: readonly Owner[],
  given: ParsedRows,
): Owner[] {
  const rows = given.rows as readonly object[] as readonly { account_id: number; id: number }[];
  const now = new Map(rows.map(row => [row.id, row.account_id]));
  for (const { key } of given.rejected) {
    const [account, id] = key.split('/').map(Number);
    if (account && id) now.set(id, account);
  }
  const accounts = new Map<number, number[]>();
  for (const { accountId, id } of named) accounts.set(id, [...(accounts.get(id) ?? []), accountId]);
  const holds = db.prepare(`select 1 from ${table} where account_id = ? and id = ?`).pluck();
  const fits = (id: number): boolean => {
    const of = accounts.get(id) ?? [];
    const account = now.get(id);
    return account === undefined ? of.some(one => holds.get(one, id) !== undefined) : of.includes(account);
  };
  const lost = ids.filter(id => !fits(Number(id)));
  const find = `select account_id as accountId, id from ${table} where id in (select value from json_each(?))`;
  const found = lost.length > 0 ? (db.prepare(find).all(JSON.stringify(lost)) as Owner[]) : [];
  const all = [...named, ...found, ...rows.map(row => ({ accountId: row.account_id, id: row.id }))];
  return [...new Map(all.map(owner => [`${owner.accountId}/${owner.id}`, owner])).values()];
}
