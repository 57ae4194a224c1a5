// The identity of a month's figures, and the amount due. The fund's figures are authoritative; here they are only checked.

/** A month's figures in kopecks, under the names of the exchange and the contract. */
export interface MonthFigures {
  opening: number;
  charged: number;
  recalculation: number;
  privilege: number;
  penalty: number;
  paid: number;
  closing: number;
}

/** What a month adds to the debt: contribution with corrections, less privileges, with penalty. */
export const monthCharge = (row: Omit<MonthFigures, 'opening' | 'paid' | 'closing'>): number =>
  row.charged + row.recalculation - row.privilege + row.penalty;

/** closing = opening + charged + recalculation - privilege + penalty - paid (docs/domain.md#identity) */
export const expectedClosing = (row: Omit<MonthFigures, 'closing'>): number =>
  row.opening + monthCharge(row) - row.paid;

/** The fund's own figures do not add up: show them as given, mark the row, and put it on the staff's list. */
export const isFlawed = (row: MonthFigures): boolean => expectedClosing(row) !== row.closing;

/** Charges less discounts, with recalculations and without penalty: «к оплате за период». */
export const duePeriod = (row: Pick<MonthFigures, 'charged' | 'recalculation' | 'privilege'>): number =>
  row.charged + row.recalculation - row.privilege;

/** «ИТОГО К ОПЛАТЕ» in kopecks: the closing balance and the costs outside it; zero or less when nothing is due. */
export const amountDue = (row: { closing: number; state_duty?: number; court_costs?: number }): number =>
  row.closing + (row.state_duty ?? 0) + (row.court_costs ?? 0);
