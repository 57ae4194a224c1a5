// What a terminal writes to the fund: its audit lines and certificates, each once, its payment attempts and its heartbeat.
import type pg from 'pg';
import type { IdentityFault } from '#contract';
import type {
  AuditPayload,
  CertificatePayload,
  HeartbeatPayload,
  Outgoing,
  PaymentPayload,
  Standing,
} from '../../ports/fund.ts';
import { asRefusal } from './refusals.ts';
import type { Connections } from './servers.ts';

/** What came of the items of one transaction. */
interface Sent {
  /** what the fund answered to a heartbeat */
  fault: IdentityFault | null;
  /** an audit line that the fund refused although it took what the line tells of */
  refused: Error | null;
}

/**
 * One transaction: all lines are stored or none, but a payment or a certificate is stored even when its audit line is refused; then the call
 * rejects all the same. An audit line that already exists is left unchanged.
 */
export async function sendAll(pool: Connections, items: readonly Outgoing[]): Promise<IdentityFault | null> {
  if (items.length === 0) return null;
  const client = await pool.connect();
  const sent: Sent = { fault: null, refused: null };
  let failure: Error | boolean = true;
  try {
    await client.query('begin');
    for (const item of items) await writers[item.kind](client, item, sent);
    await client.query('commit');
    failure = false;
  } finally {
    // A connection that failed inside a transaction is not reused.
    client.release(failure);
  }
  if (sent.refused) throw sent.refused;
  return sent.fault;
}

export async function claimLogin(pool: Connections, terminalId: string): Promise<void> {
  await pool.query('select terminal.own($1)', [terminalId]);
}

export async function partChain(pool: Connections, hash: string): Promise<void> {
  await pool.query('select terminal.part($1)', [hash]);
}

export async function admitGap(pool: Connections, hash: string): Promise<void> {
  await pool.query('select terminal.admit_gap($1)', [hash]);
}

export async function readStanding(pool: Connections, hash: string): Promise<Standing> {
  const { rows } = await pool.query<{ has: boolean; is_head: boolean; moment: Date }>(
    'select has, is_head, moment from terminal.standing($1)',
    [hash],
  );
  const [row] = rows;
  if (!row) throw new Error('terminal.standing answers with one row.');
  return { has: row.has, isHead: row.is_head, now: row.moment.toISOString() };
}

async function insertAudit(client: pg.PoolClient, { id, payload }: Outgoing): Promise<void> {
  const line = payload as unknown as AuditPayload;
  await client.query(
    `insert into terminal.audit (id, terminal_id, at, role, actor, account_id, action, reason, details, prev_hash, hash, visit, shift)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing`,
    [
      id,
      line.terminalId,
      line.at,
      line.role,
      line.actor ?? '',
      line.accountId ?? null,
      line.action,
      line.reason ?? '',
      JSON.stringify(line.details ?? {}),
      line.prevHash,
      line.hash,
      line.visit ?? null,
      line.shift ?? null,
    ],
  );
}

async function heartbeat(client: pg.PoolClient, { payload }: Outgoing, sent: Sent): Promise<void> {
  const sign = payload as unknown as HeartbeatPayload;
  const { rows } = await client.query<{ fault: string }>(
    'select terminal.heartbeat($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as fault',
    [
      sign.terminalId,
      sign.name,
      sign.audience,
      sign.version,
      sign.cacheAsOf,
      sign.trouble?.kind ?? '',
      sign.trouble?.since ?? null,
      JSON.stringify(sign.trouble?.details ?? {}),
      sign.run,
      sign.linesRefused,
      JSON.stringify(sign.facts ?? {}),
    ],
  );
  sent.fault = (rows[0]?.fault || null) as IdentityFault | null;
}

/** Stores one state of a payment attempt. An older or repeated state changes nothing; its audit line is stored anyway. */
async function putIntent(client: pg.PoolClient, { payload }: Outgoing, sent: Sent): Promise<void> {
  const intent = payload as unknown as PaymentPayload;
  await client.query('select terminal.put_payment_intent($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
    intent.attempt,
    intent.terminalId,
    intent.accountId,
    intent.amount,
    intent.state,
    intent.acquirer,
    intent.acquirerId ?? '',
    intent.createdAt,
    intent.updatedAt,
    intent.version,
  ]);
  if (intent.audit) await insertLine(client, intent.audit, sent);
}

/** A refusal takes back the line alone. */
async function insertLine(client: pg.PoolClient, { id, ...line }: { id: string } & AuditPayload, sent: Sent) {
  await client.query('savepoint line');
  try {
    await insertAudit(client, { id, kind: 'audit', payload: { ...line } });
  } catch (error) {
    if (!asRefusal(error)) throw error;
    await client.query('rollback to savepoint line');
    sent.refused ??= error as Error;
  }
}

async function putCertificate(client: pg.PoolClient, { id, payload }: Outgoing, sent: Sent): Promise<void> {
  const paper = payload as unknown as CertificatePayload;
  await client.query('select terminal.put_certificate($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
    id,
    paper.terminalId,
    paper.number,
    paper.code,
    paper.accountId,
    paper.accountNumber,
    paper.amount,
    paper.overdue,
    paper.day,
    paper.issuedAt,
  ]);
  await insertLine(client, paper.audit, sent);
}

const writers: Record<Outgoing['kind'], (client: pg.PoolClient, item: Outgoing, sent: Sent) => Promise<void>> = {
  audit: insertAudit,
  heartbeat,
  payment: putIntent,
  certificate: putCertificate,
};
