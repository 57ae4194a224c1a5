// The books held against each other after a fault: every row of the cache against the fund's, every line of the terminal's chain against the audit log.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openAuditLog } from '../../../src-main/adapters/fund-postgres/audit-log.ts';
import { cabinetChainStart, chainHash, chainStart } from '../../../src-main/adapters/outbox/audit-chain.ts';
import { openDatabase } from '../../../src-main/adapters/sqlite/database.ts';
import { outboxPath } from '../../../src-main/adapters/sqlite/files.ts';
import { entityNames } from '../../../src-main/ports/exchange.ts';
import { verifyAudit } from '../../../src-main/services/audit/verify.ts';
import { cacheRows, eventually, fundRows, keysOf } from '../../integration/sync-support.ts';
import { withClient } from '../../support/postgres.ts';
import type { Tally } from './table.ts';

/** `url` names the owner of the fund's schema, `terminalUrl` a terminal's login. */
export interface Fund {
  url: string;
  terminalUrl: string;
}

/** Rows of the serving cache that are not the fund's. The program may be running. */
export async function compareRows(tally: Tally, dataDir: string, fund: Fund): Promise<void> {
  for (const entity of entityNames) {
    const ours = (await cacheRows(dataDir, entity)).map(row => JSON.stringify(row));
    const theirs = (await fundRows(fund.terminalUrl, entity)).map(row => JSON.stringify(row));
    const known = new Set(theirs);
    const other = ours.filter(row => !known.has(row)).length + Math.max(0, theirs.length - ours.length);
    tally.add('wrong', other, `${entity}: ${ours.length} rows for ${theirs.length}`);
  }
}

export async function outboxTable<T>(dataDir: string, sql: string): Promise<T[]> {
  const { outbox } = await keysOf(dataDir);
  const db = openDatabase(outboxPath(dataDir), outbox, { mustExist: true });
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}

const metaOf = async (dataDir: string, key: string) =>
  (await outboxTable<{ value: string }>(dataDir, `select value from meta where key = '${key}'`))[0]?.value ?? '';

/** Waits until the running program has sent everything, then counts the terminal's lines in the fund, each once, none without the one before. */
export async function compareLines(tally: Tally, dataDir: string, fund: Fund): Promise<number> {
  const waiting = async () => (await outboxTable<{ n: number }>(dataDir, 'select count(*) as n from outgoing'))[0]?.n;
  await eventually(
    async () => (await waiting()) === 0,
    60_000,
    () => 'the outbox was never sent',
  ).catch(async (error: unknown) => tally.add('lost', (await waiting()) ?? 0, String(error)));
  const [terminal, head, lines] = [
    await metaOf(dataDir, 'terminal_id'),
    await metaOf(dataDir, 'audit_hash'),
    Number(await metaOf(dataDir, 'audit_lines')),
  ];
  const log = await openAuditLog(fund.url);
  try {
    const report = await verifyAudit({ log, chainHash, chainStart, cabinetChainStart }, { from: null, anchor: [] });
    for (const { fault, count, terminal: at } of report.findings)
      if (at.id === terminal) tally.add(fault === 'fork' ? 'doubled' : 'lost', count, `audit: ${fault}`);
  } finally {
    await log.close();
  }
  const before = await withClient(fund.url, async client => {
    const { rows } = await client.query<{ hash: string; prev: string }>(
      'select hash, prev_hash as prev from terminal.audit where terminal_id = $1',
      [terminal],
    );
    return new Map(rows.map(({ hash, prev }) => [hash, prev]));
  });
  let followed = 0;
  for (let hash = head; before.has(hash); hash = before.get(hash) ?? '') followed++;
  tally.add('lost', Math.max(0, lines - followed), `${followed} of ${lines} lines of the chain at the fund`);
  return lines;
}

/** The end of the program's own log. */
export function logOf(dataDir: string): string {
  const folder = join(dataDir, 'log');
  if (!existsSync(folder)) return '';
  return readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

/** Files that somebody's document or data would be left in. */
export const tornFiles = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.part')) : [];
