// Makes the outbox anew from what could be read of the old one: under the same id, with the chain going on from its last known line.
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { outboxMigrations } from '../../../migrations/outbox/index.ts';
import type { OutboxDamage } from '../../ports/outbox-damage.ts';
import type { AuditPayload, PaymentPayload } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import { FromTheFuture } from '../sqlite/errors.ts';
import { asideName, flushFolder, moveAside, outboxName, outboxPath, removeDatabase } from '../sqlite/files.ts';
import { chainStart } from './audit-chain.ts';
import type { TerminalIdentity } from './identity.ts';
import { identityIn } from './outgoings.ts';
import { Meta, metaKeys } from './meta.ts';
import { openDataSource } from './migrate.ts';
import { restoreFromOutgoing } from './payment-attempts.ts';
import type { Row } from './orphans.ts';
import { outboxTables, salvage, type OutboxTable, type Salvaged } from './salvage.ts';

/** A limit nobody knows counts as a lock: as long as the first one is, so that nobody gains by damage. */
const unknownLockMs = 15 * 60_000;

const newName = `${outboxName}.recovered`;

export interface Recovering {
  dataDir: string;
  key: string;
  why: OutboxDamage['why'];
  /** null when it cannot be read either */
  identity: TerminalIdentity | null;
  prepare(db: Db): void;
}

/** The new file is whole before the old one is moved, and one step puts it in its place. */
export async function recoverOutbox(recovering: Recovering): Promise<OutboxDamage> {
  const { dataDir, key, prepare } = recovering;
  const old = existsSync(outboxPath(dataDir)) ? salvage(dataDir, key) : null;
  refuseNewerRows(old);
  removeDatabase(dataDir, newName);
  const source = await openDataSource(join(dataDir, newName), key, outboxMigrations, { prepare });
  const db = (source.driver as unknown as { databaseConnection: Db }).databaseConnection;
  const file = existsSync(outboxPath(dataDir)) ? asideName(outboxName) : null;
  let damage: OutboxDamage;
  try {
    damage = db.transaction(() => fill(db, recovering, old, file)).immediate();
    db.pragma('journal_mode = delete');
  } finally {
    await source.destroy();
  }
  if (file !== null) moveAside(dataDir, outboxName, Infinity, file);
  settleRecovery(dataDir);
  return damage;
}

/** Ends a recovery that was cut between its two last steps, and forgets one that was cut before. */
export function settleRecovery(dataDir: string): void {
  if (existsSync(outboxPath(dataDir))) return removeDatabase(dataDir, newName);
  if (!existsSync(join(dataDir, newName))) return;
  renameSync(join(dataDir, newName), outboxPath(dataDir));
  flushFolder(dataDir);
}

function refuseNewerRows(old: ReturnType<typeof salvage>): void {
  const known = new Set(outboxMigrations.map(migration => migration.name));
  const unknown = old?.migrations.rows.map(row => String(row['name'])).find(name => !known.has(name));
  if (unknown) throw new FromTheFuture(`Файл создан более новой версией программы (${unknown}).`);
}

function fill(
  db: Db,
  { why, identity }: Recovering,
  old: Record<OutboxTable, Salvaged> | null,
  file: string | null,
): OutboxDamage {
  const tables = Object.keys(outboxTables) as OutboxTable[];
  for (const table of tables) insertRows(db, table, old?.[table].rows ?? []);
  restoreFromOutgoing(db);
  const meta = new Meta(db);
  const lines = linesIn(db);
  const terminalId = identity?.terminalId ?? meta.get(metaKeys.terminalId) ?? idIn(lines);
  if (terminalId !== null) meta.set(metaKeys.terminalId, terminalId);
  const known = identityIn(meta, terminalId ?? '');
  const head = furthest(identity?.head ?? known.head, lines);
  meta.set(metaKeys.head, head);
  meta.set(metaKeys.lines, String(Math.max(known.lines, identity?.lines ?? 0)));
  meta.set(metaKeys.certificates, String(Math.max(known.certificates, identity?.certificates ?? 0)));
  const hashes = new Set([chainStart, ...lines.map(line => line.hash)]);
  const gaps = [head, ...lines.map(line => line.prevHash)].filter(hash => !hashes.has(hash));
  meta.set(metaKeys.gaps, JSON.stringify([...new Set(gaps)]));
  const at = new Date();
  const unread = tables.filter(table => why !== 'damaged' || !old?.[table].whole);
  if (unread.includes('attempt_limit'))
    meta.set(metaKeys.limitsUnknown, new Date(at.getTime() + unknownLockMs).toISOString());
  if (unread.includes('payment_attempt')) meta.set(metaKeys.attemptsUnknown, '1');
  const waiting = db.prepare('select count(*) from outgoing').pluck().get() as number;
  const damage: OutboxDamage = { at: at.toISOString(), why, file, waiting, unread, head, told: false };
  meta.set(metaKeys.damage, JSON.stringify(damage));
  return damage;
}

/** An older file has fewer columns; the others get what its migrations would have given them. */
function insertRows(db: Db, table: OutboxTable, rows: readonly Row[]): void {
  const columns = new Set((db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name));
  for (const row of rows) {
    const names = Object.keys(row).filter(name => columns.has(name));
    const sql = `insert or ignore into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
    db.prepare(sql).run(names.map(name => row[name]));
  }
}

type Line = Pick<AuditPayload, 'terminalId' | 'prevHash' | 'hash'>;

/** The audit lines that wait, also those that go with a payment or a certificate. */
function linesIn(db: Db): Line[] {
  const rows = db.prepare('select kind, payload from outgoing order by seq').all() as {
    kind: string;
    payload: string;
  }[];
  return rows.flatMap(({ kind, payload }) => {
    const said = JSON.parse(payload) as AuditPayload & Pick<PaymentPayload, 'audit'>;
    const line = kind === 'audit' ? said : said.audit;
    return line ? [line] : [];
  });
}

const idIn = (lines: readonly Line[]): string | null => lines[0]?.terminalId ?? null;

/** The file beside may be some lines behind: the chain is followed from there as far as there are lines. */
function furthest(from: string, lines: readonly Line[]): string {
  const next = new Map(lines.map(line => [line.prevHash, line.hash]));
  let head = from;
  for (let n = 0; n <= lines.length; n++) head = next.get(head) ?? head;
  return head === chainStart ? (lines.at(-1)?.hash ?? head) : head;
}
