// Values the cache adds to the fund's rows for searching: plain account numbers and stable ids of places.
import { createHash } from 'node:crypto';
import { accountKey, searchableUnified } from '../../domain/account-number.ts';
import type { EntityName, RowOf } from '../../ports/exchange.ts';

export type Cell = string | number | null;
export { searchableUnified };

/** A row of any entity. */
export type AnyRow = Readonly<Record<string, Cell>>;

/** A column computed from the rest of the row when the row is stored. */
export interface DerivedColumn<Row = AnyRow> {
  name: string;
  storage: 'integer' | 'text';
  of(row: Row): Cell;
}

const known = new Map<string, number>();

/**
 * The id of a settlement (kind, name) or of a street (settlement, kind, name): 48 bits of a hash of its names. A place therefore has the
 * same id in every cache file, and a search in progress survives a new snapshot.
 */
export function placeId(...names: string[]): number {
  const text = names.join('\u0000');
  let id = known.get(text);
  if (id === undefined) {
    id = createHash('sha256').update(text).digest().readUIntBE(0, 6) + 1;
    if (known.size > 100_000) known.clear();
    known.set(text, id);
  }
  return id;
}

/**
 * Part of the cache's digest. Raise it whenever a function above returns another value for the same row: caches made by the old
 * rule are then rebuilt (tests/unit/sync/cache-derived.test.ts holds samples).
 */
export const derivedVersion = 2;

export const derivedColumns: { readonly [E in EntityName]?: readonly DerivedColumn<RowOf<E>>[] } = {
  house: [
    {
      name: 'street_id',
      storage: 'integer',
      of: row => placeId(row.settlement_kind, row.settlement, row.street_kind, row.street),
    },
  ],
  account: [
    { name: 'number_norm', storage: 'text', of: row => accountKey(row.number) },
    { name: 'unified_norm', storage: 'text', of: row => searchableUnified(row.unified_number) },
  ],
};
