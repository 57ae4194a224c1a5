// The identity of a month's figures, and what is to be paid by them. The fund's figures are authoritative; here they are only checked.

/** A month's figures in kopecks, as the exchange and the contract both name them. */
export interface MonthFigures {
  opening: number;
  charged: number;
  recalculation: number;
  privilege: number;
  penalty: number;
  paid: number;
  closing: number;
}

/** closing = opening + charged + recalculation - privilege + penalty - paid (docs/domain.md#identity) */
export const expectedClosing = (row: Omit<MonthFigures, 'closing'>): number =>
  row.opening + row.charged + row.recalculation - row.privilege + row.penalty - row.paid;

/** The fund's own figures do not add up: show them as given, mark the row, put it on the staff's list. */
export const isFlawed = (row: MonthFigures): boolean => expectedClosing(row) !== row.closing;

/** Charged less discounts, with corrections: «к оплате за период», without penalty. */
export const duePeriod = (row: Pick<MonthFigures, 'charged' | 'recalculation' | 'privilege'>): number =>
  row.charged + row.recalculation - row.privilege;

/** «ИТОГО К ОПЛАТЕ» in kopecks: the closing balance and what lies outside it; zero or less when nothing is due. */
export const amountDue = (row: { closing: number; state_duty?: number; court_costs?: number }): number =>
  row.closing + (row.state_duty ?? 0) + (row.court_costs ?? 0);
