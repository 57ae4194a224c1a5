// Accounts opened by document faster than people come to a desk, or always by the same four characters: for the administrator to ask about.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An hour of one member of staff. Thirty is one every two minutes. */
const view = `
  create view terminal.many_openings as
  select a.actor, date_trunc('hour', a.at) as hour, count(distinct a.account_id) as accounts, max(a.same) as same_tail
  from (
    select b.actor, b.at, b.account_id,
      count(*) over (partition by b.actor, date_trunc('hour', b.at), b.details ->> 'lastFour') as same
    from terminal.audit b where b.action = 'staff.accountOpened') a
  group by a.actor, date_trunc('hour', a.at)
  having count(distinct a.account_id) >= 30 or max(a.same) >= 5`;

const openings = `
  create function cabinet.many_openings() returns table (actor text, hour timestamptz, accounts bigint, same_tail bigint)
  language sql security definer set search_path = pg_catalog, pg_temp stable as $$
    select v.actor, v.hour, v.accounts, v.same_tail from terminal.many_openings v
    where v.hour > now() - interval '30 days' order by v.hour desc, v.actor limit 200 $$`;

export class ManyOpenings1795300000538 implements MigrationInterface {
  name = 'ManyOpenings1795300000538';

  async up(db: QueryRunner): Promise<void> {
    await db.query(view);
    await db.query(openings);
    await db.query('revoke all on function cabinet.many_openings() from public');
    await db.query('grant execute on function cabinet.many_openings() to kiosk_writer');
    await db.query(`create index audit_of_openings on terminal.audit (at) where action = 'staff.accountOpened'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index terminal.audit_of_openings');
    await db.query('drop function cabinet.many_openings()');
    await db.query('drop view terminal.many_openings');
  }
}
