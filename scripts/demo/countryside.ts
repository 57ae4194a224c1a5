// The places a region comes to have as it grows: streets and villages open one by one, 600 settlements and 6 000 streets at 400 000 accounts.
import { countryside, names, settlements, type Settlement } from './data.ts';
import { Random, Weighted, stream } from './random.ts';

/** What stands at a house's place decides how tall the house is. */
export type Scale = 'village' | 'centre' | 'town';

export interface Place {
  scale: Scale;
  kind: string;
  name: string;
  /** «Алатырский р-н»; empty for the six towns */
  district: string;
  postal: readonly string[];
  streetKind: string;
  street: string;
  /** the first house of its street */
  first: boolean;
}

interface Opened extends Omit<Place, 'streetKind' | 'street' | 'first'> {
  streets: (readonly [kind: string, name: string])[];
  /** names it has, and the ones it may still get */
  taken: Set<string>;
  rest: string[];
}

/** Of so many houses one opens a street, and of so many streets one opens a settlement. */
const HOUSES_A_STREET = 1.29;
const STREETS_A_SETTLEMENT = 10;
/** Of so many new settlements one is a district's centre. */
const SETTLEMENTS_A_CENTRE = 20;

const inTown = { Чебоксары: 56, Новочебоксарск: 18 } as Record<string, number>;
const newStreetAt = new Weighted<Scale>([
  ['town', 45],
  ['centre', 20],
  ['village', 35],
]);
const newHouseAt = new Weighted<Scale>([
  ['town', 82],
  ['centre', 13],
  ['village', 5],
]);
const villageKinds = new Weighted([
  ['д.', 60],
  ['с.', 30],
  ['п.', 10],
] as const);
const streetKinds = new Weighted([
  ['ул.', 80],
  ['пер.', 13],
  ['пр-д', 7],
] as const);
/** Villages of one name told apart as people do. */
const NAMESAKES = ['Большие', 'Малые', 'Верхние', 'Нижние', 'Старые', 'Новые', 'Средние', 'Дальние'];

function shuffled(random: Random, items: readonly string[]): string[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.int(0, i);
    [mixed[i], mixed[j]] = [mixed[j] as string, mixed[i] as string];
  }
  return mixed;
}

/** «Кузнецова»: of a man's surname, whose genitive is the woman's form. */
const surnames = names.surnames.map(([, hers]) => hers).filter(name => /(ов|ев|ин)а$/.test(name));
const plain = [...countryside.adjectives, ...countryside.persons, ...countryside.themes];
const ofTown = [
  ...plain,
  ...surnames,
  ...countryside.titles.flatMap(title => surnames.map(name => `${title} ${name}`)),
  ...countryside.adjectives.flatMap(name => [`${name} 2-я`, `${name} 3-я`]),
];
/** What nearly every village has; the rest of its names are drawn. */
const common = ['Центральная', 'Школьная', 'Молодёжная', 'Садовая', 'Лесная', 'Новая', 'Набережная', 'Советская'];

export class Countryside {
  private readonly opened: Record<Scale, Opened[]>;
  private readonly towns: Weighted<Opened>;
  private readonly villageNames: string[];
  private houses = 0;
  private streets = 0;
  private settlements = 0;

  constructor() {
    const towns = settlements.map((town, i) => this.town(town, i));
    this.opened = { town: towns, centre: [], village: [] };
    this.towns = new Weighted(towns.map(town => [town, inTown[town.name] ?? 5] as const));
    this.villageNames = shuffled(new Random(stream.names, 0), countryside.villages);
  }

  /** The place of the next house: in a street or settlement it opens, or in one of those that are. */
  next(random: Random): Place {
    this.houses++;
    if (Math.floor(this.houses / HOUSES_A_STREET) === this.streets) return this.known(random);
    this.streets++;
    const at = this.streets % STREETS_A_SETTLEMENT === 1 ? this.settle(random) : this.some(random, newStreetAt);
    return placeIn(at, this.street(at, random), true);
  }

  private known(random: Random): Place {
    const at = this.some(random, newHouseAt);
    // The first streets of a list are the long ones.
    const short = Math.floor(random.next() * random.next() * at.streets.length);
    return placeIn(at, at.streets[short] as readonly [string, string], false);
  }

  private some(random: Random, at: Weighted<Scale>): Opened {
    const scale = at.draw(random);
    if (scale === 'town' || this.opened[scale].length === 0) return this.towns.draw(random);
    return random.of(this.opened[scale]);
  }

  private street(at: Opened, random: Random): readonly [string, string] {
    let name = at.rest.pop();
    while (name !== undefined && at.taken.has(name)) name = at.rest.pop();
    name ??= `${random.of(countryside.adjectives)} ${at.taken.size}-я`;
    at.taken.add(name);
    const street = [name.endsWith('ая') ? 'ул.' : streetKinds.draw(random), name] as const;
    at.streets.push(street);
    return street;
  }

  private town({ kind, name, postal, streets }: Settlement, i: number): Opened {
    const rest = shuffled(new Random(stream.names, i + 1), ofTown);
    const taken = new Set(streets.map(([, street]) => street));
    return { scale: 'town', kind, name, district: '', postal, streets: [...streets], taken, rest };
  }

  private settle(random: Random): Opened {
    const n = this.settlements++;
    const centre = n % SETTLEMENTS_A_CENTRE === 0;
    const base = this.villageNames[n % this.villageNames.length] as string;
    const round = Math.floor(n / this.villageNames.length);
    // «-и» and «-ы» are plural, so they take an adjective; another name is met again in another district.
    const name = round > 0 && /[иы]$/.test(base) ? `${NAMESAKES[(n + round) % NAMESAKES.length]} ${base}` : base;
    const district = countryside.districts[(n * 8 + round * 5) % countryside.districts.length] as string;
    const code = 429_100 + ((n * 37) % 800);
    const streets = shuffled(new Random(stream.names, 100 + n), centre ? [...plain, ...surnames] : plain);
    const own: Opened = {
      scale: centre ? 'centre' : 'village',
      kind: centre ? 'пгт' : villageKinds.draw(random),
      name,
      district: `${district} р-н`,
      postal: [String(code)],
      streets: [],
      taken: new Set(),
      rest: [...streets, ...shuffled(random, common)],
    };
    this.opened[own.scale].push(own);
    return own;
  }
}

const placeIn = (
  { scale, kind, name, district, postal }: Opened,
  [streetKind, street]: readonly [string, string],
  first: boolean,
): Place => ({ scale, kind, name, district, postal, streetKind, street, first });
