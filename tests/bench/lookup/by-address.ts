// A street as it is typed: time a keystroke, and whether the street that was meant comes up — ours, LIKE and MiniSearch.
import { systemClock } from '../../../src-main/adapters/clock/system-clock.ts';
import { openDatabase } from '../../../src-main/adapters/sqlite/database.ts';
import { createLookup } from '../../../src-main/services/lookup/index.ts';
import { race } from '../measure/race.ts';
import type { Section } from '../measure/report.ts';
import { timingSection } from '../measure/sections.ts';
import { likeSearches, miniSearches } from '../peers/street-search.ts';
import { inThreadReader } from '../region/in-thread.ts';
import { streetQueries, type Query, type Street } from '../region/queries.ts';
import type { Region } from '../region/region.ts';

/** The first draw shaped the matching; these did not. */
const DRAWS = 10;

interface Way {
  name: string;
  find(settlement: number, text: string): number[] | Promise<number[]>;
}

interface Place {
  first: boolean;
  firstFive: boolean;
  listed: number;
}

export async function byAddress(region: Region): Promise<Section[]> {
  const cache = inThreadReader(region);
  const db = openDatabase(region.peerFile, region.keys.cache, { readonly: true, mustExist: true });
  const streets = db
    .prepare('select id, settlement_id as settlement, kind, name from street order by id')
    .all() as Street[];
  const lookup = createLookup({ cache, clock: systemClock('Europe/Moscow') });
  const ours: Way = {
    name: 'ours',
    async find(settlement, text) {
      const found = await lookup.methods['lookup.streets']({ settlement, query: text });
      return found.ok ? found.value.items.map(({ id }) => id) : [];
    },
  };
  const ways: Way[] = [ours, ...likeSearches(db), ...miniSearches(streets)];
  const queries = streetQueries(streets);
  const more = Array.from({ length: DRAWS }, (_, i) => streetQueries(streets, 1000 + i)).flat();
  const manyPlaces = await placesOf(ways, more);
  const sections = [
    timingSection(
      `A street suggested, a keystroke at a time (${streets.length} streets in ${new Set(streets.map(s => s.settlement)).size} settlements)`,
      await race<Keystroke>(
        ways.map(way => ({ name: way.name, run: ({ settlement, text }) => way.find(settlement, text) })),
        keystrokes(queries),
        { rounds: 7, warmUp: 2 },
      ),
      'Ours is the whole of lookup.streets. All in the calling thread: the lists of names are few and kept in memory, LIKE alone asks the file.',
    ),
    quality(`The street that was meant, of ${queries.length} searches`, ways, await placesOf(ways, queries)),
    quality(`The same of ${more.length} searches, ${DRAWS} further draws`, ways, manyPlaces),
    byManner(ways, more, manyPlaces),
    await letters(ways, streets),
  ];
  cache.close();
  db.close();
  return sections;
}

type Keystroke = Pick<Query, 'settlement' | 'text'>;

const keystrokes = (queries: readonly Query[]): Keystroke[] =>
  queries.flatMap(({ settlement, text }) => Array.from(text, (_, i) => ({ settlement, text: text.slice(0, i + 1) })));

async function placeOf(way: Way, { settlement, text, wanted }: Query): Promise<Place> {
  const found = await way.find(settlement, text);
  const meant = (id: number | undefined) => id !== undefined && wanted.includes(id);
  return { first: meant(found[0]), firstFive: found.slice(0, 5).some(meant), listed: found.length };
}

const placesOf = (ways: readonly Way[], queries: readonly Query[]): Promise<Place[][]> =>
  Promise.all(ways.map(way => Promise.all(queries.map(query => placeOf(way, query)))));

const share = (places: readonly Place[], what: 'first' | 'firstFive') =>
  places.filter(place => place[what]).length / places.length;

const quality = (title: string, ways: readonly Way[], places: readonly Place[][]): Section => ({
  title,
  columns: { way: 'text', first: 'share', 'first five': 'share', 'nothing found': 'share', 'listed, mean': 'count' },
  rows: ways.map(({ name }, i) => {
    const mine = places[i]!;
    return {
      way: name,
      first: share(mine, 'first'),
      'first five': share(mine, 'firstFive'),
      'nothing found': mine.filter(place => place.listed === 0).length / mine.length,
      'listed, mean': Math.round((mine.reduce((sum, place) => sum + place.listed, 0) / mine.length) * 10) / 10,
    };
  }),
});

function byManner(ways: readonly Way[], queries: readonly Query[], places: readonly Place[][]): Section {
  return {
    title: 'The same searches by their manner: the street is first',
    columns: {
      manner: 'text',
      example: 'text',
      searches: 'count',
      ...Object.fromEntries(ways.map(({ name }) => [name, 'share' as const])),
    },
    rows: [...Map.groupBy(queries.keys(), i => queries[i]!.manner)].map(([manner, these]) => ({
      manner,
      example: queries[these[0]!]!.text,
      searches: these.length,
      ...Object.fromEntries(
        ways.map(({ name }, w) => [
          name,
          share(
            these.map(i => places[w]![i]!),
            'first',
          ),
        ]),
      ),
    })),
  };
}

/** How many letters of its name a street takes at a keyboard on a screen until it can be touched. */
async function letters(ways: readonly Way[], streets: readonly Street[]): Promise<Section> {
  const needed = async (way: Way, { id, settlement, name }: Street, among: number) => {
    const text = name.toLowerCase();
    for (let typed = 1; typed <= text.length; typed++)
      if ((await way.find(settlement, text.slice(0, typed))).slice(0, among).includes(id)) return typed;
    // never: all of it was typed in vain
    return text.length + 1;
  };
  const mean = async (way: Way, among: number) => {
    let sum = 0;
    for (const street of streets) sum += await needed(way, street, among);
    return Math.round((sum / streets.length) * 100) / 100;
  };
  const rows = [];
  for (const way of ways)
    rows.push({ way: way.name, 'until first': await mean(way, 1), 'until among five': await mean(way, 5) });
  return {
    title: 'Letters to type, mean of every street',
    columns: { way: 'text', 'until first': 'count', 'until among five': 'count' },
    rows,
  };
}
