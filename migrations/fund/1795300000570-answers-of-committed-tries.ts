// No answer depends on a try that its caller can still take back: within its own transaction every try counts as a wrong one, whatever was given.
// And no terminal keeps another waiting by a row, or by an advisory lock, that both take hold of.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

/** The one place whose \`was_right\` may be answered from; a transaction's id is the same in all its subtransactions. */
const toldAttempts = `
  create view cabinet.told_attempt as
  select a.ticket, a.kind, a.key, a.person, a.code, a.login, a.at, a.ended_at,
    a.was_right and a.made_in is distinct from pg_current_xact_id_if_assigned() as was_right
  from cabinet.attempt a`;

const state = `
  create or replace function cabinet.sign_in_state(kind text, norm text)
  returns table (salt text, failures integer, locks integer, locked_until timestamptz, last_failure_at timestamptz, at timestamptz) ${definer('sql')} as $$
    select terminal.mine();
    select
      coalesce(
        (select regexp_replace(k.kept, '\\$sha256:.*$', '') from cabinet.kept_password(kind, norm) k),
        (select '$argon2id$v=19$m=19456,t=2,p=1$' || rtrim(encode(substring(sha256(s.value || convert_to(kind || ' ' || norm, 'UTF8')) for 16), 'base64'), '=')
         from cabinet.secret s)),
      greatest(coalesce(l.failures, 0), (
        select count(*) from cabinet.told_attempt a
        where a.key = cabinet.name_key(kind, norm) and not a.was_right and a.at > now() - interval '1 hour'))::integer,
      coalesce(l.locks, 0), l.locked_until, l.last_failure_at, clock_timestamp()
    from (select 1) one left join cabinet.attempt_limit l on l.key = cabinet.name_key(kind, norm) and l.login = session_user $$`;

/**
 * As before, but tries of one login at one name wait for its own row alone, which each of them changes: one that read an older state of the
 * database is refused, and no other login is kept waiting.
 */
const tryCode = `
  create or replace function cabinet.try_code(asked uuid, what_for text, digits text)
  returns table (ticket uuid, state text, locked_until timestamptz) ${definer('plpgsql')} set lock_timeout = '2s' as $$
  #variable_conflict use_column
  declare
    c cabinet.one_time_code;
    rule cabinet.attempt_rule;
    k text;
    last_wrong timestamptz;
    made uuid;
  begin
    perform terminal.mine();
    select * into rule from cabinet.attempt_rule;
    select * into c from cabinet.one_time_code o where o.id = asked and o.purpose = what_for and (o.login = session_user or o.purpose = 'email') for update;
    if c.id is null then
      return query select null::uuid, 'unknown'::text, null::timestamptz;
      return;
    end if;
    k := cabinet.name_key('code', coalesce(c.asked_for, c.id::text));
    if what_for = 'recovery' then
      insert into cabinet.attempt_limit as l (key, login, last_failure_at) values (k, session_user, clock_timestamp())
      on conflict (key, login) do update set last_failure_at = excluded.last_failure_at;
      select w.at into last_wrong from cabinet.told_attempt w
      where w.key = k and not w.was_right and w.at > clock_timestamp() - make_interval(mins => rule.code_lock_minutes)
      order by w.at desc offset rule.code_failures_to_lock - 1 limit 1;
      if last_wrong is not null then
        return query select null::uuid, 'locked'::text, last_wrong + make_interval(mins => rule.code_lock_minutes);
        return;
      end if;
    end if;
    if c.used or c.tries_left <= 0 or c.expires_at <= now() then
      return query select null::uuid, 'closed'::text, null::timestamptz;
      return;
    end if;
    update cabinet.one_time_code o set tries_left = o.tries_left - 1 where o.id = c.id;
    insert into cabinet.attempt (kind, key, person, code, was_right)
    values ('code', k, c.user_id, c.id, c.code_hash = cabinet.code_hash(c.id, digits) and (c.user_id is not null or c.purpose = 'registration'))
    returning attempt.ticket into made;
    return query select made, 'tried'::text, null::timestamptz;
  end $$`;

const codeRight = `
  create or replace function cabinet.code_right(asked uuid) returns table (was_right boolean, id uuid, login text, locale text) ${definer('sql')} as $$
    select a.was_right, u.id, u.login, u.locale from cabinet.told_attempt a join cabinet.attempt t on t.ticket = a.ticket
    left join cabinet.app_user u on u.id = a.person and a.was_right
    where a.ticket = asked and a.kind = 'code' and a.login = session_user and a.ended_at is null and t.made_in <> pg_current_xact_id() $$`;

/** One terminal asks for one code at a time: what it counts of its own letters is all there are, in every isolation level. */
const oneSender = [
  `create table cabinet.code_sender (login name primary key, last_at timestamptz not null)`,
  `alter table cabinet.one_time_code add column login name not null default session_user`,
  // A new code takes the place of the earlier ones of the same terminal; nobody makes void what waits at another.
  `create or replace function cabinet.mail_code(code uuid, what_for text, who uuid, address text, asked text, template text, in_locale text, given jsonb, to_new text)
  returns boolean ${definer('plpgsql')} as $$
  declare
    digits text := cabinet.six_digits();
  begin
    insert into cabinet.code_sender as s (login, last_at) values (session_user, clock_timestamp())
    on conflict (login) do update set last_at = excluded.last_at;
    if cabinet.too_many_codes(address) then
      return false;
    end if;
    update cabinet.one_time_code c set used = true
    where not c.used and c.purpose = what_for and (c.user_id = who or c.asked_for = asked) and (c.login = session_user or what_for = 'email');
    insert into cabinet.one_time_code as c (id, purpose, user_id, new_email, asked_for, code_hash)
    values (code, what_for, who, to_new, asked, cabinet.code_hash(code, digits))
    on conflict (id) do update set code_hash = excluded.code_hash, tries_left = 5, expires_at = excluded.expires_at,
      created_at = excluded.created_at, used = false
    where c.purpose = 'registration' and what_for = 'registration' and c.login = session_user;
    return cabinet.put_words('code', template, who, array[address], cabinet.address_key(address), in_locale,
      given || jsonb_build_object('code', digits), null, '[]', now() + interval '15 minutes');
  end $$`,
];

/** A row that a terminal holds in an open transaction is left for the next time. */
const gone = (table: string, which: string) =>
  `delete from cabinet.${table} d where d.ctid = any (array(select o.ctid from cabinet.${table} o where ${which} for update skip locked))`;

const nobodyWaits = [
  `create or replace function cabinet.begin_session(who uuid, of_staff boolean, of_epoch integer) returns text ${definer('sql')} as $$
    ${gone('session', `o.used_at < now() - interval '1 day'`)};
    with made as (select encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex') as token),
    kept as (
      insert into cabinet.session (token_hash, person, staff, epoch) select sha256(convert_to(made.token, 'UTF8')), who, of_staff, of_epoch from made)
    select made.token from made $$`,
  `create or replace function cabinet.recover(asked uuid, phc text, today date, terminal_name text) returns uuid ${definer('plpgsql')} as $$
   declare
     c cabinet.one_time_code := cabinet.use_right_code(asked, 'recovery');
   begin
     ${gone(
       'attempt_limit',
       `o.key = (select cabinet.name_key('name', u.login_norm) from cabinet.app_user u where u.id = c.user_id)`,
     )};
     perform cabinet.put_password(c.user_id, phc, today, terminal_name);
     return c.user_id;
   end $$`,
  `create or replace function cabinet.lift_locks(kind text, norm text) returns boolean ${definer('sql')} as $$
    with open as (select l.ctid from cabinet.attempt_limit l where l.key = cabinet.name_key(kind, norm) for update skip locked),
    gone as (delete from cabinet.attempt_limit l using open o where l.ctid = o.ctid returning l.locked_until)
    select exists (select from gone g where g.locked_until > now()) $$`,
  `create or replace function cabinet.tidy() returns void ${definer('sql')} as $$
     ${gone('registration', `o.created_at < now() - interval '1 day'`)};
     ${gone('one_time_code', `o.created_at < now() - interval '1 day'`)};
     ${gone('attempt', `o.at < now() - interval '7 days'`)};
     ${gone('session', `o.used_at < now() - interval '1 day'`)};
     ${gone(
       'attempt_limit',
       `coalesce(o.last_failure_at, 'epoch') < now() - interval '2 days' and coalesce(o.locked_until, 'epoch') < now() - interval '2 days'`,
     )};
     delete from cabinet.activity a where a.at < now() - interval '1 year';
     delete from cabinet.letter l where l.state in ('sent', 'dropped')
       and l.created_at < now() - case when l.once_key is null then interval '30 days' else interval '2 years' end $$`,
  `create or replace function cabinet.open_lock(of_terminal uuid, of_scope text, of_key text, staff text) returns boolean ${definer('plpgsql')} as $$
   begin
     if of_scope in ('user', 'staff') then
       delete from cabinet.attempt_limit d where d.ctid = any (array(
         select a.ctid from cabinet.attempt_limit a join terminal.terminal t on t.login = a.login
         where t.id = of_terminal and a.key = of_key and a.locked_until > now() for update of a skip locked));
     else
       update terminal.lock d set lifted_at = clock_timestamp(), lifted_by = staff where d.ctid = any (array(
         select l.ctid from terminal.lock l
         where l.terminal_id = of_terminal and l.scope = of_scope and l.key = of_key and l.lifted_at is null and l.locked_until > now()
         for update skip locked));
     end if;
     return found;
   end $$`,
];

export class AnswersOfCommittedTries1795300000570 implements MigrationInterface {
  name = 'AnswersOfCommittedTries1795300000570';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [toldAttempts, ...oneSender, state, tryCode, codeRight, ...nobodyWaits])
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A try is not answered for before it is kept again: restore the database from a backup instead.');
  }
}
