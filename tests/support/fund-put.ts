// Rows put into a fund's tables as its billing system would: a test gives the columns it is about.
import type { ClientBase } from 'pg';
import type { EntityName, RowOf } from '../../src-main/ports/exchange.ts';
import { rowOf } from './cache-rows.ts';

/** One whole row of a table. `otherwise` is for one that may be there: `on conflict do nothing`. */
export async function putRow<E extends EntityName>(
  client: ClientBase,
  entity: E,
  given: Partial<RowOf<E>>,
  otherwise = '',
): Promise<void> {
  const row = rowOf(entity, given);
  const columns = Object.keys(row);
  await client.query(
    `insert into fund.${entity} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) ${otherwise}`,
    Object.values(row),
  );
}
