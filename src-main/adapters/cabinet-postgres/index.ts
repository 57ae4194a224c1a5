// The cabinet store in the fund's PostgreSQL: each change is one transaction together with its audit line.
import { randomUUID } from 'node:crypto';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { FundDatabase } from '../../ports/fund-database.ts';
import type { ChainHash, Terminal } from './calls.ts';
import { createTransaction } from './transaction.ts';

export interface CabinetPostgresOptions {
  database: FundDatabase;
  terminal: Terminal;
  chainHash: ChainHash;
  /** ISO UTC */
  now(): string;
  newId?: () => string;
}

export function createCabinetPostgres(options: CabinetPostgresOptions): CabinetStore {
  const { database, terminal, chainHash, now, newId = randomUUID } = options;
  return {
    transaction: work =>
      database.transaction(async db => {
        const { tx, changed, audited } = createTransaction(db, { terminal, chainHash, now, newId });
        const result = await work(tx);
        if (changed() && !audited()) throw new Error('A change of the cabinet without its audit event.');
        return result;
      }),
  };
}
