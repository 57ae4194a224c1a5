// What must survive a crash and cannot be rebuilt from the fund: attempt limits, print jobs, items to send. Stored in the outbox file.
import type { Said } from '#contract';
import type { AttemptStore } from './attempts.ts';
import type { CertificatePayload, Outgoing } from './fund.ts';
import type { OutboxDamage } from './outbox-damage.ts';
import type { TallyStore } from './tally.ts';

export interface Limit {
  failures: number;
  /** ISO UTC; null when attempts are not locked */
  lockedUntil: string | null;
  /** how many times it has locked; each lock is twice as long */
  locks: number;
  /** ISO UTC; null before the first failure */
  lastFailureAt: string | null;
}

export type LimitScope = 'account' | 'user';

export interface StoredJob {
  id: string;
  printer: string;
  state: 'queued' | 'sent' | 'done' | 'failed';
  /** the printed document's parameters as JSON; only the kind when the job is over */
  request: string;
  note: Said;
  createdAt: string;
  updatedAt: string;
}

/** Every write is on disk (synchronous=FULL) when its promise resolves. */
export interface TerminalStore extends AttemptStore, TallyStore {
  /** A random id made at the first start. */
  terminalId(): Promise<string>;
  limit(scope: LimitScope, key: string): Promise<Limit>;
  setLimit(scope: LimitScope, key: string, limit: Limit): Promise<void>;
  /** Limits locked at `now` (ISO UTC), the longest first. */
  locks(now: string): Promise<{ scope: LimitScope; key: string; limit: Limit }[]>;
  clearLimit(scope: LimitScope, key: string): Promise<void>;
  /** Clears a limit that is locked at `now` (ISO UTC) and appends its audit event, in one transaction; false, and nothing written, when it is not. */
  liftLock(scope: LimitScope, key: string, now: string, audit: Record<string, unknown>): Promise<boolean>;
  /** A short text the terminal remembers, such as the last login at a desk PC; null without one. */
  note(key: string): Promise<string | null>;
  setNote(key: string, value: string | null): Promise<void>;
  enqueue(item: Outgoing): Promise<void>;
  /** Appends an audit event to the hash chain and enqueues it in one transaction. */
  appendAudit(event: Record<string, unknown>): Promise<void>;
  /**
   * Gives a certificate its number and check code, and enqueues it with its audit event (which gets the number among its details) in one
   * transaction: a number is never given twice.
   */
  addCertificate(
    certificate: Omit<CertificatePayload, 'number' | 'code' | 'terminalId' | 'audit'>,
    audit: Record<string, unknown>,
  ): Promise<Pick<CertificatePayload, 'number' | 'code'>>;
  /** A certificate of this terminal that the fund has not been sent yet, by its check code's digits. */
  unsentCertificate(code: string): Promise<CertificatePayload | null>;
  outboxSize(): Promise<number>;
  /** Null when the outbox was read whole, or when somebody has seen what was not. */
  damage(): Promise<OutboxDamage | null>;
  /** Appends the audit event that tells of it, once. */
  tellDamage(audit: Record<string, unknown>): Promise<void>;
  /** Somebody has seen it: forgets the one of this moment, and appends their audit event. False when it is not there any more. */
  forgetDamage(at: string, audit: Record<string, unknown>): Promise<boolean>;
  /** Stores a new job unless its id is known, and returns the stored one. */
  addJob(job: StoredJob): Promise<{ job: StoredJob; added: boolean }>;
  job(id: string): Promise<StoredJob | null>;
  setJob(
    id: string,
    change: Partial<Pick<StoredJob, 'state' | 'note' | 'request' | 'updatedAt' | 'printer'>>,
  ): Promise<void>;
  /** Jobs in any state, newest first. */
  recentJobs(most: number): Promise<StoredJob[]>;
  /** Whether a document with this digest was sent to a printer. */
  wasPrinted(mark: string): Promise<boolean>;
  /** Remembers a digest sent at `at`, and deletes those before `keepFrom`; both ISO UTC. */
  setPrinted(mark: string, at: string, keepFrom: string): Promise<void>;
  /** Jobs not yet done or failed, oldest first. */
  openJobs(): Promise<StoredJob[]>;
}
