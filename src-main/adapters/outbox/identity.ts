// Who the terminal is, kept beside the outbox as well: its id, the head and the length of its audit chain, and how many certificates it gave out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saysUnwritable } from '../sqlite/errors.ts';
import { writeWhole } from '../sqlite/files.ts';

export interface TerminalIdentity {
  terminalId: string;
  /** hash of the last audit line */
  head: string;
  /** number of audit lines ever chained */
  lines: number;
  certificates: number;
}

const identityFile = 'outbox.identity';

const isIdentity = (found: Partial<Record<keyof TerminalIdentity, unknown>>): found is TerminalIdentity =>
  /^[0-9a-f-]{36}$/.test(String(found.terminalId)) &&
  /^[0-9a-f]{64}$/.test(String(found.head)) &&
  Number.isSafeInteger(found.lines) &&
  Number.isSafeInteger(found.certificates);

/** Null when there is none, or when it cannot be read. */
export function readIdentity(dataDir: string): TerminalIdentity | null {
  try {
    const found = JSON.parse(readFileSync(join(dataDir, identityFile), 'utf8')) as Partial<TerminalIdentity>;
    return isIdentity(found) ? found : null;
  } catch {
    return null;
  }
}

/** What it says is in the outbox already, so a disk that is full now only leaves an older one, which the next line replaces. */
export function keepIdentity(dataDir: string, identity: TerminalIdentity): void {
  try {
    writeWhole(dataDir, identityFile, JSON.stringify(identity));
  } catch (error) {
    if (!saysUnwritable(error)) throw error;
  }
}
