// What the cache adds to the fund's rows so that they can be searched: plain account numbers and stable ids of places.
import { createHash } from 'node:crypto';
import { accountKey, normalizeUnifiedNumber } from '../../domain/account-number.ts';
import type { EntityName, RowOf } from '../../ports/exchange.ts';

export type Cell = string | number | null;
/** A row of any entity. */
export type AnyRow = Readonly<Record<string, Cell>>;

/** A column made from the rest of the row when it is stored. */
export interface DerivedColumn<Row = AnyRow> {
  name: string;
  storage: 'integer' | 'text';
  of(row: Row): Cell;
}

/** A ЕЛС as a person's input is compared with it. */
export const searchableUnified = (number: string): string =>
  normalizeUnifiedNumber(number) ?? number.replaceAll(/\s/gu, '').toUpperCase();

const known = new Map<string, number>();

/**
 * The id of a settlement (kind, name) or a street (the settlement's, then its own): 48 bits of a hash of its names, so that a place has the
 * same id in every cache file and a visit in mid-search survives a new snapshot.
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
 * Part of the cache's digest. Raise it whenever a function above gives another value for the same row: caches made with the old
 * rule are then made anew (tests/unit/sync/cache-derived.test.ts holds samples).
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
