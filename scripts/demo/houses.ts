// Houses of the demo in a fixed order: the first three are written by hand, the rest are generated street by street and place by place.
import { Countryside, type Scale } from './countryside.ts';
import { settlements, organizations, type Settlement } from './data.ts';
import { Random, Weighted, stream } from './random.ts';

export interface House {
  id: number;
  postalCode: string;
  settlementKind: string;
  settlement: string;
  /** empty for a town */
  district: string;
  streetKind: string;
  street: string;
  number: string;
  block: string;
  formation: 'commonPot' | 'specialAccount';
  /** organization.id; null: the owners manage it themselves */
  managing: number | null;
  entrances: number;
  floors: number;
  flatsOnFloor: number;
  /** premises that are not flats */
  shops: number;
  /** when the accounts of its owners were opened */
  openedOn: string;
  /** kopecks */
  collected: number | null;
  spent: number | null;
}

type Shape = Pick<House, 'entrances' | 'floors' | 'flatsOnFloor'>;

const OPENINGS = ['2014-01-01', '2014-07-01', '2014-10-01', '2015-01-01', '2016-05-01', '2017-03-01', '2019-08-01'];
/** After this many houses the new districts with tall houses begin. */
const OLD_TOWN = 420;
/** So many houses stand in the six towns alone; then villages come, so that a small region stays what it was. */
const TOWNS_ALONE = 60;
const LETTERS = ['А', 'Б', 'В'];

const lowRise = (r: Random): Shape => ({ entrances: r.int(1, 3), floors: r.int(2, 3), flatsOnFloor: r.int(2, 4) });
const fiveFloors = (r: Random): Shape => ({ entrances: r.int(2, 4), floors: 5, flatsOnFloor: r.int(3, 4) });
const nineFloors = (r: Random): Shape => ({ entrances: r.int(1, 3), floors: 9, flatsOnFloor: 4 });
const tower = (r: Random): Shape => ({ entrances: r.int(1, 3), floors: r.int(12, 17), flatsOnFloor: r.int(4, 8) });

const oldTown = new Weighted([
  [lowRise, 38],
  [fiveFloors, 46],
  [nineFloors, 14],
  [tower, 2],
] as const);
const newDistrict = new Weighted([
  [nineFloors, 45],
  [tower, 55],
] as const);

const village = new Weighted([
  [lowRise, 95],
  [fiveFloors, 5],
] as const);
const centre = new Weighted([
  [lowRise, 50],
  [fiveFloors, 45],
  [nineFloors, 5],
] as const);

const shapesAt = (scale: Scale, id: number, first: boolean) => {
  if (scale === 'village') return village;
  if (scale === 'centre') return centre;
  return id > OLD_TOWN && !first ? newDistrict : oldTown;
};

/** Companies of other towns look after houses of villages. */
const VILLAGE_COMPANIES = [7, 8, 9, 10];

const byName = (name: string) => settlements.find(place => place.name === name) as Settlement;

/** Numbers along one street: they increase, and some have a letter, a fraction or several blocks. */
class Street {
  private last: number;
  private block = 1;
  private letter = 0;

  constructor(random: Random) {
    this.last = random.int(0, 9);
  }

  next(random: Random): [number: string, block: string] {
    const kind = this.last === 0 ? 1 : random.next();
    if (kind < 0.14 && this.letter < LETTERS.length && this.block === 1)
      return [`${this.last}${LETTERS[this.letter++]}`, ''];
    if (kind < 0.3 && this.block < 4 && this.letter === 0) return [String(this.last), String(++this.block)];
    this.last += random.int(1, 3);
    this.block = 1;
    this.letter = 0;
    return kind > 0.96 ? [`${this.last}/${random.int(1, 40)}`, ''] : [String(this.last), ''];
  }
}

const byHand: Partial<House>[] = [
  {
    settlement: 'Чебоксары',
    streetKind: 'ул.',
    street: 'Энгельса',
    number: '14',
    block: '',
    postalCode: '428000',
    formation: 'commonPot',
    managing: 2,
    entrances: 3,
    floors: 5,
    flatsOnFloor: 4,
    shops: 0,
    openedOn: '2013-09-01',
  },
  // The longest address of the region, which paper and screens must wrap.
  {
    settlement: 'Новочебоксарск',
    streetKind: 'ул.',
    street: 'Воинов-Интернационалистов',
    number: '127/15А',
    block: '3',
    entrances: 1,
    floors: 9,
    flatsOnFloor: 4,
    shops: 2,
    openedOn: '2014-10-01',
  },
  // Its own tariff is in rates.json.
  {
    settlement: 'Чебоксары',
    streetKind: 'пр-кт',
    street: 'Мира',
    number: '7А',
    block: '',
    formation: 'specialAccount',
    entrances: 4,
    floors: 5,
    flatsOnFloor: 4,
    shops: 1,
    openedOn: '2015-01-01',
  },
];

/** Where the house stands and what kinds of houses stand there. */
function placing(): (id: number, random: Random, settlement: string | undefined) => Placed {
  const drawn = new Weighted(settlements.map(place => [place, place.weight] as const));
  // The first streets of a list are the long ones.
  const streets = new Map(
    settlements.map(place => [place, new Weighted(place.streets.map((s, i) => [s, 1 / (i + 12)] as const))]),
  );
  const country = new Countryside();
  return (id, random, settlement) => {
    if (id > TOWNS_ALONE) {
      const place = country.next(new Random(stream.place, id));
      return { ...place, shapes: shapesAt(place.scale, id, place.first) };
    }
    const place = settlement ? byName(settlement) : drawn.draw(random);
    const [streetKind, street] = (streets.get(place) as Weighted<[string, string]>).draw(random);
    return { ...place, district: '', streetKind, street, shapes: oldTown };
  };
}

interface Placed extends Pick<Settlement, 'kind' | 'name'> {
  district: string;
  postal: readonly string[];
  streetKind: string;
  street: string;
  shapes: Weighted<(r: Random) => Shape>;
}

/** An endless sequence of houses, always the same. */
export function* houses(): Generator<House, never> {
  const placed = placing();
  const numbering = new Map<string, Street>();
  const taken = new Set<string>();
  for (let id = 1; ; id++) {
    const random = new Random(stream.house, id);
    const given = byHand[id - 1] ?? {};
    const place = placed(id, random, given.settlement);
    const shape = place.shapes.draw(random)(random);
    const flats = shape.entrances * shape.floors * shape.flatsOnFloor;
    const collected = Math.round(flats * 50 * 850 * random.int(70, 110) * (0.6 + 0.4 * random.next()));
    const companies = organizations.managingBySettlement[place.name] ?? VILLAGE_COMPANIES;
    const house: House = {
      id,
      postalCode: random.of(place.postal),
      settlementKind: place.kind,
      settlement: place.name,
      district: place.district,
      streetKind: place.streetKind,
      street: place.street,
      number: '',
      block: '',
      formation: random.chance(0.12) ? 'specialAccount' : 'commonPot',
      managing: random.chance(0.05) ? null : random.of(companies),
      ...shape,
      shops: random.chance(0.3) ? random.int(1, 3) : 0,
      openedOn: random.of(OPENINGS),
      collected: random.chance(0.1) ? null : collected,
      spent: random.chance(0.55) ? 0 : Math.round(collected * random.next() * 0.9),
      ...given,
    };
    if (house.collected === null) house.spent = null;
    const at = `${house.settlementKind}|${house.settlement}|${house.district}|${house.streetKind}|${house.street}`;
    const key = (number: string, block: string) => `${at}|${number}|${block}`;
    const along = numbering.get(at) ?? new Street(random);
    numbering.set(at, along);
    while (house.number === '' || (!given.number && taken.has(key(house.number, house.block))))
      [house.number, house.block] = along.next(random);
    taken.add(key(house.number, house.block));
    yield house;
  }
}
