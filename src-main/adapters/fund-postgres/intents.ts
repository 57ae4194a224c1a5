// Paid attempts of an account as the fund knows them: of every terminal, and by which payment each was credited where the fund says so.
import type pg from 'pg';
import type { AccountIntent } from '../../ports/fund.ts';

interface Row {
  attempt: string;
  amount: string;
  created_at: Date;
  payment_id: string | null;
}

/** bigint comes as text; a sum no safe integer holds is not a sum. */
function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('account_intents: not a whole number');
  return value;
}

export async function readAccountIntents(pool: pg.Pool, accountId: number): Promise<AccountIntent[]> {
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
