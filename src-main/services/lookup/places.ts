// Lists of settlements, streets, houses and flats made ready for suggestions, kept until the fund's addresses change.
import { indexNames, type NameIndex } from '../../domain/address-match.ts';
import type { CacheReader, HouseEntry, SettlementEntry, StreetEntry } from '../../ports/cache.ts';

/** More lists than a busy day asks for; beyond it the oldest is read again when needed. */
const keptLists = 500;

export interface Places {
  settlements(): Promise<NameIndex<SettlementEntry>>;
  streets(settlement: number): Promise<NameIndex<StreetEntry>>;
  houses(street: number): Promise<HouseEntry[]>;
  flats(house: number): Promise<string[]>;
  /** Forgets the lists: the fund's addresses have changed. */
  forget(): void;
}

export function createPlaces(cache: CacheReader): Places {
  let lists = new Map<string, Promise<unknown>>();

  function keep<T>(key: string, read: () => Promise<T>): Promise<T> {
    const kept = lists.get(key) as Promise<T> | undefined;
    if (kept) return kept;
    const list = read();
    list.catch(() => lists.delete(key));
    if (lists.size >= keptLists) lists.delete(lists.keys().next().value ?? '');
    lists.set(key, list);
    return list;
  }

  return {
    settlements: () => keep('settlements', async () => indexNames(await cache.settlements())),
    streets: settlement => keep(`streets ${settlement}`, async () => indexNames(await cache.streets(settlement))),
    houses: street => keep(`houses ${street}`, () => cache.houses(street)),
    flats: house => keep(`flats ${house}`, () => cache.flats(house)),
    forget: () => void (lists = new Map()),
  };
}
