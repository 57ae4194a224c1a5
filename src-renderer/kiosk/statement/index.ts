// The statement screens, registered by being imported.
export { DocumentScreen } from './document-screen.ts';
export { HistoryScreen } from './history-screen.ts';
export { PaymentsScreen } from './payments-screen.ts';
export { StatementScreen } from './statement-screen.ts';
export { TariffsScreen } from './tariffs-screen.ts';
