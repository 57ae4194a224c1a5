// An AttemptStore that forgets, for unit tests; tests/integration/store-double.test.ts compares it with the outbox file.
import type { AttemptStore, AuditBody, StoredAttempt } from '../../src-main/ports/attempts.ts';
import { isWaited } from '../../src-main/services/payments/transitions.ts';

export function memoryAttempts(record: (event: Record<string, unknown>) => void): AttemptStore {
  const attempts = new Map<string, StoredAttempt>();
  const all = () => [...attempts.values()].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const heard = (audit: AuditBody) => audit && record(audit);
  return {
    async addAttempt(attempt, audit) {
      const known = attempts.get(attempt.id);
      if (known) return { attempt: known, added: false };
      if (all().some(each => each.account === attempt.account && isWaited(each.state)))
        throw new Error('The account has an attempt that is still being waited for.');
      attempts.set(attempt.id, attempt);
      heard(audit);
      return { attempt, added: true };
    },
    async changeAttempt(id, version, change, at, audit) {
      const known = attempts.get(id);
      if (known?.version !== version) return null;
      const changed = { ...known, ...change, updatedAt: at, version: version + 1 };
      attempts.set(id, changed);
      heard(audit);
      return changed;
    },
    attempt: async id => attempts.get(id) ?? null,
    unsettledAttempts: async () => all().filter(attempt => !attempt.settled),
    accountAttempts: async account =>
      all().filter(
        attempt =>
          attempt.account === account && (!attempt.settled || ['succeeded', 'refunded'].includes(attempt.state)),
      ),
    accountsToCredit: async () => [
      ...new Set(all().flatMap(each => (each.state === 'succeeded' && each.creditedBy === null ? [each.account] : []))),
    ],
    uncreditedAttempts: async () => all().filter(each => each.state === 'succeeded' && each.creditedBy === null),
    attemptsUnknown: async () => false,
    restoreAttempts: async () => undefined,
    async forgetAttempts(at) {
      for (const each of all())
        if (each.settled && each.updatedAt < at && (each.state !== 'succeeded' || each.creditedBy !== null))
          attempts.delete(each.id);
    },
  };
}
