// Letters are put into words at the fund, from its templates: a terminal names the kind and what is to be filled in, never a subject or a body.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;
const pure = (language: 'sql' | 'plpgsql') => `language ${language} immutable set search_path = pg_catalog, pg_temp`;

const tables = [
  // Filled by `npm run migrate` from the program's texts; a row with `own` is the fund's and stays.
  `create table cabinet.letter_template (
    name text not null,
    locale text not null check (locale in ('ru', 'en')),
    subject text not null check (length(subject) between 1 and 200),
    body text not null check (length(body) between 1 and 10000),
    own boolean not null default false,
    primary key (name, locale)
  )`,
];

/** In one pass: what is filled in is never looked at again. */
const filled = `
  create function cabinet.filled(template text, given jsonb) returns text ${pure('plpgsql')} as $$
  declare
    rest text := template;
    whole text := '';
    part text[];
  begin
    loop
      part := regexp_match(rest, '^(.*?)\\{(\\w+)\\}(.*)$');
      exit when part is null;
      whole := whole || part[1] || coalesce(given ->> part[2], '{' || part[2] || '}');
      rest := part[3];
    end loop;
    return whole || rest;
  end $$`;

/** The fund as people know it; a plain word for it when the view of organizations does not answer. */
const fundWords = `
  create function cabinet.fund_words(locale text) returns jsonb ${definer('plpgsql')} stable as $$
  declare
    operator record;
  begin
    begin
      select o.name, o.phone into operator from exchange.organization o where o.kind = 'operator' order by o.id limit 1;
    exception when others then
      select null::text as name, null::text as phone into operator;
    end;
    return jsonb_build_object(
      'fund', coalesce(nullif(operator.name, ''), case locale when 'en' then 'The capital repair fund' else 'Фонд капитального ремонта' end),
      'phone', coalesce(nullif(operator.phone, ''), case locale when 'en' then 'see the payment document' else 'см. на квитанции' end));
  end $$`;

const monthWords = `
  create function cabinet.month_words(period text) returns text ${pure('sql')} as $$
    select (array['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'])
      [substr(period, 6, 2)::integer] || '\u00a0' || substr(period, 1, 4)::integer $$`;

/** Puts a letter in; false when its \`once\` was taken before. No terminal may call it. */
const putWords = `
  create function cabinet.put_words(
    what text, template text, who uuid, recipients text[], code_for text, in_locale text, given jsonb, once text, attached jsonb, expires timestamptz
  ) returns boolean ${definer('plpgsql')} as $$
  declare
    words cabinet.letter_template;
    all_given jsonb;
  begin
    select * into words from cabinet.letter_template t where t.name = template and t.locale = in_locale;
    if words.name is null then
      raise exception 'cabinet.letter_template has no %/%: run npm run migrate', template, in_locale;
    end if;
    all_given := cabinet.fund_words(in_locale) || given;
    insert into cabinet.letter (id, user_id, kind, once_key, recipients, code_for, subject, body, attachments, terminal_id, expires_at)
    values (gen_random_uuid(), who, what, once, recipients, code_for,
      left(btrim(regexp_replace(cabinet.filled(words.subject, all_given), '[\u00a0[:space:][:cntrl:]]+', ' ', 'g')), 200),
      cabinet.filled(words.body, all_given), attached, terminal.mine(), expires)
    on conflict do nothing;
    perform pg_notify('cabinet_letter', '');
    return found;
  end $$`;

/** Five codes an hour to one address, and two hundred an hour of one terminal. */
const tooMany = `
  create or replace function cabinet.too_many_codes(address text) returns boolean ${definer('sql')} as $$
    select (select count(*) >= 5 from cabinet.letter l
        where l.kind = 'code' and l.code_for = cabinet.address_key(address) and l.created_at > now() - interval '1 hour')
      or (select count(*) >= 200 from cabinet.letter l
        where l.kind = 'code' and l.terminal_id = terminal.mine() and l.created_at > now() - interval '1 hour') $$`;

/** Of the one terminal that sends: what it puts in for those who switched a mailing on. */
const mailing = `
  create function cabinet.put_mailing(who uuid, what text, once text, given jsonb, attached jsonb) returns boolean ${definer('plpgsql')} as $$
  declare
    u cabinet.app_user;
  begin
    if what not in ('month', 'reminder', 'news') then
      raise exception 'no mailing is called %', what;
    end if;
    select * into u from cabinet.app_user a where a.id = who;
    return u.id is not null
      and cabinet.put_words(what, what, who, array[u.email] || u.extra_emails, null, u.locale, given, once, attached, null);
  end $$`;

/** A lease of five minutes at most; a sender that sends its own letters alone names itself. */
const claim = [
  `alter function cabinet.claim_letter(uuid, boolean, uuid, integer) rename to claim_any_letter`,
  `create function cabinet.claim_letter(sender uuid, own_only boolean, lease uuid, lease_seconds integer)
   returns table (id uuid, recipients text[], subject text, body text, attachments jsonb, attempts integer, unsure integer, created_at timestamptz)
   ${definer('sql')} as $$
     select terminal.own(sender);
     select * from cabinet.claim_any_letter(sender, own_only, lease, greatest(10, least(lease_seconds, 300))) $$`,
  `create or replace function cabinet.tidy() returns void ${definer('sql')} as $$
     delete from cabinet.registration r where r.created_at < now() - interval '1 day';
     delete from cabinet.one_time_code c where c.created_at < now() - interval '1 day';
     delete from cabinet.attempt a where a.at < now() - interval '7 days';
     delete from cabinet.session s where s.used_at < now() - interval '1 day';
     delete from cabinet.attempt_limit l where coalesce(l.last_failure_at, 'epoch') < now() - interval '2 days'
       and coalesce(l.locked_until, 'epoch') < now() - interval '2 days';
     delete from cabinet.activity a where a.at < now() - interval '1 year';
     delete from cabinet.letter l where l.state in ('sent', 'dropped')
       and l.created_at < now() - case when l.once_key is null then interval '30 days' else interval '2 years' end $$`,
];

export class LettersByTemplate1795300000507 implements MigrationInterface {
  name = 'LettersByTemplate1795300000507';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'kiosk_mailer') then
          create role kiosk_mailer nologin;
        end if;
      exception when duplicate_object or unique_violation then null; -- another database's migration was faster
      end $$`);
    for (const statement of [...tables, filled, fundWords, monthWords, putWords, tooMany, mailing, ...claim])
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Letters are not taken from terminals again: restore the database from a backup instead.');
  }
}
