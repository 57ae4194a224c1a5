// The audit log as it is read at the fund, by the token of a session: by an auditor on shift, or of one account by who has it attached. The fund writes a line of every reading.

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

/** What of the log is read. */
export type Reading = { what: 'find'; filters: AuditFilters } | { what: 'verify'; since: string | null };

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

/** What was done with an account, as its owner is told. */
export interface AccountView {
  at: string;
  terminal: string;
  who: 'visitor' | 'self' | 'another' | 'system' | 'operator' | 'admin' | 'auditor';
  /** of staff; empty for anybody else */
  name: string;
  action: string;
  reason: string;
  details: Record<string, unknown>;
}

export interface AuditReading {
  /** By the token of a user who has the account attached; newest first, and how many there are. The fund writes a line of it. */
  accountViews(
    token: string,
    account: number,
    most: number,
    asked: Asked,
  ): Promise<{ lines: AccountView[]; total: number }>;
  auditTerminals(token: string): Promise<{ id: string; name: string }[]>;
  /**
   * Writes down what is to be read: `find` by these filters, or `verify` the lines that came at `since` (ISO UTC) or later, all when it is null.
   * The ticket serves for a minute, from the next transaction on.
   */
  askAudit(token: string, reading: Reading, asked: Asked): Promise<string>;
  /** Newest first, older than the line `after`. */
  findAudit(ticket: string, page: { after: string | null; most: number }): Promise<FoundLine[]>;
  verifyAudit(ticket: string): Promise<CheckedChain[]>;
}
