// Staff of the fund: who may work at a terminal as operator or administrator, and the application forms that reach the desk.
import type { MigrationInterface, QueryRunner } from 'typeorm';

type DatabaseFunction = readonly [name: string, parameters: string, returns: string, body: string];

/** All a terminal may ask: no list of staff, and nothing of an account that is disabled. */
const functions: readonly DatabaseFunction[] = [
  [
    'staff_by_login',
    'norm text',
    'table (id uuid, login text, name text, role text, password_hash text, session_epoch integer)',
    `select s.id, s.login, s.name, s.role, s.password_hash, s.session_epoch from cabinet.staff s
     where s.login_norm = norm and not s.disabled`,
  ],
  [
    'staff_epoch',
    'who uuid',
    'integer',
    `select s.session_epoch from cabinet.staff s where s.id = who and not s.disabled`,
  ],
  // Held until the transaction ends, so that an operation and the end of its actor's rights come one after the other.
  [
    'lock_staff',
    'who uuid, epoch integer',
    'uuid',
    `select s.id from cabinet.staff s where s.id = who and s.session_epoch = epoch and not s.disabled for share`,
  ],
  [
    'open_applications',
    'most integer',
    'table (number bigint, account_id bigint, address text, terminal text, made_at timestamptz)',
    `select a.number, a.account_id, a.address, coalesce(t.name, ''), a.made_at
     from cabinet.application a left join terminal.terminal t on t.id = a.terminal_id
     where a.handled_at is null order by a.number desc limit least(most, 500)`,
  ],
  // The account of the form when this call handled it; nothing when there is no such form or it was handled before.
  [
    'handle_application',
    'asked bigint, by_whom uuid',
    'bigint',
    `update cabinet.application a set handled_at = now(), handled_by = by_whom
     where a.number = asked and a.handled_at is null returning a.account_id`,
  ],
];

export class Staff1795300000301 implements MigrationInterface {
  name = 'Staff1795300000301';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table cabinet.staff (
        id uuid primary key default gen_random_uuid(),
        login text not null check (length(login) between 3 and 32),
        login_norm text not null constraint staff_login_is_taken unique check (length(login_norm) between 3 and 64),
        name text not null check (length(name) between 1 and 200),
        role text not null check (role in ('operator', 'admin')),
        password_hash text not null check (password_hash like '$argon2id$%'),
        session_epoch integer not null default 1,
        disabled boolean not null default false,
        created_at timestamptz not null default now()
      )`);
    // A change of the row, by our command or by hand, ends the shifts begun before it.
    await db.query(`
      create function cabinet.staff_changed() returns trigger
      language plpgsql set search_path = pg_catalog, pg_temp as $$
      begin
        new.session_epoch := old.session_epoch + 1;
        return new;
      end $$`);
    await db.query(`
      create trigger staff_changed before update of password_hash, role, disabled on cabinet.staff
      for each row execute function cabinet.staff_changed()`);
    await db.query(
      `alter table cabinet.application add handled_at timestamptz, add handled_by uuid references cabinet.staff`,
    );
    await db.query(`create index application_open on cabinet.application (number) where handled_at is null`);
    for (const [name, parameters, returns, body] of functions)
      await db.query(`
        create function cabinet.${name}(${parameters}) returns ${returns}
        language sql security definer set search_path = pg_catalog, pg_temp as $$ ${body} $$`);
    const all = functions.map(([name]) => `cabinet.${name}`).join(', ');
    await db.query(`revoke all on function cabinet.staff_changed, ${all} from public`);
    await db.query(`grant execute on function ${all} to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [name] of functions) await db.query(`drop function cabinet.${name}`);
    await db.query(`alter table cabinet.application drop handled_at, drop handled_by`);
    await db.query(`drop table cabinet.staff`);
    await db.query(`drop function cabinet.staff_changed`);
  }
}
