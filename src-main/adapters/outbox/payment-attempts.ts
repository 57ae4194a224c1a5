// Payment attempts in the outbox file: each change is one transaction with its audit event and the queued item for the fund.
import { randomUUID } from 'node:crypto';
import type { AttemptStore, AuditBody, StoredAttempt } from '../../ports/attempts.ts';
import type { PaymentPayload } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import type { Outgoings } from './outgoings.ts';

interface Row {
  id: string;
  account_id: number;
  amount: number;
  state: string;
  settled: number;
  acquirer: string;
  acquirer_id: string | null;
  qr: string | null;
  expires_at: string | null;
  paid_at: string | null;
  created_at: string;
  updated_at: string;
  version: number;
  ledger_before: string;
  credited_by: number | null;
  refunded: number;
}

const toRow = (attempt: StoredAttempt): Row => ({
  id: attempt.id,
  account_id: attempt.account,
  amount: attempt.amount,
  state: attempt.state,
  settled: attempt.settled ? 1 : 0,
  acquirer: attempt.acquirer,
  acquirer_id: attempt.acquirerId,
  qr: attempt.qr,
  expires_at: attempt.expiresAt,
  paid_at: attempt.paidAt,
  created_at: attempt.createdAt,
  updated_at: attempt.updatedAt,
  version: attempt.version,
  ledger_before: JSON.stringify(attempt.before),
  credited_by: attempt.creditedBy,
  refunded: attempt.refunded,
});

const fromRow = (row: Row): StoredAttempt => ({
  id: row.id,
  account: row.account_id,
  amount: row.amount,
  state: row.state as StoredAttempt['state'],
  settled: row.settled === 1,
  acquirer: row.acquirer,
  acquirerId: row.acquirer_id,
  qr: row.qr,
  expiresAt: row.expires_at,
  paidAt: row.paid_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  version: row.version,
  before: JSON.parse(row.ledger_before) as number[],
  creditedBy: row.credited_by,
  refunded: row.refunded,
});

const columns = Object.keys(toRow({} as StoredAttempt));

/** Queues the attempt's state for the fund, with its audit event; inside the caller's transaction. */
function tellFund(outgoings: Outgoings, attempt: StoredAttempt, audit: AuditBody): void {
  const payload: PaymentPayload = {
    attempt: attempt.id,
    terminalId: outgoings.terminalId,
    accountId: attempt.account,
    amount: attempt.amount,
    state: attempt.state,
    acquirer: attempt.acquirer,
    acquirerId: attempt.acquirerId,
    createdAt: attempt.createdAt,
    updatedAt: attempt.updatedAt,
    version: attempt.version,
    audit: audit && outgoings.chain(audit),
  };
  outgoings.put({ id: randomUUID(), kind: 'payment', payload: { ...payload } });
}

export function paymentAttempts(db: Db, outgoings: Outgoings): AttemptStore {
  const one = (id: string): StoredAttempt | null => {
    const row = db.prepare('select * from payment_attempt where id = ?').get(id) as Row | undefined;
    return row ? fromRow(row) : null;
  };
  const many = (where: string, ...values: unknown[]): StoredAttempt[] => {
    const sql = `select * from payment_attempt where ${where} order by created_at, id`;
    return (db.prepare(sql).all(...values) as Row[]).map(fromRow);
  };
  return {
    addAttempt: async (attempt, audit) =>
      outgoings.commit(() => {
        const known = one(attempt.id);
        if (known) return { attempt: known, added: false };
        const named = columns.map(name => `@${name}`).join(', ');
        db.prepare(`insert into payment_attempt (${columns.join(', ')}) values (${named})`).run(toRow(attempt));
        tellFund(outgoings, attempt, audit);
        return { attempt, added: true };
      }),
    changeAttempt: async (id, version, change, at, audit) =>
      outgoings.commit(() => {
        const known = one(id);
        if (known?.version !== version) return null;
        const changed = { ...known, ...change, updatedAt: at, version: version + 1 };
        const set = columns.map(name => `${name} = @${name}`).join(', ');
        db.prepare(`update payment_attempt set ${set} where id = @id`).run(toRow(changed));
        tellFund(outgoings, changed, audit);
        return changed;
      }),
    attempt: async id => one(id),
    unsettledAttempts: async () => many('settled = 0'),
    accountAttempts: async account =>
      many(`account_id = ? and (settled = 0 or state in ('succeeded', 'refunded'))`, account),
    accountsToCredit: async () =>
      db
        .prepare(
          `select distinct account_id from payment_attempt where state = 'succeeded' and credited_by is null order by 1`,
        )
        .pluck()
        .all() as number[],
    uncreditedAttempts: async () => many(`state = 'succeeded' and credited_by is null`),
    async forgetAttempts(at) {
      db.prepare(
        `delete from payment_attempt where settled = 1 and updated_at < ?
         and (state <> 'succeeded' or credited_by is not null)`,
      ).run(at);
    },
  };
}
