// The works on a house, as the exchange has them. The fund's own migration asks every terminal for a new snapshot, which fills them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HouseWorks1763800000004 implements MigrationInterface {
  name = 'HouseWorks1763800000004';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`create table house_work (
      id integer primary key, house_id integer not null, organization_id integer not null, name text not null,
      starts_on text not null, ends_on text
    ) strict`);
  }

  async down(): Promise<void> {
    throw new Error('A cache is rebuilt from the fund, never taken back.');
  }
}
