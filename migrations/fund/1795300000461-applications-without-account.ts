// Application forms of people whose house is not in the list: such a form has an address as typed and no account.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const makeApplication = (sameAccount: string) => `
  create or replace function cabinet.make_application(asked_job uuid, account bigint, place text, terminal uuid) returns bigint
  language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into cabinet.application (number, job, account_id, address, terminal_id)
    select nextval('cabinet.application_number'), asked_job, account, place, terminal
    where not exists (select from cabinet.application a where a.job = asked_job)
    on conflict (job) do nothing;
    select a.number from cabinet.application a where a.job = asked_job and ${sameAccount} and a.terminal_id = terminal $$`;

export class ApplicationsWithoutAccount1795300000461 implements MigrationInterface {
  name = 'ApplicationsWithoutAccount1795300000461';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table cabinet.application alter column account_id drop not null`);
    await db.query(makeApplication('a.account_id is not distinct from account'));
    // handle_application answers the account, which such a form does not have. It stays for terminals not updated yet.
    await db.query(`
      create function cabinet.finish_application(asked bigint, by_whom uuid) returns boolean
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update cabinet.application a set handled_at = now(), handled_by = by_whom
        where a.number = asked and a.handled_at is null returning true $$`);
    await db.query(`revoke all on function cabinet.finish_application from public`);
    await db.query(`grant execute on function cabinet.finish_application to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function cabinet.finish_application`);
    await db.query(makeApplication('a.account_id = account'));
    await db.query(`delete from cabinet.application where account_id is null`);
    await db.query(`alter table cabinet.application alter column account_id set not null`);
  }
}
