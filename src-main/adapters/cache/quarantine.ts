// Rows of the fund that do not hold: kept with the reason for staff to see, and forgotten once the fund mends them.
import type { EntityName } from '../../ports/exchange.ts';
import type { Rejected } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import { keyOf, type AnyRow } from './rows.ts';

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

  /** A row that parses and still cannot be stored. */
  addRow(entity: EntityName, row: AnyRow, reason: string): void {
    this.add([{ entity, key: keyOf(entity, row).join('/'), reason, raw: JSON.stringify(row) }]);
  }

  /** `inside`: the id is only the last part of the key. */
  forget(entity: EntityName, id: string, inside: boolean): void {
    if (this.#none(entity)) return;
    if (inside) {
      this.#db
        .prepare(`delete from quarantine where entity = ? and substr(key, -length(?)) = ?`)
        .run(entity, `/${id}`, `/${id}`);
    } else this.#db.prepare('delete from quarantine where entity = ? and key = ?').run(entity, id);
  }

  /** All rows of `account/period`. */
  forgetMonth(entity: EntityName, month: string): void {
    if (this.#none(entity)) return;
    this.#db
      .prepare(`delete from quarantine where entity = ? and (key = ? or substr(key, 1, length(?)) = ?)`)
      .run(entity, month, `${month}/`, `${month}/`);
  }

  size(): number {
    return this.#db.prepare('select count(*) from quarantine').pluck().get() as number;
  }

  #none(entity: EntityName): boolean {
    return !this.#db.prepare('select 1 from quarantine where entity = ? limit 1').get(entity);
  }
}
