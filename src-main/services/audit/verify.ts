// Verifying the fund's audit log: every line's hash made anew, every chain followed, its end compared with what the fund and an anchor keep.
import type { AuditChain, AuditLine, AuditLog, AuditTerminal } from '../../ports/audit-log.ts';

export type AuditFault =
  /** its hash is not of what it says */
  | 'hash'
  /** it follows no line there is: one before it is missing */
  | 'gap'
  /** another line follows the same one, and no administrator let it */
  | 'fork'
  /** the end of a chain that the fund keeps is no line's: the newest lines are missing */
  | 'endMissing'
  /** a head of the anchor is no line's */
  | 'anchorMissing';

export interface AuditFinding {
  fault: AuditFault;
  terminal: AuditTerminal;
  /** the first line where it shows; null when lines are missing at an end */
  line: Pick<AuditLine, 'id' | 'at' | 'action'> | null;
  /** the hash that is missing, forked or wrong */
  hash: string;
  /** how many of this kind the terminal has */
  count: number;
}

export interface AuditReport {
  terminals: number;
  lines: number;
  findings: AuditFinding[];
  silent: AuditTerminal[];
}

/** A head of a chain written down on an earlier day. */
export interface AnchorLine {
  terminalId: string;
  head: string;
}

export interface VerifyDeps {
  log: AuditLog;
  chainHash(previous: string, event: Record<string, unknown>): string;
  chainStart: string;
  cabinetChainStart(terminalId: string): string;
}

/** A terminal that has said nothing for so many days. */
const silentDays = 3;

export async function verifyAudit(
  deps: VerifyDeps,
  { from, anchor }: { from: string | null; anchor: readonly AnchorLine[] },
): Promise<AuditReport> {
  const [terminals, chains] = [await deps.log.terminals(), await deps.log.chains()];
  const report: AuditReport = { terminals: terminals.length, lines: 0, findings: [], silent: [] };
  for (const terminal of terminals) {
    const own = {
      terminal,
      chains: chains.filter(chain => chain.terminalId === terminal.id),
      anchor: anchor.filter(line => line.terminalId === terminal.id),
    };
    const { lines, findings } = await verifyTerminal(deps, own, from);
    report.lines += lines;
    report.findings.push(...findings);
    if ((terminal.silentDays ?? 0) > silentDays) report.silent.push(terminal);
  }
  const known = new Set(terminals.map(({ id }) => id));
  for (const { terminalId, head } of anchor.filter(line => !known.has(line.terminalId))) {
    const terminal = { id: terminalId, name: '', silentDays: null };
    report.findings.push({ fault: 'anchorMissing', terminal, line: null, hash: head, count: 1 });
  }
  return report;
}

interface OwnLog {
  terminal: AuditTerminal;
  chains: readonly AuditChain[];
  anchor: readonly AnchorLine[];
}

async function verifyTerminal(deps: VerifyDeps, { terminal, chains, anchor }: OwnLog, from: string | null) {
  const starts = [deps.chainStart, deps.cabinetChainStart(terminal.id)];
  const hashes = new Set(starts);
  const followers = new Map<string, number>();
  const before: { prevHash: string; line: AuditLine }[] = [];
  const found = new Findings(terminal);
  let lines = 0;
  for await (const line of deps.log.lines(terminal.id, from)) {
    lines++;
    const { prevHash, hash, ...event } = line;
    if (deps.chainHash(prevHash, event) !== hash) found.add('hash', line, hash);
    followers.set(prevHash, (followers.get(prevHash) ?? 0) + 1);
    const admitted = chains.filter(({ branchOf }) => branchOf === prevHash).length;
    if ((followers.get(prevHash) ?? 0) > 1 + admitted) found.add('fork', line, prevHash);
    hashes.add(hash);
    before.push({ prevHash, line });
  }
  const ends = chains.map(({ head }) => head);
  const wanted = [...before.map(({ prevHash }) => prevHash), ...ends, ...anchor.map(({ head }) => head)];
  const unseen = [...new Set(wanted.filter(hash => !hashes.has(hash)))];
  // of lines that came before `from`
  const known = unseen.length > 0 ? await deps.log.known(terminal.id, unseen) : new Set<string>();
  const missing = (hash: string) => !hashes.has(hash) && !known.has(hash);
  for (const { prevHash, line } of before) if (missing(prevHash)) found.add('gap', line, prevHash);
  for (const hash of ends) if (missing(hash)) found.add('endMissing', null, hash);
  for (const { head } of anchor) if (missing(head)) found.add('anchorMissing', null, head);
  return { lines, findings: found.all() };
}

/** The first of each kind, and how many there are. */
class Findings {
  readonly #terminal: AuditTerminal;
  readonly #found = new Map<AuditFault, AuditFinding>();

  constructor(terminal: AuditTerminal) {
    this.#terminal = terminal;
  }

  add(fault: AuditFault, line: AuditLine | null, hash: string): void {
    const first = this.#found.get(fault);
    if (first) first.count++;
    else
      this.#found.set(fault, {
        fault,
        terminal: this.#terminal,
        line: line && { id: line.id, at: line.at, action: line.action },
        hash,
        count: 1,
      });
  }

  all = (): AuditFinding[] => [...this.#found.values()];
}
