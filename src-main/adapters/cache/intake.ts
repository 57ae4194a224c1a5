// What a cache file is asked when the fund's data is held against it: how many rows it has, and what it remembers of the day.
import type { EntityCount, IntakeMemory } from '../../ports/acceptance.ts';
import { entityNames, type EntityName } from '../../ports/exchange.ts';
import type { Refetch, Rejected } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import { changeColumn, type EntityTable } from './schema.ts';

type Counter<A extends unknown[]> = (...args: A) => number;

export class IntakeCounts {
  readonly #db: Db;
  readonly #table: (entity: EntityName) => EntityTable;
  /** a table of millions is counted once and then kept up with what is written */
  readonly #rows = new Map<EntityName, number>();
  readonly #counters = new Map<string, Counter<(string | number)[]>>();

  constructor(db: Db, table: (entity: EntityName) => EntityTable) {
    this.#db = db;
    this.#table = table;
  }

  #counter(sql: string): Counter<(string | number)[]> {
    let found = this.#counters.get(sql);
    if (!found) {
      const statement = this.#db.prepare<(string | number)[], number>(sql).pluck();
      this.#counters.set(sql, (found = (...args) => statement.get(...args) ?? 0));
    }
    return found;
  }

  count(entity: EntityName): EntityCount {
    let rows = this.#rows.get(entity);
    if (rows === undefined) this.#rows.set(entity, (rows = this.#counter(`select count(*) from ${entity}`)()));
    return {
      rows,
      aside: this.#counter(`select count(*) from set_aside where entity = ?`)(entity),
    };
  }

  aside(): IntakeMemory['aside'] {
    const of = this.#counter(`select count(*) from set_aside where entity = ?`);
    const counted = entityNames.map(entity => [entity, of(entity)] as const);
    return Object.fromEntries(counted.filter(([, aside]) => aside > 0));
  }

  /** Call it after rows of the entity were written: they are counted anew when asked for. */
  forget(entity: EntityName): void {
    this.#rows.delete(entity);
  }

  rowsOf({ entity, ids = [], months = [] }: Refetch): number {
    const table = this.#table(entity);
    let rows = 0;
    const byId = this.#counter(`select count(*) from ${table.name} where ${changeColumn(table.entity)} = ?`);
    for (const id of ids) rows += byId(id);
    if (months.length === 0) return rows;
    const byMonth = this.#counter(`select count(*) from ${table.name} where account_id = ? and period = ?`);
    for (const { accountId, period } of months) rows += byMonth(accountId, period);
    return rows;
  }

  newlyAside(rejected: readonly Rejected[]): number {
    const known = this.#counter(`select count(*) from set_aside where entity = ? and key = ?`);
    return new Set(rejected.filter(({ entity, key }) => known(entity, key) === 0).map(({ key }) => key)).size;
  }
}
