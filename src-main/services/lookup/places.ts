// Lists of settlements, streets, houses and flats made ready for suggestions, kept until the fund's addresses change.
import { premisesLabel, type PremisesNumber } from '../../domain/address.ts';
import { indexNames, type NameIndex } from '../../domain/address-match.ts';
import type { CacheReader, HouseEntry, SettlementEntry, StreetEntry } from '../../ports/cache.ts';

/** More lists than a busy day asks for; beyond it the oldest is read again when needed. */
const keptLists = 500;

export interface FlatEntry {
  /** what to ask the accounts by: the number, or the label where the number alone means several buttons or the button several numbers */
  id: string;
  premises: readonly PremisesNumber[];
}

export interface Places {
  settlements(): Promise<NameIndex<SettlementEntry>>;
  streets(settlement: number): Promise<NameIndex<StreetEntry>>;
  houses(street: number): Promise<HouseEntry[]>;
  /** Premises by what their button says: two kinds of one number may say the same of themselves, «н/п 3». */
  flats(house: number): Promise<ReadonlyMap<string, FlatEntry>>;
  /** Forgets the lists: the fund's addresses have changed. */
  forget(): void;
}

function byLabel(flats: readonly PremisesNumber[]): Map<string, FlatEntry> {
  const uses = Map.groupBy(flats, ({ number }) => number);
  const entryOf = (label: string, premises: readonly PremisesNumber[]): FlatEntry => {
    const [{ number } = { number: label }, ...more] = premises;
    return { id: more.length === 0 && uses.get(number)?.length === 1 ? number : label, premises };
  };
  const groups = [...Map.groupBy(flats, premisesLabel)];
  return new Map(groups.map(([label, premises]) => [label, entryOf(label, premises)]));
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
    flats: house => keep(`flats ${house}`, async () => byLabel(await cache.flats(house))),
    forget: () => void (lists = new Map()),
  };
}
