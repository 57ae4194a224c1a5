// The cache as programs before the digest made it, with its table of migrations: what a terminal's folder may still hold.
import { join } from 'node:path';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { point } from '../../src-main/adapters/sqlite/files.ts';
import { fingerprint } from '../../src-main/adapters/sqlite/keys.ts';

const tables = [
  `create table migrations (id integer primary key, timestamp integer not null, name text not null) strict`,
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
  `create table house_work (
    id integer primary key, house_id integer not null, organization_id integer not null, name text not null,
    starts_on text not null, ends_on text
  ) strict`,
];

const indexes = [
  `create index if not exists account_by_number on account (number_norm)`,
  `create index if not exists account_by_unified on account (unified_norm) where unified_norm <> ''`,
  `create index if not exists account_by_premises on account (premises_id)`,
  `create index if not exists premises_by_house on premises (house_id, number)`,
  `create index if not exists house_by_street on house (street_id)`,
  `create index if not exists street_by_settlement on street (settlement_id)`,
  `create index if not exists house_work_by_house on house_work (house_id)`,
  `create index if not exists news_by_house on news (house_id, published_at)`,
  // the desk's list of months that do not add up: a handful of rows of millions (the expression is the query's, to the letter)
  `create index if not exists balance_flawed on period_balance (period) where closing <> opening + charged + recalculation - privilege + penalty - paid`,
  // a change names a payment by its own id alone
  `create index if not exists payment_by_id on payment (id)`,
];

/** Makes such a file in a folder, with one organization in it, and lets it be the one that serves. */
export function makeOldCache(dataDir: string, key: string): string {
  const file = 'cache-1.db';
  const db = openDatabase(join(dataDir, file), key);
  for (const sql of [...tables, ...indexes]) db.exec(sql);
  const migrated = db.prepare('insert into migrations (timestamp, name) values (?, ?)');
  migrated.run(1763800000001, 'CacheTables1763800000001');
  migrated.run(1763800000004, 'HouseWorks1763800000004');
  const meta = db.prepare('insert into meta (key, value) values (?, ?)');
  meta.run('cursor', JSON.stringify({ xid: '1', seq: '0', epoch: '1' }));
  meta.run('as_of', '2026-11-01T00:00:00.000Z');
  db.exec(
    `insert into organization values (1, 'operator', 'Прежний фонд', '', '', '', '', '', '', '', '', '', '', '')`,
  );
  db.pragma('journal_mode = WAL');
  db.close();
  point(dataDir, { file, madeWith: fingerprint(key) });
  return file;
}
