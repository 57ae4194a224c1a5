// What the fund's administrator does, by a command or by hand, leaves lines in a chain of the audit log that is no terminal's.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

const nobody = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** Whether the session is of who owns the schema: no terminal's login is. */
const isOwner = `
  create function terminal.is_owner() returns boolean ${definer('sql')} stable as $$
    select pg_has_role(session_user, current_user, 'MEMBER') $$`;

/** The chain of no terminal is the owner's; every other is its terminal's own, as before. */
const ownChain = `
  create function terminal.own_chain(asked uuid) returns void ${definer('plpgsql')} as $$
  begin
    if asked <> ${nobody} then
      perform terminal.own(asked);
    elsif not terminal.is_owner() then
      raise exception 'the chain of the administrator is not the login %''s', session_user using errcode = 'KT001';
    end if;
  end $$`;

/** Every rule of \`take_audit_line\` stays; only whose the chain is is asked of \`own_chain\`. */
const takeLine = `
  do $do$
  declare
    body text := pg_get_functiondef('terminal.take_audit_line()'::regprocedure);
    changed text := replace(body, 'perform terminal.own(new.terminal_id);', 'perform terminal.own_chain(new.terminal_id);');
  begin
    if changed = body then
      raise exception 'terminal.take_audit_line is not as it was';
    end if;
    execute changed;
  end $do$`;

/** \`kapremont.os_user\` is set by the program's commands: which person of the machine called them. */
const note = `
  create function terminal.admin_note(deed text, of_account bigint, told jsonb) returns void ${definer('plpgsql')} as $$
  declare
    line terminal.audit;
  begin
    perform terminal.begin_chains(${nobody});
    line.id := gen_random_uuid();
    line.terminal_id := ${nobody};
    line.at := date_trunc('milliseconds', clock_timestamp());
    line.role := 'database';
    line.actor := session_user;
    line.account_id := of_account;
    line.action := deed;
    line.reason := '';
    line.details := jsonb_strip_nulls(told || jsonb_build_object('os', nullif(current_setting('kapremont.os_user', true), '')));
    select c.head into line.prev_hash from terminal.chain c
    where c.terminal_id = ${nobody} and c.kind = 'cabinet' and c.branch_of is null for update;
    line.hash := terminal.line_hash(line);
    insert into terminal.audit select line.*;
  end $$`;

/** A trigger that leaves a line of what an owner changed; what a terminal's own call changes is told by that terminal. */
const noting = (name: string, on: string, when: string, body: string) => [
  `create function terminal.${name}() returns trigger ${definer('plpgsql')} as $$
   begin
     if terminal.is_owner() then
       ${body}
     end if;
     return null;
   end $$`,
  `create trigger ${name} after ${when} on ${on} for each row execute function terminal.${name}()`,
];

const triggers = [
  ...noting(
    'note_staff',
    'cabinet.staff_history',
    'insert',
    `perform terminal.admin_note('admin.staffChanged', null, jsonb_build_object('of', new.staff_login, 'change', new.change, 'role', new.role));`,
  ),
  ...noting(
    'note_binding',
    'terminal.terminal',
    'insert or update of login',
    `if new.login is distinct from session_user and new.login is distinct from (case when tg_op = 'UPDATE' then old.login end) then
         perform terminal.admin_note(case when new.login is null then 'admin.terminalReleased' else 'admin.terminalBound' end, null,
           jsonb_build_object('at', coalesce(nullif(new.name, ''), new.id::text),
             'login', coalesce(new.login, case when tg_op = 'UPDATE' then old.login end),
             'before', case when new.login is not null and tg_op = 'UPDATE' then old.login end));
       end if;`,
  ),
  ...noting(
    'note_branch',
    'terminal.chain',
    'insert',
    `if new.branch_of is not null then
         perform terminal.admin_note('admin.branchAdmitted', null,
           jsonb_build_object('at', coalesce((select nullif(t.name, '') from terminal.terminal t where t.id = new.terminal_id), new.terminal_id::text)));
       end if;`,
  ),
  ...noting(
    'note_accepted',
    'terminal.accepted_data',
    'insert',
    `perform terminal.admin_note('admin.dataAccepted', null, jsonb_build_object('change', lower(tg_op)));`,
  ),
];

/** Lifts every lock of a name, of an account by its number, or of a terminal by its name or id; a line for each. */
const unlock = `
  create function cabinet.unlock(what text, norm text) returns integer ${definer('plpgsql')} as $$
  declare
    lock record;
    lifted integer := 0;
  begin
    for lock in select l.*, a.id as account from cabinet.locks_in_force() l
      left join exchange.account a on l.scope = 'account' and a.id::text = l.key
      where a.number = what or l.terminal_name = what or l.terminal::text = what
        or l.login <> '' and l.key in (cabinet.name_key('name', norm), cabinet.name_key('staff', norm), cabinet.name_key('code', cabinet.address_key(norm))) loop
      if cabinet.open_lock(lock.terminal, lock.scope, lock.key, session_user) then
        lifted := lifted + 1;
        perform terminal.admin_note('admin.lockLifted', lock.account,
          jsonb_build_object('scope', lock.scope, 'of', nullif(lock.login, ''), 'at', lock.terminal_name));
      end if;
    end loop;
    return lifted;
  end $$`;

export class AdminLines1795300000552 implements MigrationInterface {
  name = 'AdminLines1795300000552';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [isOwner, ownChain, takeLine, note, ...triggers, unlock]) await db.query(statement);
    await db.query(`revoke all on all functions in schema terminal from public`);
    await db.query(`revoke all on function cabinet.unlock(text, text) from public`);
  }

  async down(): Promise<void> {
    throw new Error('What an administrator does is not left unsaid again: restore the database from a backup instead.');
  }
}
