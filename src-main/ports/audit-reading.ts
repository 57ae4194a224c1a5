// The audit log as an auditor on shift reads it at the fund, by the token of their session. The fund writes a line of every reading.

export interface AuditFilters {
  /** an account's number */
  account?: string;
  /** a login as typed, and as logins are compared */
  actor?: string;
  norm?: string;
  terminal?: string;
  action?: string;
  /** ISO UTC: at or after, before */
  from?: string;
  to?: string;
}

/** In which visit and shift it is asked: for the line the fund writes. */
export interface Asked {
  visit: string | null;
  shift: string | null;
}

export interface FoundLine {
  id: string;
  at: string;
  terminal: string;
  role: string;
  actor: string;
  /** the name of staff, the login of a user; empty when the fund knows neither */
  name: string;
  accountNumber: string;
  action: string;
  reason: string;
  details: Record<string, unknown>;
}

/** A terminal's lines as checked; a row for each kind of fault, one with no fault for a terminal that has none. */
export interface CheckedChain {
  terminal: string;
  name: string;
  lines: number;
  silentDays: number | null;
  fault: 'hash' | 'gap' | 'fork' | 'endMissing' | null;
  times: number;
  line: { id: string; at: string; action: string } | null;
}

export interface AuditReading {
  auditTerminals(token: string): Promise<{ id: string; name: string }[]>;
  /** Newest first, older than the line `after`. */
  findAudit(
    token: string,
    filters: AuditFilters,
    page: { after: string | null; most: number },
    asked: Asked,
  ): Promise<FoundLine[]>;
  /** Lines that came at `since` (ISO UTC) or later, all when it is null. */
  verifyAudit(token: string, since: string | null, asked: Asked): Promise<CheckedChain[]>;
}
