// Settlements and streets, which the exchange does not list: collected from the houses and deleted when no house is left there.
import { settlementMark } from '../../domain/address.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { Db } from '../sqlite/database.ts';
import { settlementId, streetId } from './derived.ts';

/** Adds the places of these houses, inside the caller's transaction. */
export function addPlaces(db: Db, houses: readonly RowOf<'house'>[]): void {
  const settlement = db.prepare(
    'insert or ignore into settlement (id, kind, name, region, mark) values (?, ?, ?, ?, ?)',
  );
  const street = db.prepare('insert or ignore into street (id, settlement_id, kind, name) values (?, ?, ?, ?)');
  for (const house of houses) {
    const town = settlementId(house);
    settlement.run(town, house.settlement_kind, house.settlement, house.region, settlementMark(house));
    street.run(streetId(house), town, house.street_kind, house.street);
  }
}

/** Removes places without a house. */
export function prunePlaces(db: Db): void {
  db.exec('delete from street where not exists (select 1 from house where house.street_id = street.id)');
  db.exec('delete from settlement where not exists (select 1 from street where street.settlement_id = settlement.id)');
}
