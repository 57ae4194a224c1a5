// The audit log: one enumeration of what is written down about whom, sent to the fund through the outbox.
import type { Log } from '../../ports/log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';

/** Every event an auditor can meet, with what it means. Values a person typed are never among the details. */
export const auditActions = {
  'proof.succeeded': 'An account was opened by the date and sum of its last payment.',
  'proof.failed': 'An attempt to open an account did not match.',
  'proof.locked': 'Attempts on an account or at this terminal were stopped for a while.',
  'document.printed': 'A payment document was sent to the printer.',
  'visit.ended': 'A visit that had opened accounts ended.',
  'payment.begun': 'A card payment was begun: written down before the acquirer was asked.',
  'payment.waiting': 'The acquirer made the payment; it can be paid.',
  'payment.succeeded': 'The acquirer said that the payment is paid.',
  'payment.declined': 'The acquirer refused the payment, or canceled it for a reason of its own.',
  'payment.expired': 'Nobody paid in time.',
  'payment.cancelled':
    'The person stopped waiting for a payment; should it be paid after all, payment.succeeded follows.',
  'payment.unknown': 'The acquirer does not answer; the payment is looked for until it is found.',
  'payment.credited': 'The fund’s ledger has the payment.',
  'payment.slipPrinted': 'The slip of a paid payment was sent to the printer.',
} as const;
export type AuditAction = keyof typeof auditActions;

export interface Audit {
  /** Resolves when the event is on disk. `account` is the fund's key, null when the event is about none. */
  record(action: AuditAction, account: number | null, details?: Record<string, string | number>): Promise<void>;
  /** The same event for a store that writes it in one transaction with what it is about. */
  event(
    action: AuditAction,
    account: number | null,
    details?: Record<string, string | number>,
  ): Record<string, unknown>;
}

export function createAudit(deps: { store: TerminalStore; clock: Clock; log: Log; terminalName: string }): Audit {
  const event: Audit['event'] = (action, account, details = {}) => ({
    at: deps.clock.now(),
    role: 'owner',
    actor: '',
    accountId: account,
    action,
    reason: '',
    details: { terminal: deps.terminalName, ...details },
  });
  return {
    event,
    async record(action, account, details) {
      await deps.store.appendAudit(event(action, account, details));
      deps.log.info('audit', { action });
    },
  };
}
