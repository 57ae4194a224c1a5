// One-time codes are made, mailed and compared at the fund: a terminal never sees one, and a guess is counted before it is answered.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

const kept = [
  // Codes mailed before were compared at terminals: whoever waits for one asks for another.
  `update cabinet.one_time_code set used = true`,
  `alter table cabinet.one_time_code drop constraint one_time_code_code_hash_check`,
  `create function cabinet.code_hash(code uuid, digits text) returns text language sql immutable set search_path = pg_catalog, pg_temp as $$
     select encode(sha256(convert_to(code || ' ' || digits, 'UTF8')), 'hex') $$`,
  `create function cabinet.six_digits() returns text language sql set search_path = pg_catalog, pg_temp as $$
     select lpad(((('x' || encode(substring(uuid_send(gen_random_uuid()) for 4), 'hex'))::bit(32)::bigint) % 1000000)::text, 6, '0') $$`,
];

/** A new code in the place of the earlier ones, and its letter; no code where no letter goes. */
const mailCode = `
  create function cabinet.mail_code(code uuid, what_for text, who uuid, address text, asked text, template text, in_locale text, given jsonb, to_new text)
  returns boolean ${definer('plpgsql')} as $$
  declare
    digits text := cabinet.six_digits();
  begin
    if cabinet.too_many_codes(address) then
      return false;
    end if;
    update cabinet.one_time_code c set used = true
    where not c.used and c.purpose = what_for and (c.user_id = who or c.asked_for = asked);
    insert into cabinet.one_time_code as c (id, purpose, user_id, new_email, asked_for, code_hash)
    values (code, what_for, who, to_new, asked, cabinet.code_hash(code, digits))
    on conflict (id) do update set code_hash = excluded.code_hash, tries_left = 5, expires_at = excluded.expires_at,
      created_at = excluded.created_at, used = false
    where c.purpose = 'registration' and what_for = 'registration';
    return cabinet.put_words('code', template, who, array[address], cabinet.address_key(address), in_locale,
      given || jsonb_build_object('code', digits), null, '[]', now() + interval '15 minutes');
  end $$`;

/**
 * Counts the try first. A ticket to be ended, or why there is none: \`unknown\`, \`closed\` (used, run out, no tries left), \`locked\` until a moment.
 * Wrong tries at recovery are counted by the name asked for, over all its codes and terminals.
 */
const tryCode = `
  create function cabinet.try_code(asked uuid, what_for text, digits text)
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
    select * into c from cabinet.one_time_code o where o.id = asked and o.purpose = what_for for update;
    if c.id is null then
      return query select null::uuid, 'unknown'::text, null::timestamptz;
      return;
    end if;
    k := cabinet.name_key('code', coalesce(c.asked_for, c.id::text));
    if what_for = 'recovery' then
      perform pg_advisory_xact_lock(hashtextextended(k, 0));
      select w.at into last_wrong from cabinet.attempt w
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

/** What came of the try; whose code it was is told for a right one alone. It is used up by what follows, within two minutes. */
const endCode = `
  create function cabinet.code_right(asked uuid) returns table (was_right boolean, id uuid, login text, locale text) ${definer('sql')} as $$
    select a.was_right, u.id, u.login, u.locale from cabinet.attempt a
    left join cabinet.app_user u on u.id = a.person and a.was_right
    where a.ticket = asked and a.kind = 'code' and a.login = session_user and a.ended_at is null and a.made_in <> pg_current_xact_id() $$`;

const useCode = `
  create function cabinet.use_right_code(asked uuid, what_for text) returns cabinet.one_time_code ${definer('plpgsql')} as $$
  declare
    a cabinet.attempt;
    c cabinet.one_time_code;
  begin
    a := cabinet.end_attempt(asked, array['code']);
    if a.was_right then
      update cabinet.one_time_code o set used = true where o.id = a.code and o.purpose = what_for and not o.used and o.expires_at > now() returning * into c;
    end if;
    if c.id is null then
      raise exception 'no right code' using errcode = 'KC001';
    end if;
    return c;
  end $$`;

const registration = [
  // False when the name is taken.
  `create function cabinet.begin_registration(
    asked uuid, login text, norm text, email text, phc text, in_locale text, agreement text, consent text) returns boolean ${definer('plpgsql')} as $$
   begin
     perform terminal.mine();
     if login ~ '[[:space:][:cntrl:]<>@:/,;()"]' or email ~ '[[:space:][:cntrl:],;<>()]' then
       raise exception 'no name or no address';
     end if;
     if exists (select from cabinet.app_user u where u.login_norm = norm) then
       return false;
     end if;
     insert into cabinet.registration (id, login, login_norm, email, password_hash, locale, agreement_version, consent_version)
     values (asked, login, norm, email, phc, in_locale, agreement, consent);
     perform cabinet.mail_code(asked, 'registration', null, email, null, 'registration-code', in_locale, jsonb_build_object('login', login), null);
     return true;
   end $$`,
  `create function cabinet.registration_code_again(asked uuid) returns boolean ${definer('plpgsql')} as $$
   declare
     r cabinet.registration;
   begin
     perform terminal.mine();
     select * into r from cabinet.registration o where o.id = asked;
     if r.id is null then
       return false;
     end if;
     perform cabinet.mail_code(asked, 'registration', null, r.email, null, 'registration-code', r.locale, jsonb_build_object('login', r.login), null);
     return true;
   end $$`,
  `create function cabinet.finish_registration(asked uuid, who uuid, terminal_name text)
   returns table (login text, agreement text, consent text, token text) ${definer('plpgsql')} as $$
   #variable_conflict use_column
   declare
     c cabinet.one_time_code := cabinet.use_right_code(asked, 'registration');
     r cabinet.registration;
   begin
     delete from cabinet.registration o where o.id = c.id returning * into r;
     insert into cabinet.app_user (id, login, login_norm, email, password_hash, locale, agreement_version)
     values (who, r.login, r.login_norm, r.email, r.password_hash, r.locale, r.agreement_version);
     if r.consent_version is not null then
       insert into cabinet.consent (user_id, version, given, terminal_id) values (who, r.consent_version, true, terminal.mine());
     end if;
     insert into cabinet.activity (user_id, what, terminal) values (who, 'signIn', left(terminal_name, 200));
     return query select r.login, r.agreement_version, coalesce(r.consent_version, ''), cabinet.begin_session(who, false, 1);
   end $$`,
];

const newest = (who: string) =>
  `(select u.id from cabinet.app_user u where ${who} order by u.created_at desc, u.id limit 1)`;
const byNameOrAddress = `(u.login_norm = norm or (norm like '%@%' and lower(u.email) = lower(norm)))`;

const recovery = [
  // The same whether or not the name exists: a code that fits nothing stands where no letter goes.
  `drop function cabinet.begin_recovery(uuid, text, text, uuid, text, text, text, text, uuid)`,
  `create function cabinet.begin_recovery(code uuid, norm text) returns void ${definer('plpgsql')} as $$
   declare
     found_user cabinet.app_user;
     names text;
     mailed boolean := false;
     asked text := cabinet.address_key(norm);
   begin
     perform terminal.mine();
     select * into found_user from cabinet.app_user a where a.id = ${newest(byNameOrAddress)};
     if found_user.id is not null then
       select string_agg(u.login, ', ' order by u.created_at desc, u.id) into names from cabinet.app_user u where ${byNameOrAddress};
       mailed := cabinet.mail_code(code, 'recovery', found_user.id, found_user.email, asked, 'recovery-code', found_user.locale, jsonb_build_object('login', names), null);
     end if;
     if not mailed then
       if found_user.id is null then
         update cabinet.one_time_code c set used = true where c.purpose = 'recovery' and c.asked_for = asked and not c.used;
       end if;
       insert into cabinet.one_time_code (id, purpose, user_id, asked_for, code_hash) values (code, 'recovery', null, asked, 'none');
     end if;
   end $$`,
  `create function cabinet.recover(asked uuid, phc text, today date, terminal_name text) returns uuid ${definer('plpgsql')} as $$
   declare
     c cabinet.one_time_code := cabinet.use_right_code(asked, 'recovery');
   begin
     delete from cabinet.attempt_limit l using cabinet.app_user u where u.id = c.user_id and l.key = cabinet.name_key('name', u.login_norm);
     perform cabinet.put_password(c.user_id, phc, today, terminal_name);
     return c.user_id;
   end $$`,
];

const password = [
  // Other visits of the user end by the epoch. No terminal may call it.
  `create function cabinet.put_password(who uuid, phc text, today date, terminal_name text) returns integer ${definer('plpgsql')} as $$
   declare
     u cabinet.app_user;
   begin
     if phc not like '$argon2id$%' or phc like '%:%' or today not between current_date - 1 and current_date + 1 then
       raise exception 'no hash or no day';
     end if;
     update cabinet.app_user a set password_hash = phc, session_epoch = a.session_epoch + 1 where a.id = who returning * into u;
     insert into cabinet.activity (user_id, what, terminal) values (who, 'passwordChanged', left(terminal_name, 200));
     perform cabinet.put_words('notice', 'password-changed', who, array[u.email], null, u.locale,
       jsonb_build_object('login', u.login, 'at', to_char(today, 'DD.MM.YYYY')), null, '[]', null);
     return u.session_epoch;
   end $$`,
  // The outcome of a try at the password of the user signed in, used up by being told; a right one lifts the name's lock at this terminal.
  `create function cabinet.password_right(token text, asked uuid) returns table (was_right boolean, locked_until timestamptz) ${definer('plpgsql')} as $$
   #variable_conflict use_column
   declare
     who uuid := cabinet.user_of(token);
     a cabinet.attempt := cabinet.end_attempt(asked, array['name']);
   begin
     if a.was_right and a.person = who then
       update cabinet.attempt_limit l set failures = 0, locks = 0, locked_until = null where l.key = a.key and l.login = session_user;
     end if;
     return query select a.was_right and a.person = who, (select l.locked_until from cabinet.attempt_limit l where l.key = a.key and l.login = session_user);
   end $$`,
  `create function cabinet.password_known(token text, asked uuid) returns void ${definer('plpgsql')} as $$
   begin
     if not exists (select from cabinet.attempt a where a.ticket = asked and a.login = session_user and a.was_right and a.kind = 'name'
       and a.person = cabinet.user_of(token) and a.ended_at > clock_timestamp() - interval '1 minute') then
       raise exception 'the password was not given' using errcode = 'KC001';
     end if;
   end $$`,
  `create function cabinet.change_password(token text, asked uuid, phc text, today date, terminal_name text) returns void ${definer('plpgsql')} as $$
   declare
     who uuid := cabinet.user_of(token);
   begin
     perform cabinet.password_known(token, asked);
     update cabinet.session s set epoch = cabinet.put_password(who, phc, today, terminal_name) where s.token_hash = sha256(convert_to(token, 'UTF8'));
   end $$`,
];

const email = [
  // What was typed with the password: a new address gets a code, the present one takes a code back.
  `create function cabinet.save_general(token text, asked uuid, extra text[], home text, mobile text, address text, code uuid) returns void
   ${definer('plpgsql')} as $$
   declare
     who uuid := cabinet.user_of(token);
     u cabinet.app_user;
     wanted text;
   begin
     perform cabinet.password_known(token, asked);
     select * into u from cabinet.app_user a where a.id = who;
     select c.new_email into wanted from cabinet.one_time_code c
     where c.user_id = who and c.purpose = 'email' and not c.used and c.tries_left > 0 and c.expires_at > now() order by c.created_at desc limit 1;
     perform cabinet.set_general(who, extra, home, mobile);
     if address = u.email then
       update cabinet.one_time_code c set used = true where c.user_id = who and c.purpose = 'email' and not c.used;
     elsif address is distinct from wanted then
       if address ~ '[[:space:][:cntrl:],;<>()]' then
         raise exception 'no address';
       end if;
       perform cabinet.mail_code(code, 'email', who, address, null, 'email-code', u.locale, jsonb_build_object('login', u.login), address);
     end if;
   end $$`,
  `create function cabinet.try_email_code(token text, digits text) returns table (ticket uuid, state text, locked_until timestamptz)
   ${definer('sql')} as $$
     select t.* from cabinet.try_code(coalesce(
       (select c.id from cabinet.one_time_code c where c.user_id = cabinet.user_of(token) and c.purpose = 'email' and not c.used
        order by c.created_at desc limit 1), gen_random_uuid()), 'email', digits) t $$`,
  // The old address is told, before it is forgotten: somebody else may have done this.
  `create function cabinet.confirm_email(token text, asked uuid) returns void ${definer('plpgsql')} as $$
   declare
     who uuid := cabinet.user_of(token);
     c cabinet.one_time_code := cabinet.use_right_code(asked, 'email');
     u cabinet.app_user;
   begin
     if c.user_id <> who then
       raise exception 'another user’s code' using errcode = 'KC001';
     end if;
     select * into u from cabinet.app_user a where a.id = who;
     perform cabinet.put_words('notice', 'email-changed', who, array[u.email], null, u.locale, jsonb_build_object('login', u.login), null, '[]', null);
     update cabinet.app_user a set email = c.new_email where a.id = who;
   end $$`,
];

export class Codes1795300000508 implements MigrationInterface {
  name = 'Codes1795300000508';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [
      ...kept,
      mailCode,
      tryCode,
      endCode,
      useCode,
      ...registration,
      ...password,
      ...recovery,
      ...email,
    ])
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Codes are not compared at terminals again: restore the database from a backup instead.');
  }
}
