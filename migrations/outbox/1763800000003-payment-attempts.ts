// The outbox file's payment attempts: money under way, which no crash may lose.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `create table payment_attempt (
    id text primary key, account_id integer not null, amount integer not null check (amount > 0), state text not null,
    settled integer not null, acquirer text not null, acquirer_id text, qr text, expires_at text, paid_at text, created_at text not null,
    updated_at text not null, version integer not null, ledger_before text not null, credited_by integer
  ) strict, without rowid`,
  // one QR an account at a time, whatever a program's bug may try
  `create unique index payment_attempt_waiting on payment_attempt (account_id)
    where state in ('creating', 'waiting', 'unknown')`,
  `create index payment_attempt_unsettled on payment_attempt (created_at) where settled = 0`,
  `create index payment_attempt_of_account on payment_attempt (account_id, created_at)`,
];

export class PaymentAttempts1763800000003 implements MigrationInterface {
  name = 'PaymentAttempts1763800000003';

  async up(query: QueryRunner): Promise<void> {
    for (const sql of statements) await query.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The outbox holds what exists nowhere else: its tables are never dropped.');
  }
}
