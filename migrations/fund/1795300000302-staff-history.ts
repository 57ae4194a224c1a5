// Who was let in, raised, shut out or given a new password, by whose database login and when: written by a trigger for every change of the row, never changed.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StaffHistory1795300000302 implements MigrationInterface {
  name = 'StaffHistory1795300000302';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table cabinet.staff_history (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        by_login text not null default session_user,
        staff_login text not null,
        deed text not null check (deed in ('added', 'removed', 'password', 'role', 'disabled', 'enabled')),
        role text not null
      )`);
    await db.query(`
      create function cabinet.write_staff_history() returns trigger
      language plpgsql set search_path = pg_catalog, pg_temp as $$
      begin
        if tg_op = 'INSERT' then
          insert into cabinet.staff_history (staff_login, deed, role) values (new.login, 'added', new.role);
        elsif tg_op = 'DELETE' then
          insert into cabinet.staff_history (staff_login, deed, role) values (old.login, 'removed', old.role);
        else
          if new.password_hash <> old.password_hash then
            insert into cabinet.staff_history (staff_login, deed, role) values (new.login, 'password', new.role);
          end if;
          if new.role <> old.role then
            insert into cabinet.staff_history (staff_login, deed, role) values (new.login, 'role', new.role);
          end if;
          if new.disabled <> old.disabled then
            insert into cabinet.staff_history (staff_login, deed, role)
            values (new.login, case when new.disabled then 'disabled' else 'enabled' end, new.role);
          end if;
        end if;
        return null;
      end $$`);
    await db.query(`
      create trigger staff_history after insert or update or delete on cabinet.staff
      for each row execute function cabinet.write_staff_history()`);
    await db.query(`
      create function cabinet.staff_history_is_append_only() returns trigger
      language plpgsql set search_path = pg_catalog, pg_temp as $$
      begin
        raise exception 'cabinet.staff_history is append-only: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
      end $$`);
    await db.query(`
      create trigger staff_history_is_append_only before update or delete or truncate on cabinet.staff_history
      for each statement execute function cabinet.staff_history_is_append_only()`);
    await db.query(
      `revoke all on function cabinet.write_staff_history, cabinet.staff_history_is_append_only from public`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger staff_history on cabinet.staff`);
    await db.query(`drop table cabinet.staff_history`);
    await db.query(`drop function cabinet.write_staff_history, cabinet.staff_history_is_append_only`);
  }
}
