// The cabinet: users, what they entrusted to the fund, their accounts, codes, limits, and the letters to be sent.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CabinetTables1795300000101 implements MigrationInterface {
  name = 'CabinetTables1795300000101';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create schema cabinet`);
    for (const statement of [...people, ...attempts, ...letters]) await db.query(statement);
    await db.query(`
      create function cabinet.consent_is_append_only() returns trigger
      language plpgsql set search_path = pg_catalog, pg_temp as $$
      begin
        raise exception 'cabinet.consent is append-only: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
      end $$`);
    await db.query(`
      create trigger consent_is_append_only before update or delete or truncate on cabinet.consent
      for each statement execute function cabinet.consent_is_append_only()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop schema cabinet cascade`);
  }
}

const people = [
  // The name is unique as people read it: case and look-alike spellings are folded in login_norm.
  `create table cabinet.app_user (
    id uuid primary key,
    login text not null check (length(login) between 3 and 32),
    login_norm text not null constraint login_is_taken unique check (length(login_norm) between 3 and 64),
    email text not null check (length(email) between 3 and 254),
    password_hash text not null check (password_hash like '$argon2id$%'),
    session_epoch integer not null default 1,
    locale text not null check (locale in ('ru', 'en')),
    agreement_version text not null,
    agreement_at timestamptz not null default now(),
    main_account bigint,
    home_phone text not null default '' check (length(home_phone) <= 40),
    mobile_phone text not null default '' check (length(mobile_phone) <= 40),
    extra_emails text[] not null default '{}' check (cardinality(extra_emails) <= 10),
    postal_address text not null default '' check (length(postal_address) <= 500),
    preferred_contact text not null default 'none' check (preferred_contact in ('email', 'phone', 'post', 'none')),
    monthly_document boolean not null default false,
    debt_reminder boolean not null default false,
    house_news boolean not null default false,
    no_paper boolean not null default false,
    created_at timestamptz not null default now()
  )`,
  // Nothing here is a user: it becomes one when the code of the letter is given, or is forgotten.
  `create table cabinet.registration (
    id uuid primary key,
    login text not null check (length(login) between 3 and 32),
    login_norm text not null check (length(login_norm) between 3 and 64),
    email text not null check (length(email) between 3 and 254),
    password_hash text not null check (password_hash like '$argon2id$%'),
    locale text not null check (locale in ('ru', 'en')),
    agreement_version text not null,
    consent_version text,
    created_at timestamptz not null default now()
  )`,
  `create table cabinet.attached_account (
    user_id uuid not null references cabinet.app_user on delete cascade,
    account_id bigint not null check (account_id > 0),
    attached_at timestamptz not null default clock_timestamp(),
    primary key (user_id, account_id)
  )`,
  `create table cabinet.consent (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    version text not null,
    given boolean not null,
    at timestamptz not null default clock_timestamp(),
    terminal_id uuid not null
  )`,
  `create index consent_by_user on cabinet.consent (user_id, id)`,
  `create table cabinet.activity (
    id bigint generated always as identity primary key,
    user_id uuid not null references cabinet.app_user on delete cascade,
    at timestamptz not null default clock_timestamp(),
    what text not null check (what in
      ('signIn', 'print', 'passwordChanged', 'accountAdded', 'accountRemoved', 'profileChanged')),
    terminal text not null check (length(terminal) <= 200)
  )`,
  `create index activity_by_user on cabinet.activity (user_id, id desc)`,
  `create table cabinet.news_read (
    user_id uuid not null references cabinet.app_user on delete cascade,
    news_id bigint not null,
    primary key (user_id, news_id)
  )`,
  `create sequence cabinet.application_number`,
  `create table cabinet.application (
    number bigint primary key,
    job uuid not null unique,
    account_id bigint not null,
    address text not null,
    terminal_id uuid not null,
    made_at timestamptz not null default now()
  )`,
];

const attempts = [
  `create table cabinet.one_time_code (
    id uuid primary key,
    purpose text not null check (purpose in ('registration', 'recovery', 'email')),
    user_id uuid references cabinet.app_user on delete cascade,
    new_email text,
    asked_for text,
    code_hash text not null check (code_hash like '$argon2id$%'),
    tries_left integer not null default 5 check (tries_left >= 0),
    used boolean not null default false,
    expires_at timestamptz not null default now() + interval '15 minutes',
    created_at timestamptz not null default now()
  )`,
  `create index one_time_code_by_name on cabinet.one_time_code (asked_for) where asked_for is not null`,
  `create index one_time_code_by_user on cabinet.one_time_code (user_id, purpose) where user_id is not null`,
  // By the SHA-256 of the name: unknown names are counted alike, and what people type there by mistake is not kept.
  `create table cabinet.attempt_limit (
    key text primary key check (length(key) = 64),
    failures integer not null default 0,
    locks integer not null default 0,
    locked_until timestamptz,
    last_failure_at timestamptz
  )`,
];

const letters = [
  `create table cabinet.letter (
    id uuid primary key,
    user_id uuid references cabinet.app_user on delete cascade,
    kind text not null check (kind in ('code', 'notice', 'asked', 'month', 'reminder', 'news')),
    once_key text constraint letter_only_once unique,
    recipients text[] not null,
    code_for text,
    subject text not null,
    body text not null,
    attachments jsonb not null default '[]',
    terminal_id uuid not null,
    created_at timestamptz not null default now(),
    due_at timestamptz not null default now(),
    expires_at timestamptz,
    state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'dropped')),
    attempts integer not null default 0,
    unsure integer not null default 0,
    claim uuid,
    claimed_until timestamptz,
    sent_at timestamptz,
    error text not null default ''
  )`,
  `create index letter_to_send on cabinet.letter (due_at) where state in ('queued', 'sending')`,
  `create index letter_of_codes on cabinet.letter (code_for, created_at) where code_for is not null`,
  `create index letter_by_user on cabinet.letter (user_id) where user_id is not null`,
  // The head of the chain of audit lines that were written together with what they tell of, one a terminal.
  `create table cabinet.audit_head (
    terminal_id uuid primary key,
    hash text not null
  )`,
];
