// Changing an attempt: every step is stored with its audit event and told to listeners; and the person's own «stop».
import type { Who } from '#contract';
import { Emitter } from '../../base/emitter.ts';
import type { AuditEntry } from '../../domain/audit-actions.ts';
import type { AttemptChange, AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';
import { afterCancel } from './transitions.ts';

export interface Attempts {
  /** Null when there is none of this account. */
  own(account: number, id: string): Promise<StoredAttempt | null>;
  /** Null when it has moved on meanwhile: look at it again. */
  change(attempt: StoredAttempt, to: AttemptChange, who: Who): Promise<StoredAttempt | null>;
  /** Nobody waits for it any more; the attempt as it is then, or null when there is none. */
  setAside(account: number, id: string, who: Who): Promise<StoredAttempt | null>;
  onChange(listener: (attempt: StoredAttempt) => void): () => void;
}

/** What the audit log says of a change; null when it says nothing. */
function auditOf({ id, state }: StoredAttempt, to: AttemptChange): AuditEntry | null {
  if (to.creditedBy) return { action: 'payment.credited', details: { attempt: id, payment: to.creditedBy } };
  if (to.refunded !== undefined) return { action: 'payment.refunded', details: { attempt: id, refunded: to.refunded } };
  if (to.state === 'refunded' || to.state === undefined || to.state === state || to.state === 'creating') return null;
  return { action: `payment.${to.state}`, details: { attempt: id } };
}

export function createAttempts(deps: {
  store: Pick<AttemptStore, 'attempt' | 'changeAttempt'>;
  audit: Audit;
  clock: Pick<Clock, 'now'>;
  log: Log;
}): Attempts {
  const { store, audit, clock, log } = deps;
  const changes = new Emitter<StoredAttempt>();

  async function own(account: number, id: string): Promise<StoredAttempt | null> {
    const attempt = await store.attempt(id);
    return attempt?.account === account ? attempt : null;
  }

  async function change(attempt: StoredAttempt, to: AttemptChange, who: Who): Promise<StoredAttempt | null> {
    const entry = auditOf(attempt, to);
    const event = entry && audit.row({ ...entry, account: attempt.account, who });
    const changed = await store.changeAttempt(attempt.id, attempt.version, to, clock.now(), event);
    if (!changed) return null;
    log.info('payment', { attempt: changed.id, state: changed.state, settled: changed.settled });
    changes.emit(changed);
    return changed;
  }

  return {
    own,
    change,
    async setAside(account, id, who) {
      for (;;) {
        const attempt = await own(account, id);
        const to = attempt && afterCancel(attempt);
        if (!to) return attempt;
        const changed = await change(attempt, to, who);
        if (changed) return changed;
      }
    },
    onChange: listener => changes.on(listener),
  };
}
