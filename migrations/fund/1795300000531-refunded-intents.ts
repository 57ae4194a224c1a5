// A card payment that was paid back whole is no payment to be credited: its intent has a state of its own.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const states = ['creating', 'waiting', 'succeeded', 'declined', 'expired', 'cancelled', 'unknown'];

const allow = async (db: QueryRunner, allowed: readonly string[]): Promise<void> => {
  await db.query(`alter table terminal.payment_intent drop constraint payment_intent_state_check`);
  await db.query(`
    alter table terminal.payment_intent add constraint payment_intent_state_check
    check (state in (${allowed.map(state => `'${state}'`).join(', ')}))`);
};

export class RefundedIntents1795300000531 implements MigrationInterface {
  name = 'RefundedIntents1795300000531';

  async up(db: QueryRunner): Promise<void> {
    await allow(db, [...states, 'refunded']);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`update terminal.payment_intent set state = 'succeeded' where state = 'refunded'`);
    await allow(db, states);
  }
}
