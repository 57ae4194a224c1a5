// A member of staff changes their own password by the session of their shift; one that an administrator has set is asked to be changed.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

/** KC003: the session is over. The present password is a try like any other, committed before it is answered; other shifts of the person end. */
const change = `
  create function cabinet.change_staff_password(token text, asked uuid, phc text) returns table (was_right boolean, locked_until timestamptz)
  ${definer('plpgsql')} as $$
  #variable_conflict use_column
  declare
    who uuid := cabinet.session_person(token, true);
    a cabinet.attempt;
    renewed integer;
  begin
    if who is null then
      raise exception 'the session is over' using errcode = 'KC003';
    end if;
    a := cabinet.end_attempt(asked, array['staff']);
    if a.was_right and a.person = who then
      update cabinet.attempt_limit l set failures = 0, locks = 0, locked_until = null where l.key = a.key and l.login = session_user;
      update cabinet.staff s set password_hash = phc, must_change = false where s.id = who returning s.session_epoch into renewed;
      update cabinet.session o set epoch = renewed where o.token_hash = sha256(convert_to(token, 'UTF8'));
    end if;
    return query select coalesce(a.was_right and a.person = who, false),
      (select l.locked_until from cabinet.attempt_limit l where l.key = a.key and l.login = session_user);
  end $$`;

const mustChange = `
  create function cabinet.staff_must_change(token text) returns boolean ${definer('sql')} as $$
    select s.must_change from cabinet.staff s where s.id = cabinet.session_person(token, true) $$`;

const granted = ['change_staff_password(text, uuid, text)', 'staff_must_change(text)'];

export class StaffPasswords1795300000540 implements MigrationInterface {
  name = 'StaffPasswords1795300000540';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table cabinet.staff add column must_change boolean not null default false`);
    for (const statement of [change, mustChange]) await db.query(statement);
    for (const name of granted) {
      await db.query(`revoke all on function cabinet.${name} from public`);
      await db.query(`grant execute on function cabinet.${name} to kiosk_writer`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of granted) await db.query(`drop function cabinet.${name}`);
    await db.query(`alter table cabinet.staff drop column must_change`);
  }
}
