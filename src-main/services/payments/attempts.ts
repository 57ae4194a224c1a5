// Changing an attempt: every step stored with its audit event, those who listen told, and the person's own «stop».
import type { AttemptChange, AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Audit, AuditAction } from '../audit/index.ts';
import { afterCancel } from './transitions.ts';

export interface Attempts {
  /** Null when there is none of this account. */
  own(account: number, id: string): Promise<StoredAttempt | null>;
  /** Null when it has moved on meanwhile: look at it again. */
  change(attempt: StoredAttempt, to: AttemptChange): Promise<StoredAttempt | null>;
  /** Nobody waits for it any more; the attempt as it is then, or null when there is none. */
  setAside(account: number, id: string): Promise<StoredAttempt | null>;
  onChange(listener: (attempt: StoredAttempt) => void): () => void;
}

/** What an auditor is told of a change; null when it is none of theirs. */
function actionOf(attempt: StoredAttempt, to: AttemptChange): AuditAction | null {
  if (to.creditedBy) return 'payment.credited';
  return to.state === undefined || to.state === attempt.state || to.state === 'creating' ? null : `payment.${to.state}`;
}

export function createAttempts(deps: {
  store: Pick<AttemptStore, 'attempt' | 'changeAttempt'>;
  audit: Audit;
  clock: Pick<Clock, 'now'>;
  log: Log;
}): Attempts {
  const { store, audit, clock, log } = deps;
  const listeners = new Set<(attempt: StoredAttempt) => void>();

  async function own(account: number, id: string): Promise<StoredAttempt | null> {
    const attempt = await store.attempt(id);
    return attempt?.account === account ? attempt : null;
  }

  async function change(attempt: StoredAttempt, to: AttemptChange): Promise<StoredAttempt | null> {
    const action = actionOf(attempt, to);
    const details = { attempt: attempt.id, ...(to.creditedBy ? { payment: to.creditedBy } : {}) };
    const event = action && audit.event(action, attempt.account, details);
    const changed = await store.changeAttempt(attempt.id, attempt.version, to, clock.now(), event);
    if (!changed) return null;
    log.info('payment', { attempt: changed.id, state: changed.state, settled: changed.settled });
    for (const listener of listeners) listener(changed);
    return changed;
  }

  return {
    own,
    change,
    async setAside(account, id) {
      for (;;) {
        const attempt = await own(account, id);
        const to = attempt && afterCancel(attempt);
        if (!to) return attempt;
        const changed = await change(attempt, to);
        if (changed) return changed;
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
