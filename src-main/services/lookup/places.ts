// Lists of settlements, streets, houses and flats made ready for suggestions, and names of organizations, kept until the fund's change.
import { premisesLabel, type PremisesNumber } from '../../domain/address.ts';
import { indexNames, type NameIndex } from '../../domain/address-match.ts';
import { formatHouseNumber, formatPlace } from '../../domain/address.ts';
import type { CacheReader, HouseEntry, SettlementEntry, StreetEntry } from '../../ports/cache.ts';

/** More lists than a busy day asks for; beyond it the oldest is read again when needed. */
const keptLists = 500;

export interface FlatEntry {
  /** what to ask the accounts by: the number, or the label where the number alone means several buttons or the button several numbers */
  id: string;
  premises: readonly PremisesNumber[];
}

/** A place to choose: its label is never empty, and no two places of a list look alike where the fund tells them apart. */
export interface NamedEntry {
  id: number;
  kind: string;
  name: string;
  mark: string;
  label: string;
}

export interface NumberedHouse {
  id: number;
  number: string;
  block: string;
  postalCode: string;
  label: string;
}

export interface Streets {
  index: NameIndex<NamedEntry>;
  /** no house of the settlement stands in a street: there is nothing to choose from */
  unnamed: boolean;
}

export interface Places {
  settlements(): Promise<NameIndex<NamedEntry>>;
  streets(settlement: number): Promise<Streets>;
  houses(street: number): Promise<NumberedHouse[]>;
  /** Premises by what their button says: two kinds of one number may say the same of themselves, «н/п 3». */
  flats(house: number): Promise<ReadonlyMap<string, FlatEntry>>;
  /** The name of the organization; empty where there is none or it could not be read. */
  provider(organization: number | null): Promise<string>;
  /** Forgets the lists and names: the fund's have changed. */
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

/** Those that look like another one, by their label. */
function alike<T>(items: readonly T[], label: (item: T) => string): (item: T) => readonly T[] {
  const groups = Map.groupBy(items, item => label(item).toLowerCase());
  return item => groups.get(label(item).toLowerCase()) ?? [];
}

const noSettlement = 'населённый пункт не указан';
const noStreet = 'без улицы';
const noNumber = 'без номера';

/** Villages of one name are told apart by district or postal code, and by region where they lie in several. */
function settlementsOf(entries: readonly SettlementEntry[]): NamedEntry[] {
  const plain = ({ kind, name }: SettlementEntry) => formatPlace(kind, name) || noSettlement;
  const namesakes = alike(entries, plain);
  return entries.map(entry => {
    const others = namesakes(entry);
    const regions = new Set(others.map(({ region }) => region.trim()));
    const mark =
      others.length < 2 ? '' : [regions.size > 1 ? entry.region.trim() : '', entry.mark].filter(Boolean).join(', ');
    const { id, kind } = entry;
    const label = [plain(entry), mark].filter(Boolean).join(', ');
    return { id, kind, name: entry.name.trim() || noSettlement, mark, label };
  });
}

function streetsOf(entries: readonly StreetEntry[]): Streets {
  const named = entries.map(({ id, kind, name }): NamedEntry => {
    const label = formatPlace(kind, name);
    return label === ''
      ? { id, kind: '', name: noStreet, mark: '', label: noStreet }
      : { id, kind, name, mark: '', label };
  });
  return { index: indexNames(named), unnamed: named.length === 1 && named[0]?.label === noStreet };
}

/** Two houses of one number in a street of one name are told apart by their postal codes. */
function housesOf(entries: readonly HouseEntry[]): NumberedHouse[] {
  const plain = (house: HouseEntry) => formatHouseNumber(house) || noNumber;
  const namesakes = alike(entries, plain);
  return entries.map(entry => {
    const codes = new Set(namesakes(entry).map(({ postal_code }) => postal_code.trim()));
    const label = [plain(entry), codes.size > 1 ? entry.postal_code.trim() : ''].filter(Boolean).join(', ');
    const number = formatHouseNumber(entry) === '' ? noNumber : entry.number;
    return { id: entry.id, number, block: entry.block, postalCode: entry.postal_code.trim(), label };
  });
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
    settlements: () => keep('settlements', async () => indexNames(settlementsOf(await cache.settlements()))),
    streets: settlement => keep(`streets ${settlement}`, async () => streetsOf(await cache.streets(settlement))),
    houses: street => keep(`houses ${street}`, async () => housesOf(await cache.houses(street))),
    flats: house => keep(`flats ${house}`, async () => byLabel(await cache.flats(house))),
    provider: id =>
      id === null
        ? Promise.resolve('')
        : keep(`organization ${id}`, async () => (await cache.organization(id))?.name ?? ''),
    forget: () => void (lists = new Map()),
  };
}
