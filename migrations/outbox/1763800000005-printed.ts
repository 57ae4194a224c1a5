// The outbox file's memory of what came out on paper: a second sheet of the same content is a copy, also after a restart.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Printed1763800000005 implements MigrationInterface {
  name = 'Printed1763800000005';

  async up(query: QueryRunner): Promise<void> {
    await query.query('create table printed (mark text primary key, at text not null) strict, without rowid');
    await query.query('create index printed_at on printed (at)');
  }

  async down(): Promise<void> {
    throw new Error('The outbox holds what exists nowhere else: its tables are never dropped.');
  }
}
