// The peer: the same questions put to TypeORM's find, with relations, over an encrypted SQLite file.
import { createRequire } from 'node:module';
import { Between, DataSource } from 'typeorm';
import { setKey, type Db } from '../../../src-main/adapters/sqlite/database.ts';
import { entities, texts, type Layout } from './entities.ts';

export interface TypeOrmPeer {
  /** `find` by number, with premises and house. */
  byNumber(number: string): Promise<object[]>;
  /** `findOne`, likewise. */
  oneByNumber(number: string): Promise<object | null>;
  /** What a statement's three screens show, a `find` a table. */
  statement(account: number, from: string, to: string): Promise<StatementRows>;
  /** The same in one `findOne` that names every relation, from the first month to the last. */
  wholeAccount(account: number, strategy: 'join' | 'query'): Promise<object | null>;
  close(): Promise<void>;
}

export interface StatementRows {
  account: object | null;
  balances: { period: string; closing: number }[];
  lines: { period: string; amount: number }[];
  payments: { amount: number }[];
}

export async function openTypeOrm(options: { file: string; key: string; layout: Layout }): Promise<TypeOrmPeer> {
  const { file, key, layout } = options;
  const source = new DataSource({
    type: 'better-sqlite3',
    driver: createRequire(import.meta.url)('better-sqlite3'),
    database: file,
    readonly: true,
    // TypeORM's own default keeps 100; given room for all
    statementCacheSize: 1000,
    entities: entities(layout),
    prepareDatabase: (db: Db) => setKey(db, key),
  });
  await source.initialize();
  const number = layout === 'cache' ? 'number_norm' : 'number';
  const place = { premises: { house: true } } as const;
  const [accounts, balances, lines, payments] = ['account', 'period_balance', 'charge_line', 'payment'].map(name =>
    source.getRepository(name),
  ) as [Repo, Repo, Repo, Repo];
  return {
    byNumber: value => accounts.find({ where: { [number]: value }, relations: place }),
    oneByNumber: value => accounts.findOne({ where: { [number]: value }, relations: place }),
    async statement(account, from, to) {
      const where = { account_id: account, period: Between(from, to) };
      return {
        account: await accounts.findOne({ where: { id: account }, relations: place }),
        balances: (await balances.find({
          where,
          relations: texts('period_balance', layout),
          order: { period: 'DESC' },
        })) as StatementRows['balances'],
        lines: (await lines.find({
          where,
          relations: texts('charge_line', layout),
          order: { period: 'DESC', line_no: 'ASC' },
        })) as StatementRows['lines'],
        payments: (await payments.find({
          where,
          relations: texts('payment', layout),
          order: { paid_on: 'DESC', id: 'DESC' },
        })) as StatementRows['payments'],
      };
    },
    wholeAccount: (account, relationLoadStrategy) =>
      accounts.findOne({
        where: { id: account },
        relationLoadStrategy,
        relations: {
          ...place,
          balances: texts('period_balance', layout),
          lines: texts('charge_line', layout),
          payments: texts('payment', layout),
        },
      }),
    close: () => source.destroy(),
  };
}

type Repo = ReturnType<DataSource['getRepository']>;
