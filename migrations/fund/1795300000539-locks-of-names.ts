// Locks of names beside those of terminals; what staff read and lift is theirs by the session of their shift.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

const listed = 'table (terminal uuid, terminal_name text, scope text, key text, login text, locked_until timestamptz)';

const functions = [
  // A name is kept as its digest alone: names there are are compared with it, and one that nobody has is not listed.
  `create function cabinet.locks_in_force() returns ${listed} ${definer('sql')} stable as $$
     select l.terminal_id, coalesce(t.name, ''), l.scope, l.key, '', l.locked_until
     from terminal.lock l left join terminal.terminal t on t.id = l.terminal_id
     where l.locked_until > now() and l.lifted_at is null
     union all
     select t.id, t.name, n.scope, a.key, n.login, a.locked_until
     from cabinet.attempt_limit a join terminal.terminal t on t.login = a.login
     join (
       select 'user' as scope, u.login, k.key from cabinet.app_user u, lateral (values (cabinet.name_key('name', u.login_norm)),
         (cabinet.name_key('code', cabinet.address_key(u.login_norm))), (cabinet.name_key('code', cabinet.address_key(u.email)))) k(key)
       union all
       select 'staff', s.login, cabinet.name_key('staff', s.login_norm) from cabinet.staff s) n on n.key = a.key
     where a.locked_until > now() $$`,
  `create function cabinet.open_lock(of_terminal uuid, of_scope text, of_key text, staff text) returns boolean ${definer('plpgsql')} as $$
   begin
     if of_scope in ('user', 'staff') then
       delete from cabinet.attempt_limit a using terminal.terminal t
       where t.id = of_terminal and a.login = t.login and a.key = of_key and a.locked_until > now();
     else
       update terminal.lock l set lifted_at = clock_timestamp(), lifted_by = staff
       where l.terminal_id = of_terminal and l.scope = of_scope and l.key = of_key and l.lifted_at is null and l.locked_until > now();
     end if;
     return found;
   end $$`,
  `create function cabinet.locks(token text) returns ${listed} ${definer('sql')} as $$
     select cabinet.staff_of(token);
     select * from cabinet.locks_in_force() l order by l.locked_until desc limit 500 $$`,
  `create function cabinet.lift_lock(token text, terminal uuid, scope text, key text) returns boolean ${definer('sql')} as $$
     select cabinet.open_lock(terminal, scope, key, s.login) from cabinet.staff s where s.id = cabinet.staff_of(token) $$`,
  `create function cabinet.attacks(token text) returns table (terminal text, hour timestamptz, failed_proofs bigint, accounts bigint,
     failed_sign_ins bigint, locks bigint, many_lookups bigint) ${definer('sql')} as $$
     select cabinet.staff_of(token);
     select * from cabinet.attacks() $$`,
  `create function cabinet.many_openings(token text) returns table (actor text, hour timestamptz, accounts bigint, same_tail bigint) ${definer('sql')} as $$
     select o.* from cabinet.many_openings() o
     where exists (select from cabinet.staff s where s.id = cabinet.staff_of(token) and s.role = 'admin') $$`,
];

const granted = [
  'report_locks(uuid, jsonb)',
  'failed_proofs(bigint)',
  'locks(text)',
  'lift_lock(text, uuid, text, text)',
  'attacks(text)',
  'many_openings(text)',
];

export class LocksOfNames1795300000539 implements MigrationInterface {
  name = 'LocksOfNames1795300000539';

  async up(db: QueryRunner): Promise<void> {
    await db.query('drop function cabinet.locks()');
    await db.query('drop function cabinet.lift_lock(uuid, text, text, text)');
    for (const statement of functions) await db.query(statement);
    for (const name of [
      'locks_in_force()',
      'open_lock(uuid, text, text, text)',
      'attacks()',
      'many_openings()',
      ...granted,
    ])
      await db.query(`revoke all on function cabinet.${name} from public, kiosk_writer`);
    for (const name of granted) await db.query(`grant execute on function cabinet.${name} to kiosk_writer`);
  }

  async down(): Promise<void> {
    throw new Error(
      'What needs a session is not called without one again: restore the database from a backup instead.',
    );
  }
}
