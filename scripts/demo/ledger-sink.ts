// The output of a ledger: a month's figures, its lines, its payments.
import type { Account } from './accounts.ts';
import type { Month } from './calendar.ts';

/** Receives finished rows, in key order within an account. Money in kopecks, days as day numbers. */
export interface LedgerSink {
  balance(account: Account, month: Month, figures: Figures): void;
  line(account: Account, month: Month, line: Line): void;
  payment(account: Account, month: Month, payment: Posted): void;
}

export interface Figures {
  opening: number;
  charged: number;
  recalculation: number;
  privilege: number;
  penalty: number;
  paid: number;
  closing: number;
  stateDuty: number;
  courtCosts: number;
  documentId: string | null;
}

export interface Line {
  no: number;
  kind: 'contribution' | 'penalty' | 'recalculation' | 'privilege';
  tariff: number | null;
  amount: number;
  reason: string;
}

export interface Posted {
  paidOn: number;
  postedOn: number;
  amount: number;
  channel: string;
}
