// Payment attempts as the terminal keeps them: written down before the acquirer is asked, told to the fund through the outbox.
import type { PaymentState } from '#contract';

export interface StoredAttempt {
  /** made by the screen; the acquirer's idempotency key */
  id: string;
  account: number;
  /** kopecks */
  amount: number;
  state: PaymentState;
  /** the acquirer's final answer is known: the state will not change any more */
  settled: boolean;
  acquirer: string;
  acquirerId: string | null;
  /** what the QR says; emptied when it can no longer be paid */
  qr: string | null;
  expiresAt: string | null;
  /** ISO UTC, by the acquirer's clock; null until it is paid */
  paidAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** 1, and one more with every change; a later one wins in the fund */
  version: number;
  /** payments of the account that the ledger already had when it began: none of them can be this one */
  before: number[];
  /** the payment of the fund's ledger it was credited by */
  creditedBy: number | null;
}

export type AttemptChange = Partial<
  Pick<StoredAttempt, 'state' | 'settled' | 'acquirerId' | 'qr' | 'expiresAt' | 'paidAt' | 'creditedBy'>
>;

/** An audit event that is not chained yet; null for a change that is not audited. */
export type AuditBody = Record<string, unknown> | null;

/** Every write is one transaction with its audit event and what tells the fund of it, on disk when its promise resolves. */
export interface AttemptStore {
  /**
   * Stores a new attempt unless its id is known; the stored one comes back either way. Rejects when the account has one on this terminal
   * that is still being waited for.
   */
  addAttempt(attempt: StoredAttempt, audit: AuditBody): Promise<{ attempt: StoredAttempt; added: boolean }>;
  /** Null, and nothing changed, when the attempt is no longer at this version. `at` is ISO UTC. */
  changeAttempt(
    id: string,
    version: number,
    change: AttemptChange,
    at: string,
    audit: AuditBody,
  ): Promise<StoredAttempt | null>;
  attempt(id: string): Promise<StoredAttempt | null>;
  /** Attempts without a final answer of the acquirer, oldest first. */
  unsettledAttempts(): Promise<StoredAttempt[]>;
  /** Oldest first: of one account, all that is not settled, and all that succeeded. */
  accountAttempts(account: number): Promise<StoredAttempt[]>;
  /** Accounts with a succeeded attempt the ledger does not have yet. */
  accountsToCredit(): Promise<number[]>;
  /** Deletes attempts that are settled and credited, or settled without success, and were last changed before `at` (ISO UTC). */
  forgetAttempts(at: string): Promise<void>;
}
