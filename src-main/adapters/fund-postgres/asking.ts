// Plain queries for an entity's rows, and what halving needs to know of them.
import { type EntityName, exchange } from '../../ports/exchange.ts';
import { type Askable, type Cell, raw } from './connection.ts';
import type { Narrowing } from './halves.ts';
import type { RangeReader } from './key-range.ts';
import { columnList, parseRows, sourceOf } from './row-batch.ts';

/** Queries outside a transaction (`recover` does nothing), or inside one with a savepoint to go back to. */
export interface Asking {
  rows(select: string, values?: unknown[]): Promise<Cell[][]>;
  recover(): Promise<void>;
}

export const asking = (db: Askable, recover = async () => undefined as void): Asking => ({
  rows: async (select, values = []) => (await db.query<Cell[]>(raw(select, values))).rows,
  recover,
});

export const selectOf = (entity: EntityName) => `select ${columnList(entity)} from ${sourceOf(entity)}`;
export const orderOf = (entity: EntityName) => `order by ${exchange[entity].key.join(', ')}`;

export const narrowing = ({ rows, recover }: Asking, entity: EntityName): Narrowing => ({
  recover,
  askNothing: async () => {
    await rows(`${selectOf(entity)} where false`);
  },
});

export const rangeReader = <E extends EntityName>(ask: Asking, entity: E): RangeReader<E> => ({
  entity,
  recover: ask.recover,
  async *rows(where) {
    yield parseRows(entity, await ask.rows(`${selectOf(entity)} ${where} ${orderOf(entity)}`));
  },
  row: async select => (await ask.rows(select))[0] ?? [],
});
