// The fund's reference tables: one per entity of ports/exchange.ts, with the same columns, plus keys, checks and indexes.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PERIOD = String.raw`^\d{4}-(0[1-9]|1[0-2])$`;

export class ReferenceTables1795300000001 implements MigrationInterface {
  name = 'ReferenceTables1795300000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create schema fund`);
    await db.query(`create domain fund.period as text check (value ~ '${PERIOD}')`);
    await db.query(`
      create table fund.organization (
        id bigint primary key check (id > 0),
        kind text not null check (kind in ('operator', 'managing', 'contractor')),
        name text not null,
        inn text not null default '',
        kpp text not null default '',
        ogrn text not null default '',
        bank_name text not null default '',
        bic text not null default '',
        settlement_account text not null default '',
        correspondent_account text not null default '',
        phone text not null default '',
        email text not null default '',
        site text not null default '',
        address text not null default ''
      )`);
    await db.query(`create unique index one_operator on fund.organization (kind) where kind = 'operator'`);
    await db.query(`
      create table fund.office (
        id bigint primary key check (id > 0),
        organization_id bigint not null references fund.organization,
        name text not null,
        address text not null default '',
        phone text not null default '',
        hours jsonb not null default '[]'
      )`);
    await db.query(`
      create table fund.house (
        id bigint primary key check (id > 0),
        fias_id text not null default '',
        postal_code text not null default '',
        settlement_kind text not null default '',
        settlement text not null,
        street_kind text not null default '',
        street text not null,
        number text not null,
        block text not null default '',
        formation text not null check (formation in ('commonPot', 'specialAccount')),
        operator_id bigint not null references fund.organization,
        managing_id bigint references fund.organization,
        collected bigint,
        spent bigint
      )`);
    await db.query(`create index house_by_address on fund.house (settlement, street, number, block)`);
    await db.query(`
      create table fund.premises (
        id bigint primary key check (id > 0),
        house_id bigint not null references fund.house,
        number text not null,
        kind text not null check (kind in ('residential', 'nonResidential')),
        area integer not null check (area >= 0)
      )`);
    await db.query(`create index premises_by_house on fund.premises (house_id, number)`);
    await db.query(`
      create table fund.account (
        id bigint primary key check (id > 0),
        number text not null unique,
        unified_number text not null default '',
        premises_id bigint not null references fund.premises,
        owner_kind text not null check (owner_kind in ('person', 'company')),
        last_name text not null default '',
        first_name text not null default '',
        middle_name text not null default '',
        company_name text not null default '',
        share_numerator integer not null default 1 check (share_numerator >= 0),
        share_denominator integer not null default 1 check (share_denominator >= 1),
        area integer not null check (area >= 0),
        opened_on date not null,
        closed_on date
      )`);
    await db.query(`create index account_by_premises on fund.account (premises_id)`);
    await db.query(
      `create index account_by_unified_number on fund.account (unified_number) where unified_number <> ''`,
    );
    await db.query(`
      create table fund.tariff (
        id bigint primary key check (id > 0),
        house_id bigint references fund.house,
        valid_from date not null,
        valid_to date,
        tariff bigint not null check (tariff >= 0)
      )`);
    await db.query(`
      create table fund.key_rate (
        valid_from date primary key,
        percent_hundredths integer not null check (percent_hundredths >= 0)
      )`);
    await db.query(`
      create table fund.penalty_rule (
        valid_from date primary key,
        due_day integer not null check (due_day between 0 and 31),
        grace_days integer not null check (grace_days >= 0),
        divisor integer not null check (divisor > 0)
      )`);
    await db.query(`
      create table fund.rate_cap (
        valid_from date primary key,
        valid_to date not null,
        percent_hundredths integer not null check (percent_hundredths >= 0)
      )`);
    await db.query(`create table fund.moratorium (valid_from date primary key, valid_to date not null)`);
    await db.query(`
      create table fund.news (
        id bigint primary key check (id > 0),
        house_id bigint references fund.house,
        published_at timestamptz not null,
        title text not null,
        body text not null default ''
      )`);
    // The identity closing = opening + … is not a check: a fund's own figures are authoritative even when they break it.
    await db.query(`
      create table fund.period_balance (
        account_id bigint not null references fund.account,
        period fund.period not null,
        opening bigint not null,
        charged bigint not null,
        recalculation bigint not null default 0,
        privilege bigint not null default 0,
        penalty bigint not null default 0,
        paid bigint not null default 0,
        closing bigint not null,
        state_duty bigint not null default 0,
        court_costs bigint not null default 0,
        issued_on date not null,
        due_on date not null,
        payments_until date not null,
        payment_document_id text not null default '',
        document_number text not null default '',
        primary key (account_id, period)
      )`);
    await db.query(`
      create table fund.charge_line (
        account_id bigint not null references fund.account,
        period fund.period not null,
        line_no integer not null check (line_no > 0),
        kind text not null check (kind in ('contribution', 'penalty', 'recalculation', 'privilege')),
        service text not null,
        unit text not null default '',
        area integer,
        tariff bigint,
        amount bigint not null,
        reason text not null default '',
        primary key (account_id, period, line_no)
      )`);
    await db.query(`
      create table fund.payment (
        account_id bigint not null references fund.account,
        id bigint primary key check (id > 0),
        paid_on date not null,
        posted_on date not null,
        period fund.period not null,
        amount bigint not null,
        channel text not null default ''
      )`);
    await db.query(`create index payment_by_account on fund.payment (account_id, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop schema fund cascade`);
  }
}
