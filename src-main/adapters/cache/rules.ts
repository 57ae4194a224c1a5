// What cannot be in the fund's data though each cell is readable: rules against today, between cells and between rows. One entry a rule;
// its words are in contract/defects.ts.
import type { RuleCode } from '#contract';
import { exchange, type Column, type EntityName } from '../../ports/exchange.ts';
import { ofAccounts, wasDueBeforeIssued, wasLater } from './seen.ts';

export interface Rule {
  code: RuleCode;
  /**
   * Selects entity, key, cell, account, value, hides of every offence. `@today` is a day, `@month` its month. A query may read a whole table
   * once; what it joins must be found by an index.
   */
  sql: string;
}

const entities = Object.entries(exchange) as unknown as [
  EntityName,
  { key: readonly string[]; columns: readonly Column[] },
][];
const columnsOf = (entity: EntityName): readonly Column[] => exchange[entity].columns;

const keySql = (entity: EntityName) => exchange[entity].key.map(name => `t.${name}`).join(" || '/' || ");
const accountSql = (entity: EntityName) =>
  entity === 'account' ? 't.id' : columnsOf(entity).some(({ name }) => name === 'account_id') ? 't.account_id' : 'null';

/** Columns of every select, in this order. */
const offence = (entity: EntityName, { cell, value, hides = '0' }: { cell: string; value: string; hides?: string }) =>
  `select '${entity}' as entity, cast(${keySql(entity)} as text) as key, ${cell} as cell, ${accountSql(entity)} as account,
    cast(${value} as text) as value, ${hides} as hides`;

export const textOf = (id: string) => `(select text from string_table where id = ${id})`;

/** One rule an entity, so that a row is told once however many of its days are to come. */
const daysInFuture: Rule[] = entities.flatMap(([entity, { columns }]) => {
  const past = columns.filter(column => column.past);
  if (past.length === 0) return [];
  const late = ({ name, repeats }: Column) =>
    repeats
      ? `t.${name} in (select id from string_table where text > @today and text glob '[0-9]*-*-*')`
      : `t.${name} > @today`;
  const first = (of: (column: Column) => string) =>
    `case ${past.map(column => `when ${late(column)} then ${of(column)}`).join(' ')} end`;
  const guard = wasLater(
    entity,
    past.map(({ name }) => name),
    '@today',
  );
  const cell = first(({ name }) => `'${name}'`);
  const value = first(({ name, repeats }) => (repeats ? textOf(`t.${name}`) : `t.${name}`));
  return {
    code: 'dayInFuture',
    sql: `${offence(entity, { cell, value })} from ${guard} cross join ${entity} t where ${past.map(late).join(' or ')}`,
  };
});

const monthsInFuture: Rule[] = (['period_balance', 'charge_line'] as const).map(entity => ({
  code: 'monthInFuture',
  sql: `${offence(entity, { cell: `'period'`, value: 't.period' })} from ${wasLater(entity, ['period'], '@month')}
    cross join ${entity} t where t.period > @month`,
}));

/** Both ends of a time, in tables small enough to be read row by row. */
const ends: [EntityName, from: string, to: string][] = [
  ['account', 'opened_on', 'closed_on'],
  ['house_work', 'starts_on', 'ends_on'],
  ['tariff', 'valid_from', 'valid_to'],
  ['rate_cap', 'valid_from', 'valid_to'],
  ['moratorium', 'valid_from', 'valid_to'],
];
const endsBeforeStarts: Rule[] = [
  ...ends.map(([entity, from, to]): Rule => ({
    code: 'endBeforeStart',
    sql: `${offence(entity, { cell: `'${to}'`, value: `t.${to}` })} from ${entity} t where t.${to} < t.${from}`,
  })),
  {
    code: 'endBeforeStart',
    sql: `${offence('period_balance', { cell: `'due_on'`, value: textOf('t.due_on') })}
      from ${wasDueBeforeIssued} cross join period_balance t where ${textOf('t.due_on')} < ${textOf('t.issued_on')}`,
  },
];

/** Each row that is named, how often, and one that names it; of months, lines and payments those alone that named an account not there. */
const parents = (entity: EntityName, name: string): string =>
  ofAccounts(entity)
    ? `select account as parent, (select count(*) from ${entity} where account_id = account) as n, account as one from orphan where entity = '${entity}'`
    : `select ${name} as parent, count(*) as n, min(${exchange[entity].key[0]}) as one from ${entity} where ${name} is not null group by ${name}`;

/**
 * A row that names a row which is not there: one offence a missing row. One that was set aside is told already, with what it hides
 * (staff-reader.ts). Money of no account hides nothing, since no account can be asked for it.
 */
const missingParents: Rule[] = entities.flatMap(([entity, { columns }]) =>
  columns.flatMap(({ name, refers }): Rule[] => {
    if (!refers) return [];
    return [
      {
        code: 'missingParent',
        sql: `select '${refers}' as entity, cast(parent as text) as key, '${entity}.${name}' as cell,
            ${entity === 'account' ? 'one' : refers === 'account' ? 'parent' : 'null'} as account,
            cast(n as text) as value, ${hidesBy(entity, name)} as hides
          from (${parents(entity, name)})
          where n > 0 and not exists (select 1 from ${refers} p where p.id = parent)
            and not exists (select 1 from set_aside q where q.entity = '${refers}' and q.key = cast(parent as text))`,
      },
    ];
  }),
);

/** The accounts that cannot be found while `parent`, named by this column, is missing. */
function hidesBy(entity: EntityName, column: string): string {
  if (entity === 'account' && column === 'premises_id') return 'n';
  if (entity === 'premises' && column === 'house_id')
    return '(select count(*) from premises f join account a on a.premises_id = f.id where f.house_id = parent)';
  return '0';
}

/** One number of several accounts. The index alone is read for that; whether two of them are `open` is asked of those few. */
const held = (code: RuleCode, norm: string, column: string, open = (_alias: string) => 'true'): Rule => ({
  code,
  sql: `with twice as materialized (select ${norm} as norm from account where ${norm} <> '' group by ${norm} having count(*) > 1)
    ${offence('account', { cell: `'${column}'`, value: `t.${column}` })} from twice cross join account t on t.${norm} = twice.norm
    where t.${norm} <> '' and ${open('t')}
      and exists (select 1 from account o where o.${norm} = t.${norm} and o.${norm} <> '' and o.id <> t.id and ${open('o')})
    order by t.${norm}`,
});

/** As domain/payee.ts: a special account that is not in force. Where a house's account was set aside, that row is told already. */
const noPayee: Rule = {
  code: 'noPayee',
  sql: `with cells as (select substr(raw, instr(raw, char(9)) + 1) as rest from set_aside where entity = 'house_account'),
      unread as materialized (select cast(substr(rest, 1, instr(rest, char(9)) - 1) as integer) as house from cells),
      without as (select t.id, (select count(*) from premises p join account a on a.premises_id = p.id where p.house_id = t.id) as accounts
        from house t where t.formation = 'specialAccount' and t.id not in (select house from unread)
          and not exists (select 1 from house_account o where o.house_id = t.id and o.valid_from <= @today
            and (o.valid_to is null or o.valid_to >= @today)))
    select 'house' as entity, cast(id as text) as key, '' as cell, null as account, '' as value, accounts as hides
    from without where accounts > 0`,
};

export const rules: readonly Rule[] = [
  ...daysInFuture,
  ...monthsInFuture,
  ...endsBeforeStarts,
  ...missingParents,
  held('numberTwice', 'number_norm', 'number'),
  // a closed account may have left its ЕЛС to the one after it
  held(
    'unifiedTwice',
    'unified_norm',
    'unified_number',
    alias => `(${alias}.closed_on is null or ${alias}.closed_on >= @today)`,
  ),
  noPayee,
  {
    code: 'numberUnfindable',
    sql: `${offence('account', { cell: `'number'`, value: 't.number' })} from account t where t.number_norm = ''`,
  },
  {
    code: 'zeroAreaCharged',
    sql: `${offence('account', { cell: `'area'`, value: 't.area' })} from account t where t.area = 0
      and (select charged from period_balance b where b.account_id = t.id order by period desc limit 1) > 0`,
  },
  {
    code: 'shareImpossible',
    sql: `${offence('account', { cell: `'share_numerator'`, value: `t.share_numerator || '/' || t.share_denominator` })} from account t
      where t.share_numerator <= 0 or t.share_denominator <= 0 or t.share_numerator > t.share_denominator`,
  },
  {
    code: 'taxNumberShape',
    sql: `${offence('organization', { cell: `'inn'`, value: 't.inn' })} from organization t
      where t.inn <> '' and (replace(t.inn, ' ', '') glob '*[^0-9]*' or length(replace(t.inn, ' ', '')) not in (10, 12))`,
  },
];
