// What the terminal has to send: the queue in order, and the audit chain with its last hash.
import { randomUUID } from 'node:crypto';
import type { AuditPayload, CertificatePayload, Outgoing } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import { chainHash, chainStart } from './audit-chain.ts';
import type { TerminalIdentity } from './identity.ts';
import { metaKeys, type Meta } from './meta.ts';

/** Who the terminal is, as the outbox has it. */
export const identityIn = (meta: Meta, terminalId: string): TerminalIdentity => ({
  terminalId,
  head: meta.get(metaKeys.head) ?? chainStart,
  lines: Number(meta.get(metaKeys.lines) ?? 0),
  certificates: Number(meta.get(metaKeys.certificates) ?? 0),
});

export class Outgoings {
  readonly terminalId: string;
  readonly #db: Db;
  readonly #meta: Meta;
  readonly #onFilled: () => void;
  readonly #keep: (identity: TerminalIdentity) => void;

  /** `keep` writes down who the terminal is, after each change. */
  constructor(
    db: Db,
    meta: Meta,
    options: { terminalId: string; onFilled: () => void; keep: (identity: TerminalIdentity) => void },
  ) {
    this.#db = db;
    this.#meta = meta;
    this.terminalId = options.terminalId;
    this.#onFilled = options.onFilled;
    this.#keep = options.keep;
  }

  /** One transaction that adds items to the queue. `onFilled` is called after the commit. */
  commit<T>(work: () => T): T {
    const before = this.#meta.get(metaKeys.head);
    const done = this.#db.transaction(work).immediate();
    if (this.#meta.get(metaKeys.head) !== before) this.#keep(identityIn(this.#meta, this.terminalId));
    this.#onFilled();
    return done;
  }

  /** Inside the caller's transaction. */
  put({ id, kind, payload }: Outgoing): void {
    this.#db
      .prepare('insert or ignore into outgoing (id, kind, payload, put_at) values (?, ?, ?, ?)')
      .run(id, kind, JSON.stringify(payload), new Date().toISOString());
  }

  /** Adds the event to the chain and returns it with its hashes, inside the caller's transaction. */
  chain(event: Record<string, unknown>): { id: string } & AuditPayload {
    const prevHash = this.#meta.get(metaKeys.head) ?? chainStart;
    const body = { ...event, id: randomUUID(), terminalId: this.terminalId };
    const hash = chainHash(prevHash, body);
    this.#meta.set(metaKeys.head, hash);
    this.#meta.set(metaKeys.lines, String(Number(this.#meta.get(metaKeys.lines) ?? 0) + 1));
    return { ...body, prevHash, hash } as { id: string } & AuditPayload;
  }

  /** Chains the event and queues it by itself, inside the caller's transaction. */
  audit(event: Record<string, unknown>): void {
    const line = this.chain(event);
    this.put({ id: line.id, kind: 'audit', payload: { ...line } });
  }

  /** The payload of a certificate that still waits in the queue. */
  certificate(code: string): CertificatePayload | null {
    const found = this.#db
      .prepare(`select payload from outgoing where kind = 'certificate' and json_extract(payload, '$.code') = ?`)
      .pluck()
      .get(code) as string | undefined;
    return found === undefined ? null : (JSON.parse(found) as CertificatePayload);
  }

  size(): number {
    return this.#db.prepare('select count(*) from outgoing').pluck().get() as number;
  }
}
