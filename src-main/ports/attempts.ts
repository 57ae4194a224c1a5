// Payment attempts as the terminal keeps them: stored before the acquirer is called, and sent to the fund through the outbox.
import type { PaymentState } from '#contract';

export interface StoredAttempt {
  /** made by the screen; the acquirer's idempotency key */
  id: string;
  account: number;
  /** kopecks */
  amount: number;
  state: PaymentState;
  /** the acquirer's final answer is known and the state will not change any more */
  settled: boolean;
  acquirer: string;
  acquirerId: string | null;
  /** the QR's content; emptied when it can no longer be paid */
  qr: string | null;
  expiresAt: string | null;
  /** ISO UTC, by the acquirer's clock; null until it is paid */
  paidAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** 1, and one more with every change; the fund keeps the highest */
  version: number;
  /** payments that were in the account's ledger when it began: none of them can be this one */
  before: number[];
  /** the payment of the fund's ledger that credited it */
  creditedBy: number | null;
  /** kopecks that went back to the payer */
  refunded: number;
}

export type AttemptChange = Partial<
  Pick<StoredAttempt, 'state' | 'settled' | 'acquirerId' | 'qr' | 'expiresAt' | 'paidAt' | 'creditedBy' | 'refunded'>
>;

/** What the fund was told of an attempt. */
export type RestoredAttempt = Pick<
  StoredAttempt,
  'id' | 'account' | 'amount' | 'state' | 'acquirer' | 'acquirerId' | 'createdAt' | 'updatedAt' | 'version'
>;

/** An audit event that is not chained yet; null for a change without audit. */
export type AuditBody = Record<string, unknown> | null;

/** Every write is one transaction with its audit event and the item for the fund. It is on disk when its promise resolves. */
export interface AttemptStore {
  /**
   * Stores a new attempt unless its id is known, and returns the stored one. Rejects when this terminal still waits for another
   * attempt of the account.
   */
  addAttempt(attempt: StoredAttempt, audit: AuditBody): Promise<{ attempt: StoredAttempt; added: boolean }>;
  /** Null, without any change, when the attempt is no longer at this version. `at` is ISO UTC. */
  changeAttempt(
    id: string,
    version: number,
    change: AttemptChange,
    at: string,
    audit: AuditBody,
  ): Promise<StoredAttempt | null>;
  attempt(id: string): Promise<StoredAttempt | null>;
  /** Attempts without the acquirer's final answer, oldest first. */
  unsettledAttempts(): Promise<StoredAttempt[]>;
  /** All attempts of an account that are not settled, have succeeded or were refunded, oldest first. */
  accountAttempts(account: number): Promise<StoredAttempt[]>;
  /** Accounts with a succeeded attempt that is not in the ledger yet. */
  accountsToCredit(): Promise<number[]>;
  /** Succeeded attempts that are not in the ledger yet, oldest first. */
  uncreditedAttempts(): Promise<StoredAttempt[]>;
  /** Attempts may be missing here, because their table could not be read: none is begun until the fund's are restored. */
  attemptsUnknown(): Promise<boolean>;
  /** Takes back what the fund was told; what is known better here stays. From then on none is missing. */
  restoreAttempts(attempts: readonly RestoredAttempt[]): Promise<void>;
  /** Deletes attempts last changed before `at` (ISO UTC) that are credited, or settled without success. */
  forgetAttempts(at: string): Promise<void>;
}
