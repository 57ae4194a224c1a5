// What loading from files needs: a schema for rows on their way in, and unique values that may change places within one transaction.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Load1795300000451 implements MigrationInterface {
  name = 'Load1795300000451';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create schema fund_load`);
    // Unlogged like the staged rows themselves: after a crash of the server both are empty.
    await db.query(`create unlogged table fund_load.staged (entity text primary key, fingerprint text)`);
    await db.query(`
      alter table fund.account
        drop constraint account_number_key,
        add constraint account_number_key unique (number) deferrable initially immediate`);
    await db.query(`drop index fund.one_operator`);
    await db.query(`
      alter table fund.organization add constraint one_operator
        exclude using btree (kind with =) where (kind = 'operator') deferrable initially immediate`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop schema fund_load cascade`);
    await db.query(`alter table fund.organization drop constraint one_operator`);
    await db.query(`create unique index one_operator on fund.organization (kind) where kind = 'operator'`);
    await db.query(`
      alter table fund.account
        drop constraint account_number_key,
        add constraint account_number_key unique (number)`);
  }
}
