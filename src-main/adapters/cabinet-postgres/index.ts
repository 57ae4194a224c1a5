// The cabinet store in the fund's PostgreSQL: each change is one transaction together with its audit line.
import { randomUUID } from 'node:crypto';
import { SessionOver, type CabinetStore } from '../../ports/cabinet-store.ts';
import { FundUnreachable } from '../../ports/fund.ts';
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

/** An error of the fund's functions as the port tells it. What the fund refuses because of who this terminal is, is the fund being away. */
function asCabinetError(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'KC003') return new SessionOver();
  return code?.startsWith('KT') ? new FundUnreachable(message, { cause: error }) : error;
}

export function createCabinetPostgres(options: CabinetPostgresOptions): CabinetStore {
  const { database, terminal, chainHash, now, newId = randomUUID } = options;
  let claimed: Promise<unknown> | null = null;
  const claim = () =>
    (claimed ??= database
      .transaction(db => db.query('select terminal.own($1)', [terminal.id]))
      .catch((error: unknown) => {
        claimed = null;
        throw error;
      }));
  return {
    async transaction(work, limitMs) {
      try {
        await claim();
        return await database.transaction(async db => {
          const { tx, changed, audited } = createTransaction(db, { terminal, chainHash, now, newId });
          const result = await work(tx);
          if (changed() && !audited()) throw new Error('A change of the cabinet without its audit event.');
          return result;
        }, limitMs);
      } catch (error) {
        throw asCabinetError(error);
      }
    },
  };
}
