// The statement screens, registered by being imported.
export { KrDocumentScreen } from './kr-document-screen.ts';
export { KrHistoryScreen } from './kr-history-screen.ts';
export { KrPaymentsScreen } from './kr-payments-screen.ts';
export { KrStatementScreen } from './kr-statement-screen.ts';
export { KrTariffsScreen } from './kr-tariffs-screen.ts';
