// What went back to the payer of a card payment, in kopecks: a paid attempt that was refunded is not one to be credited.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Refunds1763800000021 implements MigrationInterface {
  name = 'Refunds1763800000021';

  async up(query: QueryRunner): Promise<void> {
    await query.query('alter table payment_attempt add column refunded integer not null default 0');
  }

  async down(): Promise<void> {
    throw new Error('The outbox holds what exists nowhere else: its tables are never dropped.');
  }
}
