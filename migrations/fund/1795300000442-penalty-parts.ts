// The penalty's debt apart from the contribution's, for a billing that keeps it so. A view a fund has replaced is left alone.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const added = ['penalty_opening', 'penalty_paid', 'penalty_closing'];
const before =
  'account_id, period::text as period, opening, charged, recalculation, privilege, penalty, paid, closing, state_duty, court_costs, issued_on, due_on, payments_until, payment_document_id, document_number';

/** Whether the view is the one migrations made, and no DBA's own. */
async function isOurs(db: QueryRunner, columns: string): Promise<boolean> {
  await db.query(`create temp view own_balance as select ${columns} from fund.period_balance`);
  const [same] = (await db.query(
    `select pg_get_viewdef('pg_temp.own_balance'::regclass) = pg_get_viewdef('exchange.period_balance'::regclass) as same`,
  )) as { same: boolean }[];
  await db.query(`drop view pg_temp.own_balance`);
  return same?.same === true;
}

export class PenaltyParts1795300000442 implements MigrationInterface {
  name = 'PenaltyParts1795300000442';

  async up(db: QueryRunner): Promise<void> {
    const ours = await isOurs(db, before);
    for (const column of added) await db.query(`alter table fund.period_balance add ${column} bigint`);
    if (!ours) return;
    await db.query(
      `create or replace view exchange.period_balance as select ${before}, ${added.join(', ')} from fund.period_balance`,
    );
    await db.query(`select exchange.resnapshot()`);
  }

  async down(db: QueryRunner): Promise<void> {
    if (await isOurs(db, `${before}, ${added.join(', ')}`)) {
      await db.query(`drop view exchange.period_balance`);
      await db.query(`create view exchange.period_balance as select ${before} from fund.period_balance`);
      await db.query(`grant select on exchange.period_balance to kiosk_reader`);
    }
    for (const column of added) await db.query(`alter table fund.period_balance drop ${column}`);
  }
}
