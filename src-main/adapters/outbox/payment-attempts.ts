// Payment attempts in the outbox file: each change is one transaction with its audit event and the queued item for the fund.
import { randomUUID } from 'node:crypto';
import type { AttemptStore, AuditBody, RestoredAttempt, StoredAttempt } from '../../ports/attempts.ts';
import type { PaymentPayload } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import { metaKeys, type Meta } from './meta.ts';
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

const isWaited = (state: StoredAttempt['state']): boolean => ['creating', 'waiting', 'unknown'].includes(state);

/** What the queue says of attempts and their own table does not, or says less of: so much is known of them. */
export function restoreFromOutgoing(db: Db): void {
  const said = db.prepare(`select payload from outgoing where kind = 'payment' order by seq`).pluck().all() as string[];
  for (const text of said) {
    const payload = JSON.parse(text) as PaymentPayload;
    insertRestored(db, {
      ...payload,
      id: payload.attempt,
      account: payload.accountId,
      state: payload.state as StoredAttempt['state'],
    });
  }
}

/** An attempt of which only what the fund is told is known; an older version than the stored one changes nothing. */
function insertRestored(db: Db, told: RestoredAttempt): void {
  const another = `select 1 from payment_attempt where account_id = ? and id <> ? and state in ('creating', 'waiting', 'unknown')`;
  const isSecond = db.prepare(another).get(told.account, told.id) !== undefined;
  const attempt: StoredAttempt = {
    ...told,
    // one attempt of an account is waited for; another may still be paid all the same
    state: isSecond && isWaited(told.state) ? 'cancelled' : told.state,
    // the acquirer is asked once more about all but what has ended without money
    settled: told.state === 'declined' || told.state === 'refunded',
    qr: null,
    expiresAt: null,
    paidAt: null,
    before: [],
    creditedBy: null,
    refunded: told.state === 'refunded' ? told.amount : 0,
  };
  const named = columns.map(name => `@${name}`).join(', ');
  const set = ['state', 'settled', 'acquirer_id', 'qr', 'updated_at', 'version'].map(
    name => `${name} = excluded.${name}`,
  );
  db.prepare(
    `insert into payment_attempt (${columns.join(', ')}) values (${named})
     on conflict (id) do update set ${set.join(', ')} where payment_attempt.version < excluded.version`,
  ).run(toRow(attempt));
}

export function paymentAttempts(db: Db, meta: Meta, outgoings: Outgoings): AttemptStore {
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
    attemptsUnknown: async () => meta.get(metaKeys.attemptsUnknown) !== null,
    restoreAttempts: async attempts =>
      db
        .transaction(() => {
          for (const attempt of attempts) insertRestored(db, attempt);
          meta.set(metaKeys.attemptsUnknown, null);
        })
        .immediate(),
    async forgetAttempts(at) {
      db.prepare(
        `delete from payment_attempt where settled = 1 and updated_at < ?
         and (state <> 'succeeded' or credited_by is not null)`,
      ).run(at);
    },
  };
}
