// Rows of the cache as the statement shows them: the fund's figures as given, marked where they do not add up.
import type { ChargeLine, PaymentRow, PeriodRow } from '#contract';
import { isFlawed } from '../../domain/balance.ts';
import type { RowOf } from '../../ports/exchange.ts';

const chargeLine = (row: RowOf<'charge_line'>): ChargeLine => ({
  kind: row.kind,
  service: row.service,
  unit: row.unit,
  area: row.area,
  tariff: row.tariff,
  amount: row.amount,
  reason: row.reason,
});

export const paymentRow = (row: RowOf<'payment'>): PaymentRow => ({
  id: row.id,
  paidOn: row.paid_on,
  postedOn: row.posted_on,
  period: row.period,
  amount: row.amount,
  channel: row.channel,
});

/** `lines` null: not known. */
export const periodRow = (row: RowOf<'period_balance'>, lines: RowOf<'charge_line'>[] | null): PeriodRow => ({
  period: row.period,
  opening: row.opening,
  charged: row.charged,
  recalculation: row.recalculation,
  privilege: row.privilege,
  penalty: row.penalty,
  paid: row.paid,
  closing: row.closing,
  flawed: isFlawed(row),
  documented: row.issued_on !== null,
  lines: lines && lines.map(chargeLine),
});
