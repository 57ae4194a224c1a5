// Paid attempts of an account from all terminals as the fund knows them, each with the payment that credited it, where known.
import type { Askable } from './connection.ts';
import type { AccountIntent } from '../../ports/fund.ts';

interface Row {
  attempt: string;
  amount: string;
  created_at: Date;
  payment_id: string | null;
}

/** A bigint arrives as text; one that is no safe integer is rejected. */
function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('account_intents: not a whole number');
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
