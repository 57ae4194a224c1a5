// Signing in as one operation of the fund: counted before it is answered, compared there, and followed by a session of this login alone.
//
// A password's Argon2id hash is made by the terminal, with the salt the fund gives for the name; the fund keeps the hash's SHA-256 and compares. So no
// hash ever leaves the fund, and what is kept there signs nobody in. An attempt is a transaction of its own, and its outcome is told in a later one:
// taking the transaction back takes the answer back with the count.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;
const pure = `language sql immutable set search_path = pg_catalog, pg_temp`;

const tables = [
  // The place of a salt for a name nobody has, the same each time it is asked for.
  `create table cabinet.secret (only_row boolean primary key default true check (only_row), value bytea not null)`,
  `insert into cabinet.secret (value) values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`,
  `create table cabinet.attempt_rule (
    only_row boolean primary key default true check (only_row),
    failures_to_lock integer not null default 5 check (failures_to_lock between 1 and 20),
    lock_minutes integer not null default 15 check (lock_minutes between 1 and 1440),
    delay_ms integer not null default 250 check (delay_ms between 0 and 5000),
    code_failures_to_lock integer not null default 5 check (code_failures_to_lock between 1 and 20),
    code_lock_minutes integer not null default 60 check (code_lock_minutes between 1 and 1440)
  )`,
  `insert into cabinet.attempt_rule default values`,
  `create table cabinet.attempt (
    ticket uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('name', 'staff', 'code')),
    key text not null,
    person uuid,
    code uuid,
    was_right boolean not null,
    login name not null default session_user,
    at timestamptz not null default clock_timestamp(),
    not_before timestamptz not null default clock_timestamp(),
    made_in xid8 not null default pg_current_xact_id(),
    ended_at timestamptz
  )`,
  `create index attempt_by_key on cabinet.attempt (key, at)`,
  // A name is locked at the terminal where it was guessed at. What was counted for all terminals together is let go.
  `truncate cabinet.attempt_limit`,
  `alter table cabinet.attempt_limit add column login name not null default session_user`,
  `alter table cabinet.attempt_limit drop constraint attempt_limit_pkey, add primary key (key, login)`,
  `create table cabinet.session (
    token_hash bytea primary key,
    person uuid not null,
    staff boolean not null,
    epoch integer not null,
    login name not null default session_user,
    begun_at timestamptz not null default now(),
    used_at timestamptz not null default clock_timestamp()
  )`,
  `create index session_by_person on cabinet.session (person)`,
];

const passwords = [
  `create function cabinet.sealed(phc text) returns text ${pure} as $$
    select case when phc ~ '^\\$argon2id\\$v=\\d+\\$[^$]+\\$[^$]+\\$[A-Za-z0-9+/]+$'
      then regexp_replace(phc, '[^$]+$', 'sha256:') || encode(sha256(convert_to(phc, 'UTF8')), 'hex') else phc end $$`,
  // What is kept is never itself an answer.
  `create function cabinet.answers(kept text, answer text) returns boolean ${pure} as $$
    select coalesce(kept like '%$sha256:%' and answer not like '%:%' and kept = cabinet.sealed(answer), false) $$`,
  `create function cabinet.seal_password() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
   begin
     new.password_hash := cabinet.sealed(new.password_hash);
     return new;
   end $$`,
  ...['app_user', 'staff', 'registration'].flatMap(table => [
    ...(table === 'staff' ? ['alter table cabinet.staff disable trigger user'] : []),
    `update cabinet.${table} set password_hash = cabinet.sealed(password_hash)`,
    ...(table === 'staff' ? ['alter table cabinet.staff enable trigger user'] : []),
    `create trigger seal_password before insert or update of password_hash on cabinet.${table}
     for each row execute function cabinet.seal_password()`,
  ]),
  `create function cabinet.name_key(kind text, norm text) returns text ${pure} as $$
    select encode(sha256(convert_to(kind || ' ' || norm, 'UTF8')), 'hex') $$`,
  `create function cabinet.kept_password(kind text, norm text) returns table (person uuid, kept text) ${definer('sql')} stable as $$
    select u.id, u.password_hash from cabinet.app_user u where kind = 'name' and u.login_norm = norm
    union all select s.id, s.password_hash from cabinet.staff s where kind = 'staff' and s.login_norm = norm and not s.disabled $$`,
];

/**
 * What a form of sign-in shows before anything is counted: failures are those at this terminal, or of all terminals in the last hour when these are
 * more; the lock is this terminal's own.
 */
const state = `
  create function cabinet.sign_in_state(kind text, norm text)
  returns table (salt text, failures integer, locks integer, locked_until timestamptz, last_failure_at timestamptz, at timestamptz) ${definer('sql')} as $$
    select terminal.mine();
    select
      coalesce(
        (select regexp_replace(k.kept, '\\$sha256:.*$', '') from cabinet.kept_password(kind, norm) k),
        (select '$argon2id$v=19$m=19456,t=2,p=1$' || rtrim(encode(substring(sha256(s.value || convert_to(kind || ' ' || norm, 'UTF8')) for 16), 'base64'), '=')
         from cabinet.secret s)),
      greatest(coalesce(l.failures, 0), (
        select count(*) from cabinet.attempt a
        where a.key = cabinet.name_key(kind, norm) and not a.was_right and a.at > now() - interval '1 hour'))::integer,
      coalesce(l.locks, 0), l.locked_until, l.last_failure_at, clock_timestamp()
    from (select 1) one left join cabinet.attempt_limit l on l.key = cabinet.name_key(kind, norm) and l.login = session_user $$`;

/** Counts the failure first; the limits of the name at this terminal are lifted when the attempt is ended as right. */
const tryIt = `
  create function cabinet.sign_in_try(kind text, norm text, answer text)
  returns table (ticket uuid, locked_until timestamptz, wait_ms integer) ${definer('plpgsql')} set lock_timeout = '2s' as $$
  #variable_conflict use_column
  declare
    k text := cabinet.name_key($1, $2);
    rule cabinet.attempt_rule;
    l cabinet.attempt_limit;
    elsewhere integer;
    wait integer;
    who record;
    made uuid;
  begin
    perform terminal.mine();
    select * into rule from cabinet.attempt_rule;
    insert into cabinet.attempt_limit (key, login) values (k, session_user) on conflict do nothing;
    select * into l from cabinet.attempt_limit a where a.key = k and a.login = session_user for update;
    if l.locked_until > clock_timestamp() then
      return query select null::uuid, l.locked_until, 0;
      return;
    end if;
    if coalesce(l.locked_until, l.last_failure_at) < clock_timestamp() - interval '1 day' then
      l.failures := 0;
      l.locks := 0;
    end if;
    if l.failures + 1 >= rule.failures_to_lock then
      update cabinet.attempt_limit a set failures = 0, locks = l.locks + 1, last_failure_at = clock_timestamp(),
        locked_until = clock_timestamp() + least(interval '1 day', make_interval(mins => rule.lock_minutes) * power(2, least(l.locks, 12)))
      where a.key = k and a.login = session_user;
    else
      update cabinet.attempt_limit a set failures = l.failures + 1, locks = l.locks, locked_until = null, last_failure_at = clock_timestamp()
      where a.key = k and a.login = session_user;
    end if;
    -- Guessed at by many terminals, a name answers later and later: nobody is shut out by strangers.
    select count(*) into elsewhere from cabinet.attempt a
    where a.key = k and not a.was_right and a.login <> session_user and a.at > now() - interval '1 hour';
    wait := case when elsewhere < 5 then 0 else least(8000, rule.delay_ms * power(2, least(elsewhere - 5, 5))::integer) end;
    select * into who from cabinet.kept_password($1, $2) p;
    insert into cabinet.attempt (kind, key, person, was_right, not_before)
    values ($1, k, who.person, cabinet.answers(who.kept, $3), clock_timestamp() + make_interval(secs => wait / 1000.0)) returning attempt.ticket into made;
    return query select made, null::timestamptz, wait;
  end $$`;

/** KC001: no attempt of this login that was committed before, or one ended already; KC002: too early. */
const endAttempt = `
  create function cabinet.end_attempt(asked uuid, kinds text[]) returns cabinet.attempt ${definer('plpgsql')} as $$
  declare
    a cabinet.attempt;
  begin
    update cabinet.attempt t set ended_at = clock_timestamp()
    where t.ticket = asked and t.login = session_user and t.kind = any (kinds) and t.ended_at is null
      and t.made_in <> pg_current_xact_id() and t.at > clock_timestamp() - interval '2 minutes'
    returning * into a;
    if a.ticket is null then
      raise exception 'no such attempt' using errcode = 'KC001';
    elsif a.not_before > clock_timestamp() then
      raise exception 'the answer is not to be told yet' using errcode = 'KC002';
    end if;
    return a;
  end $$`;

const sessions = [
  `create function cabinet.begin_session(who uuid, of_staff boolean, of_epoch integer) returns text ${definer('sql')} as $$
    delete from cabinet.session s where s.used_at < now() - interval '1 day';
    with made as (select encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex') as token),
    kept as (
      insert into cabinet.session (token_hash, person, staff, epoch) select sha256(convert_to(made.token, 'UTF8')), who, of_staff, of_epoch from made)
    select made.token from made $$`,
  // Fifteen quiet minutes end a user's, a day that of a shift, whose quiet the terminal counts; a changed password or right ends either at once.
  `create function cabinet.session_person(token text, of_staff boolean) returns uuid ${definer('plpgsql')} as $$
   declare
     s cabinet.session;
     present integer;
   begin
     select * into s from cabinet.session o where o.token_hash = sha256(convert_to(token, 'UTF8')) and o.login = session_user and o.staff = of_staff
       and o.used_at > clock_timestamp() - case when of_staff then interval '1 day' else interval '15 minutes' end;
     if s.person is null then
       return null;
     end if;
     if of_staff then
       select p.session_epoch into present from cabinet.staff p where p.id = s.person and not p.disabled for share;
     else
       -- not a full lock: rows that refer to the user, such as another terminal's note of a sign-in, are not kept waiting
       select u.session_epoch into present from cabinet.app_user u where u.id = s.person for no key update;
     end if;
     if present is distinct from s.epoch then
       return null;
     end if;
     if s.used_at < clock_timestamp() - interval '20 seconds' then
       update cabinet.session o set used_at = clock_timestamp() where o.token_hash = s.token_hash;
     end if;
     return s.person;
   end $$`,
  ...(['user', 'staff'] as const).map(
    kind => `create function cabinet.${kind}_of(token text) returns uuid ${definer('plpgsql')} as $$
   declare
     found_id uuid := cabinet.session_person(token, ${String(kind === 'staff')});
   begin
     if found_id is null then
       raise exception 'the session is over' using errcode = 'KC003';
     end if;
     return found_id;
   end $$`,
  ),
  `create function cabinet.session_holds(token text, of_staff boolean) returns boolean ${definer('sql')} as $$
    select cabinet.session_person(token, of_staff) is not null $$`,
  `create function cabinet.end_session(token text) returns void ${definer('sql')} as $$
    delete from cabinet.session s where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.login = session_user $$`,
];

const end = `
  create function cabinet.sign_in_end(asked uuid)
  returns table (was_right boolean, locked_until timestamptz, id uuid, login text, name text, role text, main_account bigint, locale text, token text)
  ${definer('plpgsql')} as $$
  #variable_conflict use_column
  declare
    a cabinet.attempt := cabinet.end_attempt(asked, array['name', 'staff']);
  begin
    if a.was_right then
      update cabinet.attempt_limit l set failures = 0, locks = 0, locked_until = null where l.key = a.key and l.login = session_user;
    end if;
    if a.kind = 'name' then
      return query select a.was_right, l.locked_until, u.id, u.login, ''::text, ''::text, u.main_account, u.locale,
        case when a.was_right then cabinet.begin_session(u.id, false, u.session_epoch) end
        from (select 1) one left join cabinet.app_user u on u.id = a.person
        left join cabinet.attempt_limit l on l.key = a.key and l.login = session_user;
    else
      return query select a.was_right, l.locked_until, s.id, s.login, s.name, s.role, null::bigint, ''::text,
        case when a.was_right then cabinet.begin_session(s.id, true, s.session_epoch) end
        from (select 1) one left join cabinet.staff s on s.id = a.person and not s.disabled
        left join cabinet.attempt_limit l on l.key = a.key and l.login = session_user;
    end if;
  end $$`;

/** For the administrator: every lock of a name is lifted, at every terminal. */
const lift = `
  create function cabinet.lift_locks(kind text, norm text) returns boolean ${definer('sql')} as $$
    with gone as (delete from cabinet.attempt_limit l where l.key = cabinet.name_key(kind, norm) returning l.locked_until)
    select exists (select from gone g where g.locked_until > now()) $$`;

export class SignIn1795300000506 implements MigrationInterface {
  name = 'SignIn1795300000506';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...passwords, state, tryIt, endAttempt, ...sessions, end, lift])
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Hashes that were sealed cannot be had again: restore the database from a backup instead.');
  }
}
