// The statement screens, registered by being imported.
export { DocumentScreen } from './kr-document-screen.ts';
export { HistoryScreen } from './kr-history-screen.ts';
export { PaymentsScreen } from './kr-payments-screen.ts';
export { StatementScreen } from './kr-statement-screen.ts';
export { TariffsScreen } from './kr-tariffs-screen.ts';
