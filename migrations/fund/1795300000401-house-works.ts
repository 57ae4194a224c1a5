// The works on a house and who does them: the table, its view and its changes. Terminals take a new snapshot, since the one they have holds no works.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HouseWorks1795300000401 implements MigrationInterface {
  name = 'HouseWorks1795300000401';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table fund.house_work (
        id bigint primary key check (id > 0),
        house_id bigint not null references fund.house,
        organization_id bigint not null references fund.organization,
        name text not null,
        starts_on date not null,
        ends_on date
      )`);
    await db.query(`create index house_work_by_house on fund.house_work (house_id)`);
    await db.query(
      `create view exchange.house_work as select id, house_id, organization_id, name, starts_on, ends_on from fund.house_work`,
    );
    await db.query(`grant select on exchange.house_work to kiosk_reader`);
    await db.query(`select exchange.track('fund.house_work', 'house_work', 'r.id')`);
    await db.query(`select exchange.resnapshot()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`select exchange.untrack('fund.house_work', 'house_work')`);
    await db.query(`drop view exchange.house_work`);
    await db.query(`drop table fund.house_work`);
  }
}
