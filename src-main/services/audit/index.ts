// The audit log of this terminal: its events are kept in the outbox and sent to the fund from there.
import type { Who } from '#contract';
import type { AuditEntry } from '../../domain/audit-actions.ts';
import type { Log } from '../../ports/log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';

/** `account` is the fund's key, null when the event is about none; `reason` is there where one must be given. */
export type AuditEvent = AuditEntry & { account: number | null; who: Who; reason?: string };

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
  const row: Audit['row'] = ({ action, account, details, who, reason = '' }) => ({
    at: deps.clock.now(),
    role: who.role,
    actor: who.actor,
    accountId: account,
    action,
    reason,
    details: { terminal: deps.terminalName, ...details },
    visit: who.visit,
    shift: who.shift,
  });
  return {
    row,
    async record(event) {
      await deps.store.appendAudit(row(event));
      deps.log.info('audit', { action: event.action });
    },
  };
}
