// Payment attempts as the fund knows them: an account's paid ones from all terminals, and all of one terminal's own.
import type { Askable } from './connection.ts';
import type { AccountIntent, OwnIntent } from '../../ports/fund.ts';

interface Row {
  attempt: string;
  amount: string;
  created_at: Date;
  payment_id: string | null;
}

/** A bigint arrives as text; one that is no safe integer is rejected. */
function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('payment_intent: not a whole number');
  return value;
}

export async function readAccountIntents(pool: Askable, accountId: number): Promise<AccountIntent[]> {
  const { rows } = await pool.query<Row>(
    'select attempt, amount::text, created_at, payment_id::text from terminal.account_intents($1)',
    [accountId],
  );
  return rows.map(row => ({
    attempt: row.attempt,
    amount: whole(row.amount),
    createdAt: row.created_at.toISOString(),
    creditedBy: row.payment_id === null ? null : whole(row.payment_id),
  }));
}

interface OwnRow {
  attempt: string;
  account_id: string;
  amount: string;
  state: string;
  acquirer: string;
  acquirer_id: string;
  created_at: Date;
  updated_at: Date;
  version: number;
}

export async function readOwnIntents(pool: Askable): Promise<OwnIntent[]> {
  const { rows } = await pool.query<OwnRow>(
    `select attempt, account_id::text, amount::text, state, acquirer, acquirer_id, created_at, updated_at, version
     from terminal.own_intents()`,
  );
  return rows.map(row => ({
    attempt: row.attempt,
    accountId: whole(row.account_id),
    amount: whole(row.amount),
    state: row.state,
    acquirer: row.acquirer,
    acquirerId: row.acquirer_id || null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }));
}
