// The fund's audit log as whoever verifies it reads it.
import type { AuditPayload } from './fund.ts';

export interface AuditTerminal {
  id: string;
  name: string;
  /** since it was last heard; null when it never was */
  silentDays: number | null;
}

/** An end of a terminal's chain, as the fund keeps it beside the lines. */
export interface AuditChain {
  terminalId: string;
  kind: 'outbox' | 'cabinet';
  head: string;
  /** the hash an administrator let the chain go on from once more; null for a chain of its own */
  branchOf: string | null;
}

export type AuditLine = { id: string } & Required<AuditPayload>;

export interface AuditLog {
  terminals(): Promise<AuditTerminal[]>;
  chains(): Promise<AuditChain[]>;
  /** A terminal's lines that came at `from` (ISO UTC) or later, all when it is null. */
  lines(terminalId: string, from: string | null): AsyncIterable<AuditLine>;
  /** Which of these hashes a line of the terminal has. */
  known(terminalId: string, hashes: readonly string[]): Promise<Set<string>>;
  close(): Promise<void>;
}
