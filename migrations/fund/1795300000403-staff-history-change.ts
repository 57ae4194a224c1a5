// Names the column of the staff's history by what it holds: `change`, the word the program uses.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trigger's function, writing into the column of this name. */
const writer = (column: string) => `
  create or replace function cabinet.write_staff_history() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'INSERT' then
      insert into cabinet.staff_history (staff_login, ${column}, role) values (new.login, 'added', new.role);
    elsif tg_op = 'DELETE' then
      insert into cabinet.staff_history (staff_login, ${column}, role) values (old.login, 'removed', old.role);
    else
      if new.password_hash <> old.password_hash then
        insert into cabinet.staff_history (staff_login, ${column}, role) values (new.login, 'password', new.role);
      end if;
      if new.role <> old.role then
        insert into cabinet.staff_history (staff_login, ${column}, role) values (new.login, 'role', new.role);
      end if;
      if new.disabled <> old.disabled then
        insert into cabinet.staff_history (staff_login, ${column}, role)
        values (new.login, case when new.disabled then 'disabled' else 'enabled' end, new.role);
      end if;
    end if;
    return null;
  end $$`;

const rename = async (db: QueryRunner, from: string, to: string) => {
  await db.query(`alter table cabinet.staff_history rename column ${from} to ${to}`);
  await db.query(writer(to));
};

export class StaffHistoryChange1795300000403 implements MigrationInterface {
  name = 'StaffHistoryChange1795300000403';

  async up(db: QueryRunner): Promise<void> {
    await rename(db, 'deed', 'change');
  }

  async down(db: QueryRunner): Promise<void> {
    await rename(db, 'change', 'deed');
  }
}
