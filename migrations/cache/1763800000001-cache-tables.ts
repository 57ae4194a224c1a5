// The cache's tables: the fund's exchange as it is, derived places to search by, and the sync's own bookkeeping.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `create table meta (key text primary key, value text not null) strict, without rowid`,
  // how far an unfinished snapshot has come
  `create table snapshot_place (
    entity text primary key, last_key text, rows integer not null, done integer not null
  ) strict, without rowid`,
  `create table quarantine (
    entity text not null, key text not null, reason text not null, raw text not null, seen_at text not null,
    primary key (entity, key)
  ) strict, without rowid`,
  // ids are made from the names themselves, so they stay the same from one snapshot to the next
  `create table settlement (id integer primary key, kind text not null, name text not null) strict`,
  `create table street (
    id integer primary key, settlement_id integer not null, kind text not null, name text not null
  ) strict`,
  `create table organization (
    id integer primary key, kind text not null, name text not null, inn text not null, kpp text not null, ogrn text not null,
    bank_name text not null, bic text not null, settlement_account text not null, correspondent_account text not null,
    phone text not null, email text not null, site text not null, address text not null
  ) strict`,
  `create table office (
    id integer primary key, organization_id integer not null, name text not null, address text not null, phone text not null,
    hours text not null
  ) strict`,
  `create table house (
    id integer primary key, fias_id text not null, postal_code text not null, settlement_kind text not null,
    settlement text not null, street_kind text not null, street text not null, number text not null, block text not null,
    formation text not null, operator_id integer not null, managing_id integer, collected integer, spent integer,
    street_id integer not null
  ) strict`,
  `create table premises (
    id integer primary key, house_id integer not null, number text not null, kind text not null, area integer not null
  ) strict`,
  // number_norm and unified_norm: what a person types is compared with these
  `create table account (
    id integer primary key, number text not null, unified_number text not null, premises_id integer not null,
    owner_kind text not null, last_name text not null, first_name text not null, middle_name text not null,
    company_name text not null, share_numerator integer not null, share_denominator integer not null, area integer not null,
    opened_on text not null, closed_on text, number_norm text not null, unified_norm text not null
  ) strict`,
  `create table tariff (
    id integer primary key, house_id integer, valid_from text not null, valid_to text, tariff integer not null
  ) strict`,
  `create table key_rate (valid_from text primary key, percent_hundredths integer not null) strict, without rowid`,
  `create table penalty_rule (
    valid_from text primary key, due_day integer not null, grace_days integer not null, divisor integer not null
  ) strict, without rowid`,
  `create table rate_cap (
    valid_from text primary key, valid_to text not null, percent_hundredths integer not null
  ) strict, without rowid`,
  `create table moratorium (valid_from text primary key, valid_to text not null) strict, without rowid`,
  `create table news (
    id integer primary key, house_id integer, published_at text not null, title text not null, body text not null
  ) strict`,
  // texts that repeat in millions of rows are kept once: half the copying time and a third of the size
  `create table word (id integer primary key, text text not null unique) strict`,
  // all of an account lies together, so a statement is one short read
  `create table period_balance (
    account_id integer not null, period text not null, opening integer not null, charged integer not null,
    recalculation integer not null, privilege integer not null, penalty integer not null, paid integer not null,
    closing integer not null, state_duty integer not null, court_costs integer not null, issued_on integer not null,
    due_on integer not null, payments_until integer not null, payment_document_id text not null, document_number text not null,
    primary key (account_id, period)
  ) strict, without rowid`,
  `create table charge_line (
    account_id integer not null, period text not null, line_no integer not null, kind integer not null, service integer not null,
    unit integer not null, area integer, tariff integer, amount integer not null, reason integer not null,
    primary key (account_id, period, line_no)
  ) strict, without rowid`,
  `create table payment (
    account_id integer not null, id integer not null, paid_on text not null, posted_on text not null, period text not null,
    amount integer not null, channel integer not null, primary key (account_id, id)
  ) strict, without rowid`,
];

export class CacheTables1763800000001 implements MigrationInterface {
  name = 'CacheTables1763800000001';

  async up(query: QueryRunner): Promise<void> {
    for (const sql of tables) await query.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('A cache is rebuilt from the fund, never taken back.');
  }
}
