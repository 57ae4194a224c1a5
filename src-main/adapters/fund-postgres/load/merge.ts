// The difference between staged rows and the fund's tables, counted and, when wanted, applied: only rows that differ are touched.
import type { ClientBase } from 'pg';
import { type EntityName, exchange } from '../../../ports/exchange.ts';
import { type Judging, sameKey } from './judge.ts';
import { type Staged, stagedTable } from './staging.ts';
import { type TableFacts, tableOf } from './table-facts.ts';

export interface Difference {
  entity: EntityName;
  before: number;
  new: number;
  changed: number;
  gone: number;
  /** gone from the source, but rows that stay refer to them */
  held: number;
  /** the source has a refused row whose key cannot be read: whether a row is gone cannot be known */
  keyless: boolean;
  refused: number;
  examples: string[];
}

const differenceTable = (entity: EntityName) => `difference_${entity}`;
const goneTable = (entity: EntityName) => `gone_${entity}`;
const rowOf = (columns: readonly string[], alias: string) =>
  `row(${columns.map(column => `${alias}.${column}`).join(', ')})`;
const number = async (client: ClientBase, sql: string) =>
  Number((await client.query<{ n: string }>(sql)).rows[0]?.n ?? 0);

/**
 * Finds the new and the changed rows, once: `places` of the staged ones are kept in a table. (An insert that looks for absent rows
 * in the table it fills may read that table again for every row.)
 */
export async function difference(
  client: ClientBase,
  staged: Staged,
  facts: TableFacts,
  showValues: boolean,
): Promise<Difference> {
  const { entity, columns } = staged;
  const values = columns.filter(column => !facts.key.includes(column));
  const differs = values.length > 0 ? `${rowOf(values, 's')} is distinct from ${rowOf(values, 't')}` : 'false';
  const first = facts.key[0] ?? '';
  const table = differenceTable(entity);
  await client.query(`
    create temp table ${table} on commit drop as
    select s.place, t.${first} is not null as known
    from ${stagedTable(entity)} s left join ${tableOf(entity)} t on ${sameKey(facts.key, 't', 's')}
    where s.refused is null and (t.${first} is null or ${differs})`);
  await client.query(`analyze ${table}`);
  const counts = await client.query<Record<'new' | 'changed' | 'refused' | 'keyless', string>>(`
    select (select count(*) from ${table} where not known) as new,
           (select count(*) from ${table} where known) as changed,
           (select count(*) from ${stagedTable(entity)} where refused is not null) as refused,
           (select count(*) from ${stagedTable(entity)} where refused is not null and ${first} is null) as keyless`);
  const found = counts.rows[0];
  return {
    entity,
    before: await number(client, `select count(*) as n from ${tableOf(entity)}`),
    new: Number(found?.new),
    changed: Number(found?.changed),
    gone: 0,
    held: 0,
    keyless: Number(found?.keyless) > 0,
    refused: Number(found?.refused),
    examples: await examples(client, facts, values, showValues),
  };
}

/** The first changes: the key, the account's number and the columns. What stands in them is personal data, and told only when asked for. */
async function examples(
  client: ClientBase,
  { entity, key }: TableFacts,
  values: readonly string[],
  showValues: boolean,
) {
  const number =
    entity === 'account'
      ? 't.number'
      : key.includes('account_id')
        ? `(select a.number from ${tableOf('account')} a where a.id = t.account_id)`
        : 'null';
  const { rows } = await client.query<{
    was: Record<string, unknown>;
    is: Record<string, unknown>;
    number: string | null;
  }>(
    `select to_jsonb(t) as was, to_jsonb(s) as is, ${number} as number
     from (select place from ${differenceTable(entity)} where known order by place limit 3) d
     join ${stagedTable(entity)} s using (place) join ${tableOf(entity)} t on ${sameKey(key, 't', 's')} order by place`,
  );
  return rows.map(({ was, is, number: account }) => {
    const changed = values.filter(name => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
    const told = showValues
      ? changed.map(name => `${name}: ${JSON.stringify(was[name])} → ${JSON.stringify(is[name])}`).join('; ')
      : changed.join(', ');
    const of = account === null ? '' : ` (счёт ${account})`;
    return `${key.map(name => String(was[name])).join('/')}${of}: ${told}`;
  });
}

/** Finds the rows that the source does not have any more. Children are planned before their parents. */
export async function planGone(client: ClientBase, found: Difference, judging: Judging): Promise<void> {
  const { entity, keyless } = found;
  const facts = judging.facts.get(entity);
  if (!facts) return;
  const gone = goneTable(entity);
  const keys = facts.key.map(column => `t.${column}`).join(', ');
  const months = exchange[entity].changedBy === 'accountPeriod';
  const absent = [`not exists (select from ${stagedTable(entity)} s where ${sameKey(facts.key, 's', 't')})`];
  if (months)
    absent.push(
      `not exists (select from ${stagedTable(entity)} h where h.refused is not null and h.account_id = t.account_id and h.period = t.period)`,
    );
  await client.query(
    `create temp table ${gone} on commit drop as
     select ${keys} from ${tableOf(entity)} t where ${keyless ? 'false' : absent.join(' and ')}`,
  );
  const all = await number(client, `select count(*) as n from ${gone}`);
  if (all > 0)
    for (const child of judging.facts.values())
      for (const { column, entity: parent, parentColumn } of child.parents)
        if (parent === entity) await keepReferred(client, gone, { child, column, parentColumn }, judging);
  found.gone = await number(client, `select count(*) as n from ${gone}`);
  found.held = all - found.gone;
}

/** Takes out of `gone` the rows which rows that stay, or that come, refer to. */
async function keepReferred(
  client: ClientBase,
  gone: string,
  { child, column, parentColumn }: { child: TableFacts; column: string; parentColumn: string },
  { staged, full }: Judging,
): Promise<void> {
  const source = staged.get(child.entity);
  const stays = [`c.${column} = g.${parentColumn}`];
  if (source && full)
    stays.push(`not exists (select from ${goneTable(child.entity)} d where ${sameKey(child.key, 'd', 'c')})`);
  const gives = source?.columns.includes(column) ?? false;
  if (gives)
    stays.push(
      `not exists (select from ${stagedTable(child.entity)} m where ${sameKey(child.key, 'm', 'c')} and m.refused is null)`,
    );
  const comes = gives
    ? `or exists (select from ${stagedTable(child.entity)} n where n.refused is null and n.${column} = g.${parentColumn})`
    : '';
  await client.query(
    `delete from ${gone} g where exists (select from ${tableOf(child.entity)} c where ${stays.join(' and ')}) ${comes}`,
  );
}

export async function upsert(client: ClientBase, { entity, columns }: Staged, facts: TableFacts): Promise<void> {
  const values = columns.filter(column => !facts.key.includes(column));
  const table = tableOf(entity);
  const from = `${stagedTable(entity)} s join ${differenceTable(entity)} d using (place)`;
  if (values.length > 0)
    await client.query(
      `update ${table} t set ${values.map(column => `${column} = s.${column}`).join(', ')}
       from ${from} where d.known and ${sameKey(facts.key, 't', 's')}`,
    );
  await client.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.map(column => `s.${column}`).join(', ')} from ${from} where not d.known`,
  );
}

export const removeGone = (client: ClientBase, { entity, key }: TableFacts) =>
  client.query(`delete from ${tableOf(entity)} t using ${goneTable(entity)} g where ${sameKey(key, 't', 'g')}`);
