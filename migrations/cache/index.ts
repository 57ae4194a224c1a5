// Every migration of the two local files, in order. A file that knows more of them than this list is from a newer program.
import { CacheTables1763800000001 } from './1763800000001-cache-tables.ts';
import { OutboxTables1763800000002 } from './1763800000002-outbox-tables.ts';
import { PaymentAttempts1763800000003 } from './1763800000003-payment-attempts.ts';
import { Printed1763800000005 } from './1763800000005-printed.ts';
import { HouseWorks1763800000004 } from './1763800000004-house-works.ts';

export { cacheIndexes, flawedBalance } from './indexes.ts';

export const cacheMigrations = [CacheTables1763800000001, HouseWorks1763800000004];
export const outboxMigrations = [OutboxTables1763800000002, PaymentAttempts1763800000003, Printed1763800000005];
