// Lines of a terminal's audit log, each chained to the one before, as its outbox makes them.
import { randomUUID } from 'node:crypto';
import { chainHash, chainStart } from '../../src-main/adapters/outbox/audit-chain.ts';
import type { AuditPayload } from '../../src-main/ports/fund.ts';

export class AuditLines {
  readonly terminalId: string;
  head: string;

  constructor(terminalId: string = randomUUID(), head = chainStart) {
    this.terminalId = terminalId;
    this.head = head;
  }

  /** The next line, or one that says `more`. */
  next(more: Record<string, unknown> = {}): { id: string } & AuditPayload {
    const body = {
      id: randomUUID(),
      terminalId: this.terminalId,
      at: new Date().toISOString(),
      role: 'owner',
      actor: '',
      accountId: null,
      action: 'visit.ended',
      reason: '',
      details: { why: 'button' },
      ...more,
    };
    const prevHash = this.head;
    this.head = chainHash(prevHash, body);
    return { ...body, prevHash, hash: this.head };
  }
}
