// The tables that are tested here, whatever folder they live in.
export type { KrHistoryTable } from '../../../src-renderer/kiosk/statement/kr-history-table.ts';
export type { KrPaymentsTable } from '../../../src-renderer/kiosk/statement/kr-payments-table.ts';
export type { KrChargeLines } from '../../../src-renderer/blocks/account/kr-charge-lines.ts';
import '../../../src-renderer/blocks/account/kr-charge-lines.ts';
import '../../../src-renderer/kiosk/statement/kr-history-table.ts';
import '../../../src-renderer/kiosk/statement/kr-payments-table.ts';
