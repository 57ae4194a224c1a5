// Suggestions among a real fund's places: 600 settlements, 6 000 streets in all of them, and 2 000 streets in one city — ours and MiniSearch.
import { houses } from '../../../scripts/demo/houses.ts';
import { indexNames, matchNames } from '../../../src-main/domain/address-match.ts';
import { dice } from '../measure/random.ts';
import { race } from '../measure/race.ts';
import type { Section } from '../measure/report.ts';
import { timingSection } from '../measure/sections.ts';
import { miniSearches } from '../peers/street-search.ts';
import { streetQueries, type Street } from '../region/queries.ts';

const SHOWN = 12;
const ROUNDS = { rounds: 5, warmUp: 2 };

/** Settlements, and the streets of each, that the demo's region of so many accounts has. */
function placesOf(accounts: number): { settlements: Street[]; streets: Street[] } {
  const settlements = new Map<string, Street>();
  const streets = new Map<string, Street>();
  let premises = 0;
  for (const house of houses()) {
    premises += house.entrances * house.floors * house.flatsOnFloor + house.shops;
    // A premises has an account, or a few more.
    if (premises > accounts) break;
    const at = `${house.settlementKind} ${house.settlement}, ${house.district}`;
    const known = settlements.get(at);
    const place = known ?? {
      id: settlements.size + 1,
      settlement: 0,
      kind: house.settlementKind,
      name: house.settlement,
    };
    settlements.set(at, place);
    const key = `${at}, ${house.streetKind} ${house.street}`;
    if (!streets.has(key))
      streets.set(key, { id: streets.size + 1, settlement: place.id, kind: house.streetKind, name: house.street });
  }
  return { settlements: [...settlements.values()], streets: [...streets.values()] };
}

/** Every search of the draws, a keystroke at a time. */
async function asTyped(title: string, names: readonly Street[]): Promise<Section> {
  const lists = new Map([...Map.groupBy(names, name => name.settlement)].map(([at, own]) => [at, indexNames(own)]));
  const [mini] = miniSearches(names);
  const typed = streetQueries(names).flatMap(({ settlement, text }) =>
    Array.from(text, (_, i) => ({ settlement, text: text.slice(0, i + 1) })),
  );
  return timingSection(
    title,
    await race(
      [
        {
          name: 'ours: matchNames',
          run: ({ settlement, text }) => matchNames(text, lists.get(settlement) ?? [], SHOWN),
        },
        { name: 'MiniSearch', run: ({ settlement, text }) => mini?.find(settlement, text) },
      ],
      typed,
      ROUNDS,
    ),
  );
}

/** The streets of the whole region as if one city had them all, each name once: as many as a city of millions has. */
function city(streets: readonly Street[], count: number): Street[] {
  const once = new Map(streets.map(street => [`${street.kind} ${street.name}`, street]));
  return dice(3)
    .some([...once.values()], count)
    .map((street, i) => ({ ...street, id: i + 1, settlement: 1 }));
}

export async function byPlaces(accounts: number): Promise<Section[]> {
  const { settlements, streets } = placesOf(accounts);
  const whole = placesOf(400_000).streets;
  const many = city(whole, 2_000);
  return [
    await asTyped(`A settlement suggested, a keystroke at a time (${settlements.length} settlements)`, settlements),
    await asTyped(`A street of its settlement (${streets.length} streets in all)`, streets),
    await asTyped(`A street of a city that has ${many.length}`, many),
  ];
}
