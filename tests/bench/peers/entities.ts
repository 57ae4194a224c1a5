// TypeORM's view of the region, twice: over the program's own cache file, where repeated texts are words by number, and over tables laid out for TypeORM.
import { EntitySchema } from 'typeorm';
import { exchange, type Column, type EntityName } from '../../../src-main/ports/exchange.ts';
import { wordColumns } from '../../../src-main/adapters/cache/string-table.ts';

export type Layout = 'cache' | 'typeorm';

type Options = ConstructorParameters<typeof EntitySchema<Record<string, unknown>>>[0];

const typeOf = ({ kind }: Column) =>
  typeof kind === 'string' && ['key', 'int', 'kopecks', 'area'].includes(kind) ? 'integer' : 'text';

const one = (target: EntityName | 'word', column: string, inverse?: string) => ({
  type: 'many-to-one' as const,
  target,
  joinColumn: { name: column, referencedColumnName: 'id' },
  createForeignKeyConstraints: false,
  ...(inverse ? { inverseSide: inverse } : {}),
});
const many = (target: EntityName, inverse: string) => ({
  type: 'one-to-many' as const,
  target,
  inverseSide: inverse,
});

const relations: { [E in EntityName]?: NonNullable<Options['relations']> } = {
  premises: { house: one('house', 'house_id') },
  account: {
    premises: one('premises', 'premises_id'),
    balances: many('period_balance', 'account'),
    lines: many('charge_line', 'account'),
    payments: many('payment', 'account'),
  },
  period_balance: { account: one('account', 'account_id', 'balances') },
  charge_line: { account: one('account', 'account_id', 'lines') },
  payment: { account: one('account', 'account_id', 'payments') },
};

function entity(name: EntityName, layout: Layout): EntitySchema {
  const words = layout === 'cache' ? (wordColumns[name] ?? []) : [];
  const ownId = layout === 'typeorm' && !exchange[name].columns.some(column => column.name === 'id');
  const key: readonly string[] = ownId ? [] : layout === 'typeorm' ? ['id'] : exchange[name].key;
  const columns: NonNullable<Options['columns']> = ownId ? { row_id: { type: 'integer', primary: true } } : {};
  for (const column of exchange[name].columns as readonly Column[]) {
    if (words.includes(column.name)) continue;
    columns[column.name] = {
      type: typeOf(column),
      primary: key.includes(column.name),
      nullable: column.nullable ?? false,
    };
  }
  if (name === 'account' && layout === 'cache') columns['number_norm'] = { type: 'text' };
  const texts = Object.fromEntries(words.map(column => [column, one('word', column)]));
  return new EntitySchema({ name, tableName: name, columns, relations: { ...relations[name], ...texts } });
}

const word = new EntitySchema({
  name: 'word',
  tableName: 'word',
  columns: { id: { type: 'integer', primary: true }, text: { type: 'text' } },
});

const names: readonly EntityName[] = [
  'house',
  'premises',
  'account',
  'tariff',
  'period_balance',
  'charge_line',
  'payment',
];

export const entities = (layout: Layout): EntitySchema[] => [
  ...names.map(name => entity(name, layout)),
  ...(layout === 'cache' ? [word] : []),
];

/** The relations that put an entity's texts back in place: none where they were never taken out. */
export const texts = (name: EntityName, layout: Layout): Record<string, true> =>
  Object.fromEntries((layout === 'cache' ? (wordColumns[name] ?? []) : []).map(column => [column, true]));
