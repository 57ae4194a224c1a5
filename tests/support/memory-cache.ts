// The cache of unit tests: the program's own tables and queries over a database in memory, filled with the rows a test gives.
import Database from 'better-sqlite3';
import { asPromises, cacheReads } from '../../src-main/adapters/cache/cache-reader.ts';
import { createTables, currentSchema } from '../../src-main/adapters/cache/schema.ts';
import { SqliteShadow } from '../../src-main/adapters/cache/shadow-file.ts';
import type { AccountView, CacheReader } from '../../src-main/ports/cache.ts';
import { entityNames, type EntityName, type RowOf } from '../../src-main/ports/exchange.ts';
import type { ParsedRows } from '../../src-main/ports/fund.ts';
import { rowOf } from './cache-rows.ts';

export type CacheRows = { [E in EntityName]?: readonly Partial<RowOf<E>>[] };

type AsideRow = readonly [entity: EntityName, key: string];

/** A cache of `rows`, each completed by `rowOf`, and of rows set aside; `answers` takes the place of single queries. */
export function memoryCache(
  rows: CacheRows = {},
  answers: Partial<CacheReader> = {},
  setAside: readonly AsideRow[] = [],
): CacheReader {
  const db = new Database(':memory:');
  createTables(db, currentSchema);
  const file = new SqliteShadow(db, ':memory:');
  const add = <E extends EntityName>(entity: E, given: CacheRows[E] = []) => {
    const whole: object[] = given.map(row => rowOf(entity, row));
    const why = { column: '', code: 'notStored', value: '', raw: '' } as const;
    const rejected = setAside.filter(([of]) => of === entity).map(([, key]) => ({ entity, key, ...why }));
    file.add({ entity, rows: whole, rejected, doubts: [] } as unknown as ParsedRows);
  };
  for (const entity of entityNames) add(entity, rows[entity]);
  file.index();
  return { ...asPromises(cacheReads(db)), ...answers };
}

/** An account with its premises and house, as the cache gives it. */
export const viewOf = (
  account: Partial<RowOf<'account'>>,
  premises: Partial<RowOf<'premises'>> = {},
  house: Partial<RowOf<'house'>> = {},
): AccountView => ({
  id: account.id ?? rowOf('account').id,
  number: account.number ?? rowOf('account').number,
  account: rowOf('account', account),
  premises: rowOf('premises', premises),
  house: rowOf('house', house),
});
