// The desk's list of forms has the oldest first: what a script prints by the hundred stands behind what people are waiting for.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const openApplications = (order: 'asc' | 'desc') => `
  create or replace function cabinet.open_applications(most integer)
  returns table (number bigint, account_id bigint, address text, terminal text, made_at timestamptz)
  language sql security definer set search_path = pg_catalog, pg_temp as $$
    select a.number, a.account_id, a.address, coalesce(t.name, ''), a.made_at
    from cabinet.application a left join terminal.terminal t on t.id = a.terminal_id
    where a.handled_at is null order by a.number ${order} limit least(most, 2000) $$`;

export class FormsOldestFirst1795300000537 implements MigrationInterface {
  name = 'FormsOldestFirst1795300000537';

  async up(db: QueryRunner): Promise<void> {
    await db.query(openApplications('asc'));
    await db.query(`alter table terminal.lock drop constraint lock_scope_check,
      add constraint lock_scope_check check (scope in ('account', 'proof', 'signIn', 'letters', 'papers'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(openApplications('desc'));
  }
}
