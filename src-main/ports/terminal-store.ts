// What must survive a crash and cannot be rebuilt from the fund: proof limits, print jobs, things to send. The outbox file.
import type { Said } from '#contract';
import type { AttemptStore } from './attempts.ts';
import type { Outgoing } from './fund.ts';

export interface Limit {
  failures: number;
  /** ISO UTC; null when attempts are open */
  lockedUntil: string | null;
  /** how many times it has locked, for the doubling */
  locks: number;
  /** ISO UTC; null when there was none */
  lastFailureAt: string | null;
}

export type LimitScope = 'account' | 'terminal' | 'user';

export interface StoredJob {
  id: string;
  printer: string;
  state: 'queued' | 'sent' | 'done' | 'failed';
  /** what is printed, JSON; when the job is over, its kind alone */
  request: string;
  note: Said;
  createdAt: string;
  updatedAt: string;
}

/** Every write is on disk (synchronous=FULL) when its promise resolves. */
export interface TerminalStore extends AttemptStore {
  /** A random id made at first start. */
  terminalId(): Promise<string>;
  limit(scope: LimitScope, key: string): Promise<Limit>;
  setLimit(scope: LimitScope, key: string, limit: Limit): Promise<void>;
  /** Limits that are locked at `now` (ISO UTC), the longest first. */
  locks(now: string): Promise<{ scope: LimitScope; key: string; limit: Limit }[]>;
  clearLimit(scope: LimitScope, key: string): Promise<void>;
  /** A short text the terminal remembers, such as the login last used at a desk PC; null when there is none. */
  note(key: string): Promise<string | null>;
  setNote(key: string, value: string | null): Promise<void>;
  enqueue(item: Outgoing): Promise<void>;
  /** Puts an audit event behind the previous one: fills its hash chain and enqueues it in one transaction. */
  appendAudit(event: Record<string, unknown>): Promise<void>;
  outboxSize(): Promise<number>;
  /** Stores a new job unless its id is known; the stored one comes back either way. */
  addJob(job: StoredJob): Promise<{ job: StoredJob; added: boolean }>;
  job(id: string): Promise<StoredJob | null>;
  setJob(
    id: string,
    change: Partial<Pick<StoredJob, 'state' | 'note' | 'request' | 'updatedAt' | 'printer'>>,
  ): Promise<void>;
  /** Jobs in any state, newest first. */
  recentJobs(most: number): Promise<StoredJob[]>;
  /** Whether a document of this digest went to a printer. */
  wasPrinted(mark: string): Promise<boolean>;
  /** Remembers one that goes out at `at`, and forgets those before `keepFrom`; both ISO UTC. */
  setPrinted(mark: string, at: string, keepFrom: string): Promise<void>;
  /** Jobs not yet done or failed, oldest first. */
  openJobs(): Promise<StoredJob[]>;
}
