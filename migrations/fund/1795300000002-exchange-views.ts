// The exchange: one view per entity, the only thing a terminal reads. A DBA replaces a view to map a billing system of their own.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns in the order of ports/exchange.ts at the time of this migration; a migration never changes afterwards. */
const VIEWS = {
  organization:
    'id, kind, name, inn, kpp, ogrn, bank_name, bic, settlement_account, correspondent_account, phone, email, site, address',
  office: 'id, organization_id, name, address, phone, hours',
  house:
    'id, fias_id, postal_code, settlement_kind, settlement, street_kind, street, number, block, formation, operator_id, managing_id, collected, spent',
  premises: 'id, house_id, number, kind, area',
  account:
    'id, number, unified_number, premises_id, owner_kind, last_name, first_name, middle_name, company_name, share_numerator, share_denominator, area, opened_on, closed_on',
  tariff: 'id, house_id, valid_from, valid_to, tariff',
  key_rate: 'valid_from, percent_hundredths',
  penalty_rule: 'valid_from, due_day, grace_days, divisor',
  rate_cap: 'valid_from, valid_to, percent_hundredths',
  moratorium: 'valid_from, valid_to',
  news: 'id, house_id, published_at, title, body',
  period_balance:
    'account_id, period, opening, charged, recalculation, privilege, penalty, paid, closing, state_duty, court_costs, issued_on, due_on, payments_until, payment_document_id, document_number',
  charge_line: 'account_id, period, line_no, kind, service, unit, area, tariff, amount, reason',
  payment: 'account_id, id, paid_on, posted_on, period, amount, channel',
};

export class ExchangeViews1795300000002 implements MigrationInterface {
  name = 'ExchangeViews1795300000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create schema exchange`);
    for (const [view, columns] of Object.entries(VIEWS)) {
      // Plain text rather than the domain, so a replacing view need not know the reference schema.
      const list = columns.replace(/\bperiod\b/, 'period::text as period');
      await db.query(`create view exchange.${view} as select ${list} from fund.${view}`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop schema exchange cascade`);
  }
}
