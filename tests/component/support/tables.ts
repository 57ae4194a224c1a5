// The tables that are tested here, whatever folder they live in.
export type { HistoryTable } from '../../../src-renderer/kiosk/statement/history-table.ts';
export type { PaymentsTable } from '../../../src-renderer/kiosk/statement/payments-table.ts';
import '../../../src-renderer/kiosk/statement/charge-lines.ts';
import '../../../src-renderer/kiosk/statement/history-table.ts';
import '../../../src-renderer/kiosk/statement/payments-table.ts';
