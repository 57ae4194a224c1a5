// The peers' ways of suggesting streets: LIKE over the table, and MiniSearch over the names of a settlement.
import MiniSearch from 'minisearch';
import type { Db } from '../../../src-main/adapters/sqlite/database.ts';
import { searchable } from '../region/peer-file.ts';
import type { Street } from '../region/queries.ts';

export interface StreetSearch {
  name: string;
  /** ids, best first, at most twelve: what our own lists hold */
  find(settlement: number, text: string): number[];
}

const SHOWN = 12;

export function likeSearches(db: Db): StreetSearch[] {
  const asIs = db.prepare(
    `select id from street where settlement_id = ? and kind || ' ' || name like '%' || ? || '%' order by name limit ${SHOWN}`,
  );
  const folded = db.prepare(
    `select id from street where settlement_id = ? and label like '%' || ? || '%' order by name limit ${SHOWN}`,
  );
  return [
    { name: 'LIKE', find: (settlement, text) => asIs.pluck().all(settlement, text.trim()) as number[] },
    {
      name: 'LIKE, folded',
      find: (settlement, text) => folded.pluck().all(settlement, searchable(text.trim())) as number[],
    },
  ];
}

/** As its README shows it — prefixes and fuzzy 0.2 — with ё folded, which a Russian programmer would add. */
export function miniSearches(streets: readonly Street[]): StreetSearch[] {
  const indexes = new Map<number, MiniSearch>();
  for (const [settlement, own] of Map.groupBy(streets, street => street.settlement)) {
    const index = new MiniSearch({ fields: ['name', 'kind'], processTerm: searchable });
    index.addAll(own.map(({ id, kind, name }) => ({ id, kind, name })));
    indexes.set(settlement, index);
  }
  const search = (name: string, combineWith: 'OR' | 'AND'): StreetSearch => ({
    name,
    find: (settlement, text) =>
      (indexes.get(settlement)?.search(text, { prefix: true, fuzzy: 0.2, combineWith }) ?? [])
        .slice(0, SHOWN)
        .map(({ id }) => id as number),
  });
  return [search('MiniSearch', 'OR'), search('MiniSearch AND', 'AND')];
}
