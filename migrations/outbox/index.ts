// Every migration of the outbox, in order. A file that knows more of them than this list is from a newer program.
import { OutboxTables1763800000002 } from './1763800000002-outbox-tables.ts';
import { PaymentAttempts1763800000003 } from './1763800000003-payment-attempts.ts';
import { Printed1763800000005 } from './1763800000005-printed.ts';
import { Refunds1763800000021 } from './1763800000021-refunds.ts';
import { Tally1763800000031 } from './1763800000031-tally.ts';
import { Sent1763800000050 } from './1763800000050-sent.ts';

export const outboxMigrations = [
  OutboxTables1763800000002,
  PaymentAttempts1763800000003,
  Printed1763800000005,
  Refunds1763800000021,
  Tally1763800000031,
  Sent1763800000050,
];
