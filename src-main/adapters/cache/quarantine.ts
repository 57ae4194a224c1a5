// Rows of the fund that could not be stored: kept with the reason for staff to see, and removed when the fund corrects them.
import type { EntityName } from '../../ports/exchange.ts';
import type { Rejected } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import type { AnyRow } from './derived.ts';
import { keyOf } from './rows.ts';
import type { EntityTable } from './schema.ts';

export class Quarantine {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  add(rejected: readonly Rejected[]): void {
    if (rejected.length === 0) return;
    const put = this.#db.prepare(
      'insert or replace into quarantine (entity, key, reason, raw, seen_at) values (?, ?, ?, ?, ?)',
    );
    const now = new Date().toISOString();
    for (const one of rejected) put.run(one.entity, one.key, one.reason, one.raw.slice(0, 2000), now);
  }

  /** Adds a row that was parsed but could not be stored. */
  addRow(table: EntityTable, row: AnyRow, reason: string): void {
    const key = keyOf(table, row).join('/');
    this.add([{ entity: table.name as EntityName, key, reason, raw: JSON.stringify(row) }]);
  }

  /** `lastOfKey`: the given id is only the last part of the key. */
  forget(entity: EntityName, id: string, lastOfKey: boolean): void {
    if (this.#none(entity)) return;
    if (lastOfKey) {
      this.#db
        .prepare(`delete from quarantine where entity = ? and substr(key, -length(?)) = ?`)
        .run(entity, `/${id}`, `/${id}`);
    } else this.#db.prepare('delete from quarantine where entity = ? and key = ?').run(entity, id);
  }

  /** All rows whose key is `start` or begins with it: `account/period` for those of a month. */
  forgetUnder(entity: EntityName, start: string): void {
    if (this.#none(entity)) return;
    this.#db
      // '0' is the character after the slash
      .prepare(`delete from quarantine where entity = ? and (key = ? or (key >= ? and key < ?))`)
      .run(entity, start, `${start}/`, `${start}0`);
  }

  /** What an account's own rows are set aside for: all of them have been read again. Its key is the first part of theirs. */
  forgetAccount(account: number): void {
    for (const entity of ['period_balance', 'charge_line', 'payment'] as const)
      this.forgetUnder(entity, String(account));
    this.forget('account', String(account), false);
  }

  /** What is set aside of an account's months and payments. */
  under(account: number): unknown[] {
    return this.#db
      .prepare('select entity, key, raw from quarantine where key >= ? and key < ? order by entity, key')
      .raw()
      .all(`${account}/`, `${account}0`);
  }

  size(): number {
    return this.#db.prepare('select count(*) from quarantine').pluck().get() as number;
  }

  #none(entity: EntityName): boolean {
    return !this.#db.prepare('select 1 from quarantine where entity = ? limit 1').get(entity);
  }
}
