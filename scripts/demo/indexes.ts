// Takes a table's indexes off and puts them back: rows written month by month meet an index by account in no order, and sorting once is cheaper.
import type pg from 'pg';

/** Drops the indexes of fund.`table` in the client's transaction; the returned function makes them again, under the same names. */
export async function takeIndexesOff(client: pg.Client, table: string): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; constraint: string | null; made: string }>(
    `select i.indexrelid::regclass::text as name, quote_ident(c.conname) as constraint,
        coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)) as made
      from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
      where i.indrelid = $1::regclass order by i.indexrelid`,
    [`fund.${table}`],
  );
  for (const { name, constraint } of rows)
    await client.query(
      constraint === null ? `drop index ${name}` : `alter table fund.${table} drop constraint ${constraint}`,
    );
  return async () => {
    await client.query(`set local maintenance_work_mem = '256MB'`);
    for (const { constraint, made } of rows)
      await client.query(constraint === null ? made : `alter table fund.${table} add constraint ${constraint} ${made}`);
  };
}
