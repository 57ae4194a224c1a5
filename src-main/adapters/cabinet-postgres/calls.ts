// What every call of the schema `cabinet` needs: the calling terminal, and each function with its parameters in order.
import type { FundTransaction, SqlValue } from '../../ports/fund-database.ts';
import type { Row } from './rows.ts';

export interface Terminal {
  id: string;
  name: string;
}

/** How audit lines are chained: the same rule as in the outbox. The composition root passes it in. */
export type ChainHash = (previous: string, event: Record<string, unknown>) => string;

export interface TransactionDeps {
  terminal: Terminal;
  chainHash: ChainHash;
  /** ISO UTC */
  now(): string;
  newId(): string;
}

/** Calls a function of the schema; values come in the order of its parameters. */
export interface Ask {
  rows(name: string, ...values: SqlValue[]): Promise<Row[]>;
  one(name: string, ...values: SqlValue[]): Promise<Row | null>;
  value(name: string, ...values: SqlValue[]): Promise<unknown>;
}

/** Calls a function that changes something and records that the transaction needs an audit line. */
export interface Change {
  (name: string, ...values: SqlValue[]): Promise<unknown>;
  row(name: string, ...values: SqlValue[]): Promise<Row | null>;
  /** A call that may change something did. */
  mark(): void;
}

export function caller(db: FundTransaction): Ask {
  const rows = (name: string, ...values: SqlValue[]): Promise<Row[]> =>
    db.query(`select * from cabinet.${name}(${values.map((_, i) => `$${i + 1}`).join(', ')})`, values);
  return {
    rows,
    one: async (name, ...values) => (await rows(name, ...values))[0] ?? null,
    value: async (name, ...values) => (await rows(name, ...values))[0]?.[name],
  };
}

export async function nothing(work: Promise<unknown>): Promise<void> {
  await work;
}
