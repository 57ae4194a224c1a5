// What follows a sign-in is called with its session and with no user's id; grants are by name, and what mailing needs is the mailer's alone.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

/** Functions that take a user's id: each gets a sister that takes the session in its place, and goes from the terminals. */
const byUser: readonly [name: string, more: string, returns: string][] = [
  [
    'profile',
    '',
    `table (login text, email text, email_to_confirm text, extra_emails text[], home_phone text, mobile_phone text, postal_address text,
       preferred_contact text, monthly_document boolean, debt_reminder boolean, house_news boolean, no_paper boolean,
       consent_version text, consent_at timestamptz, locale text)`,
  ],
  ['accounts_of', '', 'table (account_id bigint, main boolean)'],
  ['set_contacts', 'address text, preferred text', 'void'],
  ['set_services', 'month boolean, reminder boolean, news boolean, paperless boolean', 'void'],
  ['wipe_contacts', '', 'void'],
  ['detach', 'account bigint', 'void'],
  ['set_main', 'account bigint', 'void'],
  ['add_activity', 'deed text, terminal_name text', 'void'],
  ['activity_of', 'most integer', 'table (at timestamptz, what text, terminal text)'],
  ['mark_news_read', 'item bigint', 'void'],
  ['news_read', '', 'table (news_id bigint)'],
];

const named = (more: string) => more.split(', ').flatMap(each => (each === '' ? [] : [each.split(' ')[0] ?? '']));

const sisters = byUser.map(
  ([name, more, returns]) => `
  create function cabinet.${name}(token text${more === '' ? '' : `, ${more}`}) returns ${returns} ${definer('sql')} as $$
    select ${returns === 'void' ? '' : '* from '}cabinet.${[`${name}(cabinet.user_of(token)`, ...named(more)].join(', ')}) $$`,
);

const ofUser = [
  `create function cabinet.add_consent(token text, version text, given boolean) returns void ${definer('sql')} as $$
     select cabinet.add_consent(cabinet.user_of(token), version, given, terminal.mine()) $$`,
  // Who proved which account where, and when: what an attached account goes back to.
  `create table cabinet.proof (
     id bigint generated always as identity primary key,
     user_id uuid not null,
     account_id bigint not null,
     terminal_id uuid not null,
     login name not null default session_user,
     proved_at timestamptz not null,
     noted_at timestamptz not null default clock_timestamp()
   )`,
  `create index proof_by_account on cabinet.proof (account_id, noted_at)`,
  // False when the proof is older than ten minutes.
  `create function cabinet.attach(token text, account bigint, proved_at timestamptz) returns boolean ${definer('plpgsql')} as $$
   declare
     who uuid := cabinet.user_of(token);
   begin
     if proved_at not between clock_timestamp() - interval '10 minutes' and clock_timestamp() + interval '1 minute' then
       return false;
     end if;
     insert into cabinet.proof (user_id, account_id, terminal_id, proved_at) values (who, account, terminal.mine(), attach.proved_at);
     perform cabinet.attach(who, account);
     return true;
   end $$`,
  // To the user's own address alone.
  `create function cabinet.mail_statement(token text, what text, account bigint, from_period text, to_period text) returns void ${definer('plpgsql')} as $$
   declare
     u cabinet.app_user;
     number text;
   begin
     if what not in ('history', 'payments') or from_period !~ '^\\d{4}-(0[1-9]|1[0-2])$' or to_period !~ '^\\d{4}-(0[1-9]|1[0-2])$' then
       raise exception 'no such statement';
     end if;
     select * into u from cabinet.app_user a where a.id = cabinet.user_of(token);
     select a.number into number from exchange.account a where a.id = account;
     perform cabinet.put_words('asked', 'asked-' || what, u.id, array[u.email], null, u.locale,
       jsonb_build_object('number', coalesce(number, ''), 'from', cabinet.month_words(from_period), 'to', cabinet.month_words(to_period)), null,
       jsonb_build_array(jsonb_build_object('kind', what, 'account', account, 'from', from_period, 'to', to_period)), null);
   end $$`,
];

const ofStaff = [
  `create function cabinet.open_applications(token text, most integer)
   returns table (number bigint, account_id bigint, address text, terminal text, made_at timestamptz) ${definer('sql')} as $$
     select cabinet.staff_of(token);
     select * from cabinet.open_applications(most) $$`,
  // The form, and whether this call handled it.
  `create function cabinet.handle_application(token text, asked bigint) returns table (account_id bigint, done boolean) ${definer('sql')} as $$
     select a.account_id, coalesce(cabinet.finish_application(a.number, cabinet.staff_of(token)), false) from cabinet.application a where a.number = asked $$`,
  // Handles the form and gives its account to the user named, all or nothing; \`outcome\` tells what stood in the way.
  `create function cabinet.accept_application(token text, asked bigint, norm text, terminal_name text)
   returns table (outcome text, account_id bigint, user_id uuid) ${definer('plpgsql')} as $$
   #variable_conflict use_column
   declare
     person uuid := cabinet.staff_of(token);
     form cabinet.application;
     who uuid;
   begin
     select * into form from cabinet.application a where a.number = asked;
     select u.id into who from cabinet.app_user u where u.login_norm = norm;
     if form.number is null then
       return query select 'gone'::text, null::bigint, who;
     elsif form.account_id is null then
       return query select 'noAccount'::text, null::bigint, who;
     elsif norm <> '' and who is null then
       return query select 'userUnknown'::text, form.account_id, null::uuid;
     elsif cabinet.finish_application(asked, person) is distinct from true then
       return query select 'gone'::text, form.account_id, who;
     else
       if who is not null then
         perform cabinet.attach(who, form.account_id);
         insert into cabinet.activity (user_id, what, terminal) values (who, 'accountAdded', left(terminal_name, 200));
       end if;
       return query select 'done'::text, form.account_id, who;
     end if;
   end $$`,
  `create function cabinet.certificate(token text, check_code text)
   returns table (number text, account_id bigint, account_number text, amount bigint, overdue bigint, day date, terminal text) ${definer('sql')} as $$
     select cabinet.staff_of(token);
     select * from cabinet.certificate(check_code) $$`,
];

/** Accepting data asks for the session of an administrator, not for the id and epoch of one. */
const acceptData = `
  create function cabinet.accept_data(token text, counts jsonb) returns boolean ${definer('plpgsql')} as $$
  declare
    admin text;
  begin
    select s.login into admin from cabinet.staff s where s.id = cabinet.staff_of(token) and s.role = 'admin';
    if admin is null then
      raise exception 'only an administrator on shift accepts data' using errcode = 'insufficient_privilege';
    end if;
    insert into terminal.accepted_data (until, terminal_id, staff, counts) values (now() + interval '72 hours', terminal.mine(), admin, counts);
    return true;
  end $$`;

/** Nobody calls them any more. */
const gone = [
  'user_by_login(text)',
  'lock_user(uuid, integer)',
  'session_epoch(uuid)',
  'password_hash(uuid)',
  'add_user(uuid, text, text, text, text, text, text)',
  'set_password(uuid, text)',
  'set_email(uuid, text)',
  'login_taken(text)',
  'add_registration(uuid, text, text, text, text, text, text, text)',
  'registration(uuid)',
  'drop_registration(uuid)',
  'add_code(uuid, text, uuid, text, text)',
  'lock_code(uuid, text)',
  'email_code(uuid)',
  'fail_code(uuid)',
  'use_code(uuid)',
  'lock_limit(text)',
  'limit_of(text)',
  'set_limit(text, integer, integer, timestamptz, timestamptz)',
  'put_code_letter(uuid, uuid, text, text, text, uuid)',
  'put_letter(uuid, uuid, text, text, text, text, jsonb, uuid)',
  'staff_by_login(text)',
  'staff_epoch(uuid)',
  'lock_staff(uuid, integer)',
  'handle_application(bigint, uuid)',
  'application_by_number(bigint)',
  'accept_data(uuid, integer, uuid, jsonb)',
  'admin_on_shift(uuid, integer, uuid)',
];

/** All that a terminal may call in \`cabinet\`. */
const writer = [
  'sign_in_state(text, text)',
  'sign_in_try(text, text, text)',
  'sign_in_end(uuid)',
  'session_holds(text, boolean)',
  'end_session(text)',
  'begin_registration(uuid, text, text, text, text, text, text, text)',
  'registration_code_again(uuid)',
  'try_code(uuid, text, text)',
  'code_right(uuid)',
  'finish_registration(uuid, uuid, text)',
  'begin_recovery(uuid, text)',
  'recover(uuid, text, date, text)',
  'password_right(text, uuid)',
  'change_password(text, uuid, text, date, text)',
  'save_general(text, uuid, text[], text, text, text, uuid)',
  'try_email_code(text, text)',
  'confirm_email(text, uuid)',
  'profile(text)',
  'accounts_of(text)',
  'set_contacts(text, text, text)',
  'set_services(text, boolean, boolean, boolean, boolean)',
  'wipe_contacts(text)',
  'add_consent(text, text, boolean)',
  'attach(text, bigint, timestamptz)',
  'detach(text, bigint)',
  'set_main(text, bigint)',
  'add_activity(text, text, text)',
  'activity_of(text, integer)',
  'mark_news_read(text, bigint)',
  'news_read(text)',
  'mail_statement(text, text, bigint, text, text)',
  'make_application(uuid, bigint, text, uuid)',
  'open_applications(text, integer)',
  'handle_application(text, bigint)',
  'accept_application(text, bigint, text, text)',
  'certificate(text, text)',
  'accept_data(text, jsonb)',
  'audit_head(uuid)',
  'append_audit(uuid, uuid, timestamptz, text, text, bigint, text, text, jsonb, text, text, uuid, uuid)',
];

/** What the one sending terminal may call besides. */
const mailer = [
  'subscribers()',
  'letter_put(text)',
  'put_mailing(uuid, text, text, jsonb, jsonb)',
  'letters_due(uuid, boolean)',
  'claim_letter(uuid, boolean, uuid, integer)',
  'letter_sent(uuid, uuid)',
  'letter_later(uuid, uuid, integer, text, boolean)',
  'letter_failed(uuid, uuid, text)',
  'tidy()',
];

const grant = (names: readonly string[], role: string) =>
  `grant execute on function ${names.map(each => `cabinet.${each}`).join(', ')} to ${role}`;

export class SessionCalls1795300000509 implements MigrationInterface {
  name = 'SessionCalls1795300000509';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [...sisters, ...ofUser, ...ofStaff, acceptData]) await db.query(statement);
    for (const each of gone) await db.query(`drop function cabinet.${each}`);
    await db.query(`revoke all on all functions in schema cabinet from public, kiosk_writer`);
    await db.query(`grant usage on schema cabinet to kiosk_mailer`);
    await db.query(grant(writer, 'kiosk_writer'));
    await db.query(grant(mailer, 'kiosk_mailer'));
  }

  async down(): Promise<void> {
    throw new Error('A terminal does not name users by their ids again: restore the database from a backup instead.');
  }
}
