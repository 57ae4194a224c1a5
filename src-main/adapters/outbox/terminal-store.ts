// The terminal's store over the outbox file: its id, its notes, and the parts of the store defined in other files.
import { randomUUID } from 'node:crypto';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import { attemptLimits } from './attempt-limits.ts';
import { certificates } from './certificates.ts';
import { Meta, metaKeys } from './meta.ts';
import type { OutboxFile } from './outbox-file.ts';
import { identityIn, Outgoings } from './outgoings.ts';
import { outboxDamage } from './damage.ts';
import { paymentAttempts } from './payment-attempts.ts';
import { printJobs } from './print-jobs.ts';
import { tally } from './tally.ts';

/**
 * `onFilled` is called after something was added to the outgoing queue. Each write is one statement or one synchronous transaction,
 * so calls may come in any order on the one connection.
 */
export function terminalStore({ source, db, keep }: OutboxFile, onFilled: () => void): TerminalStore {
  const meta = new Meta(db);
  db.prepare(`insert or ignore into meta (key, value) values ('terminal_id', ?)`).run(randomUUID());
  const terminalId = meta.get(metaKeys.terminalId) as string;
  const outgoings = new Outgoings(db, meta, { terminalId, onFilled, keep });
  keep(identityIn(meta, terminalId));
  return {
    terminalId: async () => terminalId,
    note: async key => meta.get(`note ${key}`),
    setNote: async (key, value) => meta.set(`note ${key}`, value),
    enqueue: async item => outgoings.commit(() => outgoings.put(item)),
    appendAudit: async event => outgoings.commit(() => outgoings.audit(event)),
    liftLock: async (scope, key, now, event) =>
      outgoings.commit(() => {
        const locked = 'delete from attempt_limit where scope = ? and key = ? and locked_until > ?';
        if (db.prepare(locked).run(scope, key, now).changes === 0) return false;
        outgoings.audit(event);
        return true;
      }),
    ...certificates(meta, outgoings),
    ...outboxDamage(meta, outgoings),
    outboxSize: async () => outgoings.size(),
    ...attemptLimits(source, db, meta),
    ...tally(db),
    ...printJobs(source, db),
    ...paymentAttempts(db, meta, outgoings),
  };
}
