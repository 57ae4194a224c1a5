// The audit log of this terminal: its events are kept in the outbox and sent to the fund from there.
import type { AuditEntry } from '../../domain/audit-actions.ts';
import type { Log } from '../../ports/log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';

/** Who did it, when it was not the owner: staff by role and login, and why when a reason must be given. */
export interface DoneBy {
  role: 'operator' | 'admin';
  actor: string;
  reason?: string;
}

/** `account` is the fund's key, null when the event is about none. */
export type AuditEvent = AuditEntry & { account: number | null; by?: DoneBy };

export interface Audit {
  /** Resolves when the event is on disk. */
  record(event: AuditEvent): Promise<void>;
  /** The same event as a row for a store that writes it in one transaction with what it is about. */
  row(event: AuditEvent): Record<string, unknown>;
}

export function createAudit(deps: {
  store: Pick<TerminalStore, 'appendAudit'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
  terminalName: string;
}): Audit {
  const row: Audit['row'] = ({ action, account, details, by }) => ({
    at: deps.clock.now(),
    role: by?.role ?? 'owner',
    actor: by?.actor ?? '',
    accountId: account,
    action,
    reason: by?.reason ?? '',
    details: { terminal: deps.terminalName, ...details },
  });
  return {
    row,
    async record(event) {
      await deps.store.appendAudit(row(event));
      deps.log.info('audit', { action: event.action });
    },
  };
}
