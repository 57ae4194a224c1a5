// What the fund has acknowledged, kept for some time: a fund that is restored from a backup lacks it, and is sent it again.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sent1763800000050 implements MigrationInterface {
  name = 'Sent1763800000050';

  async up(query: QueryRunner): Promise<void> {
    // kept_since is a moment of the fund's clock, given by the next heartbeat; hash is that of the item's audit line
    await query.query(`create table sent (
      seq integer primary key, id text not null unique, kind text not null, payload text not null, hash text, kept_since text
    ) strict`);
  }

  async down(): Promise<void> {
    throw new Error('The outbox holds what exists nowhere else: its tables are never dropped.');
  }
}
