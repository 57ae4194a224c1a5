// The audit line of a change, chained to this terminal's previous line inside the same transaction.
import type { CabinetAudit } from '../../ports/cabinet-store.ts';
import type { Ask, TransactionDeps } from './calls.ts';

/**
 * These lines form a chain of their own beside the one that goes through the outbox, so that neither waits for the other. The fund keeps its
 * last hash, and makes each line's hash anew before it takes the line.
 */
export async function appendAudit(
  ask: Ask,
  { terminal, chainHash, now, newId }: TransactionDeps,
  event: CabinetAudit,
): Promise<void> {
  const head = (await ask.value('audit_head', terminal.id)) as string;
  const { who, user, details } = event;
  const actor = who.actor || (who.role === 'owner' ? (user ?? '') : '');
  const body = {
    id: newId(),
    terminalId: terminal.id,
    at: now(),
    role: who.role,
    actor,
    accountId: event.account ?? null,
    action: event.action,
    reason: event.reason ?? '',
    // whoever acted for a user, both are named
    details: { terminal: terminal.name, ...details, ...(user !== null && user !== actor && { user }) },
    visit: who.visit,
    shift: who.shift,
  };
  await ask.value(
    'append_audit',
    body.id,
    terminal.id,
    body.at,
    body.role,
    body.actor,
    body.accountId,
    body.action,
    body.reason,
    JSON.stringify(body.details),
    head,
    chainHash(head, body),
    body.visit,
    body.shift,
  );
}
