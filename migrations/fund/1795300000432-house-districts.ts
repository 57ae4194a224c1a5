// The region and district of a house, by which villages of one name are told apart. A view the fund has made its own gets them from the fund.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const before =
  'id, fias_id, postal_code, settlement_kind, settlement, street_kind, street, number, block, formation, operator_id, managing_id, collected, spent';
const after = `${before}, region, district`;

export class HouseDistricts1795300000432 implements MigrationInterface {
  name = 'HouseDistricts1795300000432';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table fund.house add column region text not null default ''`);
    await db.query(`alter table fund.house add column district text not null default ''`);
    if (await isOurs(db, before))
      await db.query(`create or replace view exchange.house as select ${after} from fund.house`);
    else if (!(await hasColumns(db)))
      throw new Error(
        `exchange.house is a view of your own and lacks the columns region and district (text, not null). Add them at its end, as '' where you have none, and run the migration again.`,
      );
    await db.query(`select exchange.resnapshot()`);
  }

  async down(db: QueryRunner): Promise<void> {
    if (await isOurs(db, after)) {
      // a view loses columns only by being made anew
      await db.query(`drop view exchange.house`);
      await db.query(`create view exchange.house as select ${before} from fund.house`);
      await db.query(`grant select on exchange.house to kiosk_reader`);
    }
    await db.query(`alter table fund.house drop column region, drop column district`);
  }
}

/** True for the view as a migration of ours made it: PostgreSQL writes both definitions the same way. */
async function isOurs(db: QueryRunner, columns: string): Promise<boolean> {
  await db.query(`create temporary view shipped_house as select ${columns} from fund.house`);
  const [found] = (await db.query(
    `select pg_get_viewdef('exchange.house'::regclass) = pg_get_viewdef('pg_temp.shipped_house'::regclass) as same`,
  )) as { same: boolean }[];
  await db.query(`drop view pg_temp.shipped_house`);
  return found?.same === true;
}

async function hasColumns(db: QueryRunner): Promise<boolean> {
  const rows = (await db.query(
    `select 1 from pg_attribute where attrelid = 'exchange.house'::regclass and attname in ('region', 'district') and not attisdropped`,
  )) as unknown[];
  return rows.length === 2;
}
