// Fetches rows again by the keys in a change.
import { type EntityName, exchange } from '../../ports/exchange.ts';
import type { ParsedRows, Refetch } from '../../ports/fund.ts';
import { asking, type Asking, narrowing, orderOf, rangeReader, selectOf } from './asking.ts';
import { type Askable, sqlState } from './connection.ts';
import { byHalves, type Part } from './halves.ts';
import { KeyRange } from './key-range.ts';
import { parseRows } from './row-batch.ts';

export async function fetchRows<E extends EntityName>(
  pool: Askable,
  entity: E,
  what: Omit<Refetch, 'entity'>,
): Promise<ParsedRows<E>> {
  const ask = asking(pool);
  const parts: Part<E>[] = [];
  if (what.ids?.length) parts.push(idsPart(ask, entity, what.ids));
  if (what.months?.length) parts.push(monthsPart(ask, entity, what.months));
  const found: ParsedRows<E> = { entity, rows: [], rejected: [], doubts: [] };
  for (const part of parts)
    for await (const { rows, rejected, doubts } of byHalves(part, narrowing(ask, entity))) {
      for (const row of rows) found.rows.push(row);
      found.rejected.push(...rejected);
      for (const doubt of doubts) found.doubts.push(doubt);
    }
  return found;
}

const halved = <T>(all: readonly T[]): [T[], T[]] => {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
};

/** Entities with a key that is not a number are small tables: comparing as text is cheap there. */
const idMatch = (entity: EntityName) =>
  exchange[entity].changedBy === 'id' ? 'id = any($1::bigint[])' : `${exchange[entity].key[0]}::text = any($1::text[])`;

const MONTH_MATCH = '(account_id, period) in (select * from unnest($1::bigint[], $2::text[]))';

const monthValues = (months: readonly { accountId: number; period: string }[]) => [
  months.map(month => String(month.accountId)),
  months.map(month => month.period),
];

function idsPart<E extends EntityName>(ask: Asking, entity: E, ids: readonly (number | string)[]): Part<E> {
  const { key } = exchange[entity];
  const match = idMatch(entity);
  return {
    entity,
    async *read() {
      yield parseRows(
        entity,
        await ask.rows(`${selectOf(entity)} where ${match} ${orderOf(entity)}`, [ids.map(String)]),
      );
    },
    split: async () => (ids.length < 2 ? null : halved(ids).map(some => idsPart(ask, entity, some))),
    async key() {
      if (key.length === 1) return ids.join();
      // the change names the last column of the key only; the others may be readable although the row is not
      const others = key.filter(name => name !== 'id').join(', ');
      const found = await ask
        .rows(`select ${others} from exchange.${entity} where ${match}`, [ids.map(String)])
        .catch((error: unknown) => {
          if (!(error instanceof Error) || sqlState(error) === null) throw error;
          return [];
        });
      return [...(found[0] ?? ['']), ...ids].join('/');
    },
  };
}

function monthsPart<E extends EntityName>(
  ask: Asking,
  entity: E,
  months: readonly { accountId: number; period: string }[],
): Part<E> {
  return {
    entity,
    async *read() {
      yield parseRows(
        entity,
        await ask.rows(`${selectOf(entity)} where ${MONTH_MATCH} ${orderOf(entity)}`, monthValues(months)),
      );
    },
    async split() {
      if (months.length > 1) return halved(months).map(some => monthsPart(ask, entity, some));
      if (exchange[entity].key.length < 3) return null;
      return months.map(month => new KeyRange(rangeReader(ask, entity), { fixed: [month.accountId, month.period] }));
    },
    key: async () => months.map(month => `${month.accountId}/${month.period}`).join(),
  };
}
