// A month may stand without a payment document: a billing closes it some days after its end, and payments go on coming until then.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = ['issued_on', 'due_on', 'payments_until'];

export class OpenMonths1795300000402 implements MigrationInterface {
  name = 'OpenMonths1795300000402';

  async up(db: QueryRunner): Promise<void> {
    for (const column of columns)
      await db.query(`alter table fund.period_balance alter column ${column} drop not null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `delete from fund.period_balance where issued_on is null or due_on is null or payments_until is null`,
    );
    for (const column of columns) await db.query(`alter table fund.period_balance alter column ${column} set not null`);
  }
}
