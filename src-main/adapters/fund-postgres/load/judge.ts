// Judges staged rows by what their table demands, so that a row PostgreSQL would refuse is named and left out before anything is changed.
import type { ClientBase } from 'pg';
import pg from 'pg';
import { type EntityName, exchange } from '../../../ports/exchange.ts';
import { type Staged, stagedTable } from './staging.ts';
import { type TableFacts, tableOf } from './table-facts.ts';

export const sameKey = (key: readonly string[], a: string, b: string) =>
  key.map(column => `${a}.${column} = ${b}.${column}`).join(' and ');

const literal = (text: string) => pg.escapeLiteral(text);

export interface Judging {
  staged: ReadonlyMap<EntityName, Staged>;
  facts: ReadonlyMap<EntityName, TableFacts>;
  /** rows that the source does not have are deleted */
  full: boolean;
}

/** Marks the refused rows of one entity; its parents are judged before it. */
export async function judge(client: ClientBase, entity: EntityName, judging: Judging): Promise<void> {
  const facts = judging.facts.get(entity);
  const staged = judging.staged.get(entity);
  if (!facts || !staged) return;
  await repeats(client, facts);
  await checks(client, facts, staged);
  for (const parent of facts.parents)
    if (staged.columns.includes(parent.column)) await orphans(client, entity, parent, judging);
  for (const unique of facts.unique)
    if (unique.columns.every(column => staged.columns.includes(column)))
      while ((await collisions(client, facts, unique, judging.full)) > 0);
  if (exchange[entity].changedBy === 'accountPeriod') await wholeMonths(client, entity);
}

/** The same row twice is one row; two different rows of one key are both refused, since nobody can tell which is true. */
async function repeats(client: ClientBase, { entity, key }: TableFacts): Promise<void> {
  const table = stagedTable(entity);
  const of = (alias: string) => key.map(column => `${alias}.${column}`).join(', ');
  await client.query(`
    create temp table repeated on commit drop as
    select ${of('s')} from ${table} s where refused is null group by ${of('s')} having count(*) > 1`);
  await client.query(`
    delete from ${table} s using repeated r, ${table} f
    where ${sameKey(key, 's', 'r')} and ${sameKey(key, 's', 'f')} and s.refused is null and f.refused is null
      and f.place < s.place and to_jsonb(f) - 'place' = to_jsonb(s) - 'place'`);
  await client.query(`
    update ${table} s set refused = 'ключ повторяется с другими данными, строки ' || d.places
    from (select ${of('t')}, left(string_agg(t.place::text, ', ' order by t.place), 100) as places
          from ${table} t join repeated r on ${sameKey(key, 't', 'r')} where t.refused is null group by ${of('t')} having count(*) > 1) d
    where ${sameKey(key, 's', 'd')} and s.refused is null`);
  await client.query('drop table repeated');
}

async function checks(client: ClientBase, facts: TableFacts, staged: Staged): Promise<void> {
  const rules = facts.checks
    .filter(({ columns }) => columns.every(column => staged.columns.includes(column)))
    .map(({ columns, sql }) => ({
      broken: `not (${sql})`,
      reason: `${columns.join(', ')}: не подходит, нужно ${sql}`,
    }));
  for (const [name, { notNull }] of facts.columns)
    if (notNull && staged.columns.includes(name))
      rules.push({ broken: `${name} is null`, reason: `${name}: пусто, а должно быть значение` });
  const cases = rules.map(({ broken, reason }) => `when ${broken} then ${literal(reason)}`).join(' ');
  await client.query(
    `update ${stagedTable(facts.entity)} set refused = case ${cases} end
     where refused is null and (${rules.map(({ broken }) => broken).join(' or ')})`,
  );
}

async function orphans(
  client: ClientBase,
  entity: EntityName,
  { column, entity: parent, parentColumn }: TableFacts['parents'][number],
  { staged }: Judging,
): Promise<void> {
  const among = [`select ${parentColumn} from ${tableOf(parent)}`];
  if (staged.has(parent)) among.push(`select ${parentColumn} from ${stagedTable(parent)} where refused is null`);
  await client.query(
    `update ${stagedTable(entity)} s set refused = ${literal(`${column}: в ${parent} нет строки `)} || s.${column}
     where refused is null and s.${column} is not null
       ${among.map(rows => `and not exists (select from (${rows}) p where p.${parentColumn} = s.${column})`).join(' ')}`,
  );
}

/** Refuses rows whose unique value another row has: one of the source, or one of the table that stays as it is. Returns how many. */
async function collisions(
  client: ClientBase,
  { entity, key }: TableFacts,
  { columns, where }: TableFacts['unique'][number],
  full: boolean,
): Promise<number> {
  const table = stagedTable(entity);
  const only = (of: string) => `(select * from ${of} ${where === null ? '' : `where ${where}`})`;
  const same = sameKey(columns, 's', 'o');
  const other = `not (${sameKey(key, 's', 'o')})`;
  const keeps = full
    ? `exists (select from ${table} h where ${sameKey(key, 'h', 'o')} and h.refused is not null)`
    : `not exists (select from ${table} h where ${sameKey(key, 'h', 'o')} and h.refused is null)`;
  const values = columns.map(column => `s.${column}`).join(` || ', ' || `);
  const { rowCount } = await client.query(
    `update ${table} t set refused = ${literal(`${columns.join(', ')}: уже есть у другой строки: `)} || ${values}
     from ${only(table)} s
     where s.place = t.place and t.refused is null and (
       exists (select from ${only(table)} o where o.refused is null and ${same} and ${other})
       or exists (select from ${only(tableOf(entity))} o where ${same} and ${other} and ${keeps}))`,
  );
  return rowCount ?? 0;
}

/** A month with a refused row stays as it was: it is never half replaced. */
async function wholeMonths(client: ClientBase, entity: EntityName): Promise<void> {
  const table = stagedTable(entity);
  await client.query(
    `update ${table} s set refused = 'месяц оставлен как был: не принята строка ' || b.place
     from (select account_id, period, min(place) as place from ${table}
           where refused is not null and account_id is not null group by account_id, period) b
     where s.account_id = b.account_id and s.period = b.period and s.refused is null`,
  );
}
