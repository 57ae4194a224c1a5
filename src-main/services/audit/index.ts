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
} as const;
export type AuditAction = keyof typeof auditActions;

export interface Audit {
  /** Resolves when the event is on disk. `account` is the fund's key, null when the event is about none. */
  record(action: AuditAction, account: number | null, details?: Record<string, string | number>): Promise<void>;
}

export function createAudit(deps: { store: TerminalStore; clock: Clock; log: Log; terminalName: string }): Audit {
  return {
    async record(action, account, details = {}) {
      await deps.store.appendAudit({
        at: deps.clock.now(),
        role: 'owner',
        actor: '',
        accountId: account,
        action,
        reason: '',
        details: { terminal: deps.terminalName, ...details },
      });
      deps.log.info('audit', { action });
    },
  };
}
