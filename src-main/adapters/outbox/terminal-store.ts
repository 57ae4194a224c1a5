// What a terminal must not lose, in the outbox file: small tables through TypeORM, queue and audit chain in plain transactions.
import { randomUUID } from 'node:crypto';
import type { Repository } from 'typeorm';
import type { AttemptChange, AuditBody, StoredAttempt } from '../../ports/attempts.ts';
import type { AuditPayload, Outgoing } from '../../ports/fund.ts';
import type { Limit, LimitScope, StoredJob, TerminalStore } from '../../ports/terminal-store.ts';
import { chainHash, chainStart } from './audit-chain.ts';
import type { Db } from '../sqlite/database.ts';
import { noteText, type LimitRow } from './entities.ts';
import type { OutboxFile } from './outbox-file.ts';
import { SqliteAttempts } from './payment-attempts.ts';

/** Each write is one statement or one transaction begun and ended in one go, so calls may come in any order on the one connection. */
export class SqliteTerminalStore implements TerminalStore {
  readonly #db: Db;
  readonly #limits: Repository<LimitRow>;
  readonly #jobs: Repository<StoredJob>;
  readonly #id: string;
  readonly #attempts: SqliteAttempts;

  constructor({ source, db }: OutboxFile) {
    this.#db = db;
    this.#limits = source.getRepository<LimitRow>('attempt_limit');
    this.#jobs = source.getRepository<StoredJob>('print_job');
    this.#db.prepare(`insert or ignore into meta (key, value) values ('terminal_id', ?)`).run(randomUUID());
    this.#id = this.#meta('terminal_id') as string;
    this.#attempts = new SqliteAttempts(this.#db, {
      terminalId: this.#id,
      put: item => this.#put(item),
      chain: event => this.#chain(event),
    });
  }

  #meta(key: string): string | null {
    return (this.#db.prepare('select value from meta where key = ?').pluck().get(key) as string | undefined) ?? null;
  }

  async terminalId(): Promise<string> {
    return this.#id;
  }

  async limit(scope: LimitScope, key: string): Promise<Limit> {
    const row = await this.#limits.findOneBy({ scope, key });
    if (!row) return { failures: 0, lockedUntil: null, locks: 0, lastFailureAt: null };
    const { failures, lockedUntil, locks, lastFailureAt } = row;
    return { failures, lockedUntil, locks, lastFailureAt };
  }

  async setLimit(scope: LimitScope, key: string, limit: Limit): Promise<void> {
    const { failures, lockedUntil, locks, lastFailureAt } = limit;
    await this.#limits.upsert({ scope, key, failures, lockedUntil, locks, lastFailureAt }, ['scope', 'key']);
  }

  async locks(now: string): Promise<{ scope: LimitScope; key: string; limit: Limit }[]> {
    const rows = this.#db
      .prepare<[string], LimitRow>(
        `select scope, key, failures, locks, locked_until as lockedUntil, last_failure_at as lastFailureAt
         from attempt_limit where locked_until > ? order by locked_until desc`,
      )
      .all(now);
    return rows.map(({ scope, key, ...limit }) => ({ scope, key, limit }));
  }

  async clearLimit(scope: LimitScope, key: string): Promise<void> {
    await this.#limits.delete({ scope, key });
  }

  async note(key: string): Promise<string | null> {
    return this.#meta(`note ${key}`);
  }

  async setNote(key: string, value: string | null): Promise<void> {
    if (value === null) this.#db.prepare('delete from meta where key = ?').run(`note ${key}`);
    else this.#db.prepare('insert or replace into meta (key, value) values (?, ?)').run(`note ${key}`, value);
  }

  async enqueue(item: Outgoing): Promise<void> {
    this.#put(item);
  }

  #put({ id, kind, payload }: Outgoing): void {
    this.#db
      .prepare('insert or ignore into outgoing (id, kind, payload, put_at) values (?, ?, ?, ?)')
      .run(id, kind, JSON.stringify(payload), new Date().toISOString());
  }

  async appendAudit(event: Record<string, unknown>): Promise<void> {
    this.#db
      .transaction(() => {
        const line = this.#chain(event);
        this.#put({ id: line.id, kind: 'audit', payload: { ...line } });
      })
      .immediate();
  }

  /** The event behind the previous one, with its hashes; inside the caller's transaction. */
  #chain(event: Record<string, unknown>): { id: string } & AuditPayload {
    const prevHash = this.#meta('audit_hash') ?? chainStart;
    const body = { ...event, id: randomUUID(), terminalId: this.#id };
    const hash = chainHash(prevHash, body);
    this.#db.prepare(`insert or replace into meta (key, value) values ('audit_hash', ?)`).run(hash);
    return { ...body, prevHash, hash } as { id: string } & AuditPayload;
  }

  async outboxSize(): Promise<number> {
    return this.#db.prepare('select count(*) from outgoing').pluck().get() as number;
  }

  async addJob(job: StoredJob): Promise<{ job: StoredJob; added: boolean }> {
    const { changes } = this.#db
      .prepare(
        `insert or ignore into print_job (id, printer, state, request, note, created_at, updated_at)
         values (@id, @printer, @state, @request, @note, @createdAt, @updatedAt)`,
      )
      .run({ ...job, note: noteText(job.note) });
    const stored = await this.job(job.id);
    if (!stored) throw new Error('A print job that was just stored is not there.');
    return { job: stored, added: changes === 1 };
  }

  async job(id: string): Promise<StoredJob | null> {
    return this.#jobs.findOneBy({ id });
  }

  async setJob(id: string, change: Parameters<TerminalStore['setJob']>[1]): Promise<void> {
    await this.#jobs.update({ id }, change);
  }

  async recentJobs(most: number): Promise<StoredJob[]> {
    return this.#jobs.find({ order: { createdAt: 'DESC', id: 'ASC' }, take: most });
  }

  async openJobs(): Promise<StoredJob[]> {
    return this.#jobs.find({
      where: [{ state: 'queued' }, { state: 'sent' }],
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  async wasPrinted(mark: string): Promise<boolean> {
    return this.#db.prepare('select 1 from printed where mark = ?').get(mark) !== undefined;
  }

  async setPrinted(mark: string, at: string, keepFrom: string): Promise<void> {
    this.#db
      .transaction(() => {
        this.#db.prepare('insert or replace into printed (mark, at) values (?, ?)').run(mark, at);
        this.#db.prepare('delete from printed where at < ?').run(keepFrom);
      })
      .immediate();
  }

  addAttempt(attempt: StoredAttempt, audit: AuditBody) {
    return this.#attempts.addAttempt(attempt, audit);
  }

  changeAttempt(id: string, version: number, change: AttemptChange, at: string, audit: AuditBody) {
    return this.#attempts.changeAttempt(id, version, change, at, audit);
  }

  attempt(id: string) {
    return this.#attempts.attempt(id);
  }

  unsettledAttempts() {
    return this.#attempts.unsettledAttempts();
  }

  accountAttempts(account: number) {
    return this.#attempts.accountAttempts(account);
  }

  accountsToCredit() {
    return this.#attempts.accountsToCredit();
  }

  forgetAttempts(at: string) {
    return this.#attempts.forgetAttempts(at);
  }
}
