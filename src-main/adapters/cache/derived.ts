// Values the cache adds to the fund's rows for searching: plain account numbers and stable ids of places.
import { createHash } from 'node:crypto';
import { accountKey, searchableUnified } from '../../domain/account-number.ts';
import { districtKey, placeKey } from '../../domain/address-normalize.ts';
import { settlementMark } from '../../domain/address.ts';
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
 * 48 bits of a hash of what a place is told by, however its names are written. A place therefore has the same id in every cache file, and a
 * search in progress survives a new snapshot.
 */
function placeId(written: string, parts: () => string[]): number {
  let id = known.get(written);
  if (id === undefined) {
    id = createHash('sha256').update(parts().join('\u0000')).digest().readUIntBE(0, 6) + 1;
    if (known.size > 100_000) known.clear();
    known.set(written, id);
  }
  return id;
}

type Placed = Pick<
  RowOf<'house'>,
  'region' | 'district' | 'postal_code' | 'settlement_kind' | 'settlement' | 'street_kind' | 'street'
>;

const settlementParts = (house: Placed): string[] => [
  placeKey(house.settlement_kind, house.settlement),
  districtKey(house.region),
  districtKey(settlementMark(house)),
];
const settlementText = (house: Placed): string =>
  [house.settlement_kind, house.settlement, house.region, settlementMark(house)].join('\u0000');

/** Of a settlement: by its kind and name, its region, and a village by its district or postal code. */
export const settlementId = (house: Placed): number => placeId(settlementText(house), () => settlementParts(house));

/** Of a street in its settlement. */
export const streetId = (house: Placed): number =>
  placeId([settlementText(house), house.street_kind, house.street].join('\u0000'), () => [
    ...settlementParts(house),
    placeKey(house.street_kind, house.street),
  ]);

/**
 * Part of the cache's digest. Raise it whenever a function above returns another value for the same row: caches made by the old
 * rule are then rebuilt (tests/unit/sync/cache-derived.test.ts holds samples).
 */
export const derivedVersion = 4;

export const derivedColumns: { readonly [E in EntityName]?: readonly DerivedColumn<RowOf<E>>[] } = {
  house: [
    {
      name: 'street_id',
      storage: 'integer',
      of: streetId,
    },
  ],
  account: [
    { name: 'number_norm', storage: 'text', of: row => accountKey(row.number) },
    { name: 'unified_norm', storage: 'text', of: row => searchableUnified(row.unified_number) },
  ],
};
