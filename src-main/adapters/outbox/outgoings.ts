// What the terminal has to send: the queue in order, and the audit chain with its last hash.
import { randomUUID } from 'node:crypto';
import type { AuditPayload, CertificatePayload, Outgoing } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import { chainHash, chainStart } from './audit-chain.ts';
import type { Meta } from './meta.ts';

export class Outgoings {
  readonly terminalId: string;
  readonly #db: Db;
  readonly #meta: Meta;
  readonly #onFilled: () => void;

  constructor(db: Db, meta: Meta, options: { terminalId: string; onFilled: () => void }) {
    this.#db = db;
    this.#meta = meta;
    this.terminalId = options.terminalId;
    this.#onFilled = options.onFilled;
  }

  /** One transaction that adds items to the queue. `onFilled` is called after the commit. */
  commit<T>(work: () => T): T {
    const done = this.#db.transaction(work).immediate();
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
    const prevHash = this.#meta.get('audit_hash') ?? chainStart;
    const body = { ...event, id: randomUUID(), terminalId: this.terminalId };
    const hash = chainHash(prevHash, body);
    this.#meta.set('audit_hash', hash);
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
