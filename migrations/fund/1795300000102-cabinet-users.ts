// What a terminal may do to the cabinet's users, one function an operation: it can look up one name, never list them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Name, parameters, result, body in SQL. */
type DatabaseFunction = readonly [name: string, parameters: string, returns: string, body: string];

const functions: readonly DatabaseFunction[] = [
  [
    'user_by_login',
    'norm text',
    'table (id uuid, login text, password_hash text, session_epoch integer, main_account bigint, locale text)',
    `select u.id, u.login, u.password_hash, u.session_epoch, u.main_account, u.locale from cabinet.app_user u where u.login_norm = norm`,
  ],
  // Held until the end of the transaction, so that a password changed meanwhile is seen by the next writer. Not a full lock: rows that
  // refer to the user, such as another terminal's note of a sign-in, are not kept waiting.
  [
    'lock_user',
    'who uuid, epoch integer',
    'boolean',
    `select coalesce((select u.session_epoch = epoch from cabinet.app_user u where u.id = who for no key update), false)`,
  ],
  ['session_epoch', 'who uuid', 'integer', `select u.session_epoch from cabinet.app_user u where u.id = who`],
  ['password_hash', 'who uuid', 'text', `select u.password_hash from cabinet.app_user u where u.id = who`],
  [
    'add_user',
    'who uuid, login text, norm text, email text, hash text, locale text, agreement text',
    'void',
    `insert into cabinet.app_user (id, login, login_norm, email, password_hash, locale, agreement_version)
     values (who, login, norm, email, hash, locale, agreement)`,
  ],
  [
    'set_password',
    'who uuid, hash text',
    'integer',
    `update cabinet.app_user u set password_hash = hash, session_epoch = u.session_epoch + 1 where u.id = who
     returning u.session_epoch`,
  ],
  [
    'profile',
    'who uuid',
    `table (login text, email text, email_to_confirm text, extra_emails text[], home_phone text, mobile_phone text, postal_address text,
       preferred_contact text, monthly_document boolean, debt_reminder boolean, house_news boolean, no_paper boolean,
       consent_version text, consent_at timestamptz, locale text)`,
    `select u.login, u.email,
       (select c.new_email from cabinet.one_time_code c
        where c.user_id = u.id and c.purpose = 'email' and not c.used and c.tries_left > 0 and c.expires_at > now()
        order by c.created_at desc limit 1),
       u.extra_emails, u.home_phone, u.mobile_phone, u.postal_address, u.preferred_contact,
       u.monthly_document, u.debt_reminder, u.house_news, u.no_paper,
       case when k.given then k.version end, case when k.given then k.at end, u.locale
     from cabinet.app_user u
     left join lateral (
       select k.version, k.given, k.at from cabinet.consent k where k.user_id = u.id order by k.id desc limit 1) k on true
     where u.id = who`,
  ],
  [
    'set_general',
    'who uuid, extra text[], home text, mobile text',
    'void',
    `update cabinet.app_user u set extra_emails = extra, home_phone = home, mobile_phone = mobile where u.id = who`,
  ],
  ['set_email', 'who uuid, address text', 'void', `update cabinet.app_user u set email = address where u.id = who`],
  [
    'set_contacts',
    'who uuid, address text, preferred text',
    'void',
    `update cabinet.app_user u set postal_address = address, preferred_contact = preferred where u.id = who`,
  ],
  [
    'set_services',
    'who uuid, month boolean, reminder boolean, news boolean, paperless boolean',
    'void',
    `update cabinet.app_user u set monthly_document = month, debt_reminder = reminder, house_news = news, no_paper = paperless
     where u.id = who;
     select pg_notify('cabinet_letter', 'mailings') where month or reminder or news`,
  ],
  [
    'add_consent',
    'who uuid, version text, given boolean, terminal uuid',
    'void',
    `insert into cabinet.consent (user_id, version, given, terminal_id) values (who, version, given, terminal)`,
  ],
  // Withdrawn consent: what was kept under it goes at once, letters that wait included.
  [
    'wipe_contacts',
    'who uuid',
    'void',
    `delete from cabinet.letter l where l.user_id = who and l.kind in ('month', 'reminder', 'news') and l.state = 'queued';
     update cabinet.app_user u set extra_emails = '{}', home_phone = '', mobile_phone = '', postal_address = '',
       preferred_contact = 'none', monthly_document = false, debt_reminder = false, house_news = false, no_paper = false
     where u.id = who`,
  ],
  [
    'accounts_of',
    'who uuid',
    'table (account_id bigint, main boolean)',
    `select a.account_id, a.account_id is not distinct from u.main_account
     from cabinet.attached_account a join cabinet.app_user u on u.id = a.user_id
     where a.user_id = who order by a.account_id is distinct from u.main_account, a.attached_at, a.account_id`,
  ],
  // The first account is the main one until another is chosen.
  [
    'attach',
    'who uuid, account bigint',
    'void',
    `insert into cabinet.attached_account (user_id, account_id) values (who, account) on conflict do nothing;
     update cabinet.app_user u set main_account = coalesce(u.main_account, account) where u.id = who`,
  ],
  [
    'detach',
    'who uuid, account bigint',
    'void',
    `delete from cabinet.attached_account a where a.user_id = who and a.account_id = account;
     update cabinet.app_user u set main_account =
       (select a.account_id from cabinet.attached_account a where a.user_id = who order by a.attached_at, a.account_id limit 1)
     where u.id = who and u.main_account = account`,
  ],
  [
    'set_main',
    'who uuid, account bigint',
    'void',
    `update cabinet.app_user u set main_account = account where u.id = who
       and exists (select from cabinet.attached_account a where a.user_id = who and a.account_id = account)`,
  ],
  [
    'add_activity',
    'who uuid, deed text, terminal_name text',
    'void',
    `insert into cabinet.activity (user_id, what, terminal) values (who, deed, left(terminal_name, 200))`,
  ],
  [
    'activity_of',
    'who uuid, most integer',
    'table (at timestamptz, what text, terminal text)',
    `select a.at, a.what, a.terminal from cabinet.activity a where a.user_id = who order by a.id desc limit least(most, 500)`,
  ],
  [
    'mark_news_read',
    'who uuid, item bigint',
    'void',
    `insert into cabinet.news_read (user_id, news_id) values (who, item) on conflict do nothing`,
  ],
  [
    'news_read',
    'who uuid',
    'table (news_id bigint)',
    `select n.news_id from cabinet.news_read n where n.user_id = who`,
  ],
  // Asked again for the same job the same number comes back.
  [
    'make_application',
    'asked_job uuid, account bigint, place text, terminal uuid',
    'bigint',
    `insert into cabinet.application (number, job, account_id, address, terminal_id)
     select nextval('cabinet.application_number'), asked_job, account, place, terminal
     where not exists (select from cabinet.application a where a.job = asked_job)
     on conflict (job) do nothing;
     select a.number from cabinet.application a where a.job = asked_job and a.account_id = account and a.terminal_id = terminal`,
  ],
  // For the desk: whose form it is, by the number somebody hands over the counter.
  [
    'application_by_number',
    'asked bigint',
    'table (account_id bigint, address text, terminal text, made_at timestamptz)',
    `select a.account_id, a.address, coalesce(t.name, ''), a.made_at
     from cabinet.application a left join terminal.terminal t on t.id = a.terminal_id where a.number = asked`,
  ],
];

export class CabinetUsers1795300000102 implements MigrationInterface {
  name = 'CabinetUsers1795300000102';

  async up(db: QueryRunner): Promise<void> {
    for (const [name, parameters, returns, body] of functions)
      await db.query(`
        create function cabinet.${name}(${parameters}) returns ${returns}
        language sql security definer set search_path = pg_catalog, pg_temp as $$ ${body} $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [name] of functions) await db.query(`drop function cabinet.${name}`);
  }
}
