// Counts of the fund's data that an administrator accepted, for every terminal that holds just these back: who, where, and until when.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** Long enough for a terminal that is off over a weekend. What is accepted are numbers, so nothing worse comes in meanwhile. */
const hours = 72;

/**
 * The one place that tells whether this person may accept: an administrator whose password and rights are those their shift began with. It
 * cannot tell that the person stands at the terminal; what can (a token of their session) is to be asked here.
 */
const adminOnShift = `
  create function cabinet.admin_on_shift(who uuid, epoch integer, at_terminal uuid) returns text
  language sql ${definer} as $$
    select s.login from cabinet.staff s where s.id = who and s.session_epoch = epoch and s.role = 'admin' and not s.disabled for share
  $$`;

const acceptData = `
  create function cabinet.accept_data(who uuid, epoch integer, at_terminal uuid, counts jsonb) returns boolean
  language plpgsql ${definer} as $$
  declare
    login text;
  begin
    perform terminal.own(at_terminal);
    login := cabinet.admin_on_shift(who, epoch, at_terminal);
    if login is null then
      raise exception 'only an administrator on shift accepts data' using errcode = 'insufficient_privilege';
    end if;
    insert into terminal.accepted_data (until, terminal_id, staff, counts)
    values (now() + interval '${hours} hours', at_terminal, login, counts);
    return true;
  end $$`;

const inForce = `
  create function terminal.accepted_data_in_force() returns table (id bigint, counts jsonb)
  language sql stable ${definer} as $$
    select a.id, a.counts from terminal.accepted_data a where a.until > now() order by a.id
  $$`;

/** For the DBA: accepts what this terminal said in its last heartbeat to hold. No terminal may call it. */
const acceptHeld = `
  create function terminal.accept_held(of_terminal uuid, for_hours integer default ${hours}) returns bigint
  language sql set search_path = pg_catalog, pg_temp as $$
    insert into terminal.accepted_data (until, terminal_id, staff, counts)
    select now() + make_interval(hours => for_hours), t.id, '', (
      select jsonb_object_agg(
        e ->> 'entity' || coalesce('.' || nullif(e ->> 'column', ''), ''), jsonb_build_object('rows', e -> 'now', 'aside', e -> 'aside'))
      from jsonb_array_elements(t.trouble_details -> 'entities') e)
    from terminal.terminal t
    where t.id = of_terminal and t.trouble = 'notAccepted' and jsonb_array_length(t.trouble_details -> 'entities') > 0
    returning id
  $$`;

const appendOnly = `
  create function terminal.accepted_data_is_append_only() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  begin
    raise exception 'terminal.accepted_data is append-only: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
  end $$`;

const functions = [
  'cabinet.admin_on_shift(uuid, integer, uuid)',
  'cabinet.accept_data(uuid, integer, uuid, jsonb)',
  'terminal.accepted_data_in_force()',
  'terminal.accept_held(uuid, integer)',
  'terminal.accepted_data_is_append_only()',
];

export class AcceptedData1795300000482 implements MigrationInterface {
  name = 'AcceptedData1795300000482';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table terminal.accepted_data (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        until timestamptz not null,
        terminal_id uuid,
        staff text not null,
        by_login name not null default session_user,
        counts jsonb not null check (jsonb_typeof(counts) = 'object' and counts <> '{}' and length(counts::text) < 20000)
      )`);
    await db.query(`create index accepted_data_in_force on terminal.accepted_data (until)`);
    for (const statement of [adminOnShift, acceptData, inForce, acceptHeld, appendOnly]) await db.query(statement);
    await db.query(`
      create trigger accepted_data_is_append_only before update or delete or truncate on terminal.accepted_data
      for each statement execute function terminal.accepted_data_is_append_only()`);
    await db.query(`revoke all on function ${functions.join(', ')} from public`);
    await db.query(
      `grant execute on function cabinet.accept_data(uuid, integer, uuid, jsonb), terminal.accepted_data_in_force() to kiosk_writer`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger accepted_data_is_append_only on terminal.accepted_data`);
    await db.query(`drop function ${functions.join(', ')}`);
    await db.query(`drop table terminal.accepted_data`);
  }
}
