// The bank account of a house: a special account, or one of several on the common pot. Terminals take a new snapshot, since theirs holds none.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns =
  'id, house_id, organization_id, bank_name, bic, settlement_account, correspondent_account, valid_from, valid_to';

export class HouseAccounts1795300000431 implements MigrationInterface {
  name = 'HouseAccounts1795300000431';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table fund.house_account (
        id bigint primary key check (id > 0),
        house_id bigint not null references fund.house,
        organization_id bigint not null references fund.organization,
        bank_name text not null default '',
        bic text not null default '',
        settlement_account text not null default '',
        correspondent_account text not null default '',
        valid_from date not null,
        valid_to date
      )`);
    await db.query(`create index house_account_by_house on fund.house_account (house_id)`);
    await db.query(`create view exchange.house_account as select ${columns} from fund.house_account`);
    await db.query(`grant select on exchange.house_account to kiosk_reader`);
    await db.query(`select exchange.track('fund.house_account', 'house_account', 'r.id')`);
    await db.query(`select exchange.resnapshot()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`select exchange.untrack('fund.house_account', 'house_account')`);
    await db.query(`drop view exchange.house_account`);
    await db.query(`drop table fund.house_account`);
  }
}
