// Registrations that wait for their code, one-time codes, limits on guessing, and the audit line that goes with every write.
import type { MigrationInterface, QueryRunner } from 'typeorm';

type DatabaseFunction = readonly [name: string, parameters: string, returns: string, body: string];

const functions: readonly DatabaseFunction[] = [
  ['login_taken', 'norm text', 'boolean', `select exists (select from cabinet.app_user u where u.login_norm = norm)`],
  [
    'add_registration',
    'asked uuid, login text, norm text, email text, hash text, locale text, agreement text, consent text',
    'void',
    `insert into cabinet.registration (id, login, login_norm, email, password_hash, locale, agreement_version, consent_version)
     values (asked, login, norm, email, hash, locale, agreement, consent)`,
  ],
  [
    'registration',
    'asked uuid',
    `table (login text, login_norm text, email text, password_hash text, locale text, agreement_version text,
       consent_version text)`,
    `select r.login, r.login_norm, r.email, r.password_hash, r.locale, r.agreement_version, r.consent_version
     from cabinet.registration r where r.id = asked`,
  ],
  ['drop_registration', 'asked uuid', 'void', `delete from cabinet.registration r where r.id = asked`],
  // A new code takes the place of the earlier ones: of its user and purpose, or of its registration.
  [
    'add_code',
    'code uuid, what_for text, who uuid, address text, hash text',
    'void',
    `update cabinet.one_time_code c set used = true where c.user_id = who and c.purpose = what_for and not c.used;
     insert into cabinet.one_time_code as c (id, purpose, user_id, new_email, code_hash)
     values (code, what_for, who, address, hash)
     on conflict (id) do update set code_hash = excluded.code_hash, tries_left = 5, expires_at = excluded.expires_at,
       created_at = excluded.created_at
     where c.purpose = 'registration' and what_for = 'registration' and not c.used`,
  ],
  // Locked until the transaction ends: of two tries at once the second sees what became of the first.
  [
    'lock_code',
    'code uuid, what_for text',
    'table (user_id uuid, new_email text, code_hash text, open boolean)',
    `select c.user_id, c.new_email, c.code_hash, not c.used and c.tries_left > 0 and c.expires_at > now()
     from cabinet.one_time_code c where c.id = code and c.purpose = what_for for update`,
  ],
  [
    'email_code',
    'who uuid',
    'uuid',
    `select c.id from cabinet.one_time_code c where c.user_id = who and c.purpose = 'email' and not c.used
     order by c.created_at desc limit 1`,
  ],
  [
    'fail_code',
    'code uuid',
    'void',
    `update cabinet.one_time_code c set tries_left = greatest(0, c.tries_left - 1) where c.id = code`,
  ],
  ['use_code', 'code uuid', 'void', `update cabinet.one_time_code c set used = true where c.id = code`],
  // The same whether or not the name exists; only the letter has nobody to go to, and the terminal is not told.
  [
    'begin_recovery',
    `code uuid, norm text, hash text, letter uuid, subject_ru text, body_ru text, subject_en text, body_en text, terminal uuid`,
    'void',
    `update cabinet.one_time_code c set used = true
     where c.purpose = 'recovery' and c.asked_for = cabinet.address_key(norm) and not c.used;
     insert into cabinet.one_time_code (id, purpose, user_id, asked_for, code_hash)
     values (code, 'recovery', (select u.id from cabinet.app_user u where u.login_norm = norm), cabinet.address_key(norm), hash);
     insert into cabinet.letter (id, user_id, kind, recipients, code_for, subject, body, terminal_id, expires_at)
     select letter, u.id, 'code', array[u.email], cabinet.address_key(u.email),
       case u.locale when 'en' then subject_en else subject_ru end, case u.locale when 'en' then body_en else body_ru end,
       terminal, now() + interval '15 minutes'
     from cabinet.app_user u where u.login_norm = norm and not cabinet.too_many_codes(u.email);
     select pg_notify('cabinet_letter', '')`,
  ],
  [
    'lock_limit',
    'name_key text',
    'table (failures integer, locks integer, locked_until timestamptz, last_failure_at timestamptz, at timestamptz)',
    `insert into cabinet.attempt_limit (key) values (name_key) on conflict do nothing;
     select l.failures, l.locks, l.locked_until, l.last_failure_at, clock_timestamp() from cabinet.attempt_limit l
     where l.key = name_key for update`,
  ],
  [
    'limit_of',
    'name_key text',
    'table (failures integer, locks integer, locked_until timestamptz, last_failure_at timestamptz, at timestamptz)',
    `select l.failures, l.locks, l.locked_until, l.last_failure_at, clock_timestamp() from cabinet.attempt_limit l
     where l.key = name_key`,
  ],
  [
    'set_limit',
    'name_key text, failed integer, locked integer, until timestamptz, last timestamptz',
    'void',
    `update cabinet.attempt_limit l set failures = failed, locks = locked, locked_until = until, last_failure_at = last
     where l.key = name_key`,
  ],
  // The end of this terminal's chain, held until the transaction ends; a new terminal's chain begins at a hash of its own.
  [
    'audit_head',
    'terminal uuid, chain_start text',
    'text',
    `insert into cabinet.audit_head (terminal_id, hash) values (terminal, chain_start) on conflict do nothing;
     select h.hash from cabinet.audit_head h where h.terminal_id = terminal for update`,
  ],
];

const appendAudit = `
  create function cabinet.append_audit(
    line uuid, sender uuid, moment timestamptz, role text, actor text, account bigint, action text, reason text, details jsonb,
    previous text, digest text
  ) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update cabinet.audit_head h set hash = digest where h.terminal_id = sender and h.hash = previous;
    if not found then
      raise exception 'the audit line does not follow the last one of its terminal';
    end if;
    insert into terminal.audit (id, terminal_id, at, role, actor, account_id, action, reason, details, prev_hash, hash)
    values (line, sender, moment, role, actor, account, action, reason, details, previous, digest);
  end $$`;

export class CabinetAttempts1795300000103 implements MigrationInterface {
  name = 'CabinetAttempts1795300000103';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function cabinet.address_key(address text) returns text
      language sql immutable set search_path = pg_catalog, pg_temp as $$
        select encode(sha256(convert_to(lower(address), 'UTF8')), 'hex')
      $$`);
    // Nobody's mailbox is flooded: five codes an hour to one address.
    await db.query(`
      create function cabinet.too_many_codes(address text) returns boolean
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        select count(*) >= 5 from cabinet.letter l
        where l.kind = 'code' and l.code_for = cabinet.address_key(address) and l.created_at > now() - interval '1 hour'
      $$`);
    for (const [name, parameters, returns, body] of functions)
      await db.query(`
        create function cabinet.${name}(${parameters}) returns ${returns}
        language sql security definer set search_path = pg_catalog, pg_temp as $$ ${body} $$`);
    await db.query(appendAudit);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of ['append_audit', ...functions.map(([name]) => name), 'too_many_codes', 'address_key'])
      await db.query(`drop function cabinet.${name}`);
  }
}
