// A table, view or foreign table of the same database as a source of rows, for data that cannot carry change tracking.
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { EntityName } from '../../../ports/exchange.ts';
import { exchange } from '../../../ports/exchange.ts';
import { cellsOf, copyLines } from '../copy-text.ts';
import type { Source, SourceRow } from './source.ts';

/** `name` is as in SQL: `schema.relation`; null when there is none. The client is used for nothing else while rows are read. */
export async function relation(client: pg.Client, entity: EntityName, name: string): Promise<Source | null> {
  const { rows } = await client.query<{ attname: string }>(
    `select attname from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum`,
    [name],
  );
  if (rows.length === 0) return null;
  const known: readonly string[] = exchange[entity].columns.map(column => column.name);
  const columns = rows.map(row => row.attname);
  const asked = columns.filter(column => known.includes(column));
  return {
    entity,
    name,
    about: 'отношение базы',
    columns,
    fingerprint: () => Promise.resolve(null),
    rows: () => read(client, name, columns, asked),
    place: at => `${name}, строка ${at} по порядку чтения`,
    quoted: false,
  };
}

async function* read(
  client: pg.Client,
  name: string,
  columns: readonly string[],
  asked: readonly string[],
): AsyncGenerator<SourceRow[]> {
  const select = columns.map(column => (asked.includes(column) ? pg.escapeIdentifier(column) : 'null')).join(', ');
  const stream = client.query(copyTo(`copy (select ${select} from ${name}) to stdout`, { highWaterMark: 512 * 1024 }));
  let place = 0;
  for await (const lines of copyLines(name, stream))
    yield lines.map(line => ({ cells: [...cellsOf(line)], place: ++place }));
}
