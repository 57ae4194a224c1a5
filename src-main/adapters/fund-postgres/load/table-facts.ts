// What a table of the fund demands of its rows, read from PostgreSQL's own catalog: types, defaults, checks, parents, uniqueness.
import type { ClientBase } from 'pg';
import { type EntityName, entityNames, exchange } from '../../../ports/exchange.ts';

export interface TableFacts {
  entity: EntityName;
  key: readonly string[];
  columns: Map<string, { type: string; notNull: boolean; hasDefault: boolean }>;
  /** SQL over the table's columns that must not be false */
  checks: { columns: string[]; sql: string }[];
  parents: { column: string; entity: EntityName; parentColumn: string }[];
  /** besides the key; `where` is the predicate of a partial index */
  unique: { columns: string[]; where: string | null }[];
}

const COLUMNS = `
  select attrelid::regclass::text as table, attname as name, format_type(atttypid, null) as type, attnotnull as "notNull", atthasdef as "hasDefault"
  from pg_attribute where attrelid = any($1::regclass[]) and attnum > 0 and not attisdropped`;
const NAMES = (numbers: string, table: string) => `
  (select coalesce(array_agg(attname::text order by place), '{}') from unnest(${numbers}) with ordinality as n(number, place)
   join pg_attribute on attrelid = ${table} and attnum = number)`;
const CHECKS = `
  select conrelid::regclass::text as table, pg_get_expr(conbin, conrelid) as sql, ${NAMES('conkey', 'conrelid')} as columns
  from pg_constraint where contype = 'c' and conrelid = any($1::regclass[])`;
const PARENTS = `
  select conrelid::regclass::text as table, confrelid::regclass::text as parent,
    ${NAMES('conkey', 'conrelid')} as columns, ${NAMES('confkey', 'confrelid')} as "parentColumns"
  from pg_constraint where contype = 'f' and conrelid = any($1::regclass[])`;
const UNIQUE = `
  select indrelid::regclass::text as table, ${NAMES('indkey::int2[]', 'indrelid')} as columns, pg_get_expr(indpred, indrelid) as "where"
  from pg_index where indrelid = any($1::regclass[]) and (indisunique or indisexclusion) and not indisprimary and indexprs is null`;

export const tableOf = (entity: EntityName) => `fund.${entity}`;

/** Every table of the fund, in the order in which a row comes after its parents. */
export async function tableFacts(client: ClientBase): Promise<Map<EntityName, TableFacts>> {
  const tables = entityNames.map(tableOf);
  const all = async <T>(sql: string) => (await client.query<T & { table: string }>(sql, [tables])).rows;
  const columns = await all<{ name: string; type: string; notNull: boolean; hasDefault: boolean }>(COLUMNS);
  const checks = await all<{ sql: string; columns: string[] }>(CHECKS);
  const parents = await all<{ parent: string; columns: string[]; parentColumns: string[] }>(PARENTS);
  const unique = await all<{ columns: string[]; where: string | null }>(UNIQUE);
  return new Map(
    entityNames.map(entity => {
      const mine = <T extends { table: string }>(rows: T[]) => rows.filter(row => row.table === tableOf(entity));
      return [
        entity,
        {
          entity,
          key: exchange[entity].key,
          columns: new Map(mine(columns).map(column => [column.name, column])),
          checks: mine(checks),
          parents: mine(parents).flatMap(({ parent, columns: [column], parentColumns: [parentColumn] }) => {
            const of = entityNames.find(name => tableOf(name) === parent);
            return of && column && parentColumn ? [{ column, entity: of, parentColumn }] : [];
          }),
          unique: mine(unique),
        },
      ];
    }),
  );
}
