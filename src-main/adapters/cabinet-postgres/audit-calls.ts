// Calls of the schema `cabinet` by which the audit log is read. Each leaves its line at the fund by itself.
import type { AccountView, AuditReading, CheckedChain } from '../../ports/audit-reading.ts';
import type { Ask } from './calls.ts';
import { instant, key } from './rows.ts';

export const auditCalls = (ask: Ask): AuditReading => ({
  async accountViews(token, account, most, { visit, shift }) {
    const rows = await ask.rows('account_views', token, account, most, visit, shift);
    const lines = rows.map(row => ({
      at: instant(row['at']),
      terminal: row['terminal'] as string,
      who: row['who'] as AccountView['who'],
      name: row['name'] as string,
      action: row['action'] as string,
      reason: row['reason'] as string,
      details: row['details'] as Record<string, unknown>,
    }));
    return { lines, total: rows[0] ? key(rows[0]['total']) : 0 };
  },
  auditTerminals: async token =>
    (await ask.rows('audit_terminals', token)).map(row => ({ id: row['id'] as string, name: row['name'] as string })),
  async askAudit(token, reading, { visit, shift }) {
    const input = reading.what === 'find' ? reading.filters : { since: reading.since ?? '-infinity' };
    return (await ask.value('ask_audit', token, reading.what, JSON.stringify(input), visit, shift)) as string;
  },
  findAudit: async (ticket, { after, most }) =>
    (await ask.rows('find_audit', ticket, after, most)).map(row => ({
      id: row['id'] as string,
      at: instant(row['at']),
      terminal: row['terminal'] as string,
      role: row['role'] as string,
      actor: row['actor'] as string,
      name: row['name'] as string,
      accountNumber: row['account_number'] as string,
      action: row['action'] as string,
      reason: row['reason'] as string,
      details: row['details'] as Record<string, unknown>,
    })),
  verifyAudit: async ticket =>
    (await ask.rows('verify_audit', ticket)).map(row => ({
      terminal: row['terminal'] as string,
      name: row['name'] as string,
      lines: key(row['lines']),
      silentDays: row['silent_days'] as number | null,
      fault: row['fault'] as CheckedChain['fault'],
      times: row['times'] === null ? 0 : key(row['times']),
      line:
        row['line'] === null
          ? null
          : { id: row['line'] as string, at: instant(row['at']), action: row['action'] as string },
    })),
});
