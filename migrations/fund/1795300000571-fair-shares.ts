// No terminal crowds out another in what staff read, forgives another's failures, puts a message into the fund's letters or into the DBA's findings.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

const lists = [
  // The first of every terminal before the second of any: the list is cut at the end of those that have most.
  `create or replace function cabinet.open_applications(most integer)
   returns table (number bigint, account_id bigint, address text, terminal text, made_at timestamptz) ${definer('sql')} as $$
     select f.number, f.account_id, f.address, f.terminal, f.made_at from (
       select a.number, a.account_id, a.address, coalesce(t.name, '') as terminal, a.made_at
       from (select o.*, row_number() over (partition by o.terminal_id order by o.number) as nth from cabinet.application o where o.handled_at is null) a
       left join terminal.terminal t on t.id = a.terminal_id
       order by a.nth, a.number limit least(most, 2000)) f
     order by f.number $$`,
  // Those of the asking terminal first, then names before what a terminal says of itself.
  `create or replace function cabinet.locks(token text)
   returns table (terminal uuid, terminal_name text, scope text, key text, login text, locked_until timestamptz) ${definer('sql')} as $$
     select cabinet.staff_of(token);
     select f.terminal, f.terminal_name, f.scope, f.key, f.login, f.locked_until from (
       select l.*, row_number() over (partition by l.terminal order by (l.scope in ('user', 'staff')) desc, l.locked_until desc, l.key) as nth
       from cabinet.locks_in_force() l) f
     order by f.terminal = terminal.mine() desc, f.nth, f.locked_until desc limit 500 $$`,
];

/** A terminal's success forgives its own failures alone, and counts from when it came, not from when it is said to have been. */
const failedProofs = `
  create or replace function cabinet.failed_proofs(account bigint) returns integer ${definer('sql')} stable as $$
    select count(*)::integer from terminal.audit a
    where a.account_id = account and a.action = 'proof.failed' and a.at > now() - interval '1 day' and not exists (
      select from terminal.audit s
      where s.account_id = account and s.terminal_id = a.terminal_id and s.action = 'proof.succeeded'
        and s.at > now() - interval '1 day' and least(s.at, s.received_at) > a.at) $$`;

/** A name stands in the fund's letters: letters, digits, hyphens and underscores, so that it is no address and no sentence. */
const names = [
  `create function cabinet.plain_login() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
   begin
     if translate(lower(new.login), '0123456789abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщъыьэюя'
       || 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ_-', '') <> '' then
       raise exception 'no name or no address';
     end if;
     return new;
   end $$`,
  `create trigger plain_login before insert on cabinet.registration for each row execute function cabinet.plain_login()`,
];

const terminalNames = [
  `create function terminal.plain_name() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
   begin
     new.name := left(regexp_replace(new.name, '[[:cntrl:]]+', ' ', 'g'), 200);
     return new;
   end $$`,
  `create trigger plain_name before insert or update of name on terminal.terminal for each row execute function terminal.plain_name()`,
  `create trigger plain_name before insert or update of name on terminal.stranger for each row execute function terminal.plain_name()`,
  // Ten tell the DBA as much as a thousand.
  `create function terminal.few_strangers() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
   begin
     if (select count(*) from terminal.stranger s where s.login = new.login and s.terminal_id <> new.terminal_id) >= 10 then
       return null;
     end if;
     return new;
   end $$`,
  `create trigger few_strangers before insert on terminal.stranger for each row execute function terminal.few_strangers()`,
];

const largeObjects = [
  'lo_creat(integer)',
  'lo_create(oid)',
  'lo_from_bytea(oid, bytea)',
  'lo_put(oid, bigint, bytea)',
  'lo_open(oid, integer)',
  'lowrite(integer, bytea)',
];

/** What fills the server's disk by nobody's leave; where the migrating account may not take it away, docs/fund-database.md says how. */
const nobodys = `
  do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
    -- npm run load needs it
    execute format('grant temporary on database %I to %I', current_database(), current_user);
    revoke execute on function ${largeObjects.join(', ')} from public;
  exception when insufficient_privilege then null;
  end $$`;

export class FairShares1795300000571 implements MigrationInterface {
  name = 'FairShares1795300000571';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [...lists, failedProofs, ...names, ...terminalNames, nobodys]) await db.query(statement);
    await db.query(
      'revoke all on function cabinet.plain_login, terminal.plain_name, terminal.few_strangers from public',
    );
  }

  async down(): Promise<void> {
    throw new Error(
      'What one terminal may take from the others is not given back: restore the database from a backup instead.',
    );
  }
}
