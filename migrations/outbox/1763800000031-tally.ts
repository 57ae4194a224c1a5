// What was got wrong or asked for without proof at this terminal, one row each, so that a limit can tell one visitor from another.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Tally1763800000031 implements MigrationInterface {
  name = 'Tally1763800000031';

  async up(query: QueryRunner): Promise<void> {
    await query.query(
      'create table tally (seq integer primary key, kind text not null, subject text not null, visit text not null, at text not null) strict',
    );
    await query.query('create index tally_at on tally (kind, at)');
    // one number for all visitors said nothing of who was mistaken
    await query.query(`delete from attempt_limit where scope = 'terminal'`);
  }

  async down(): Promise<void> {
    throw new Error('The outbox holds what exists nowhere else: its tables are never dropped.');
  }
}
