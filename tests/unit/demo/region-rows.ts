// A demo region as rows in memory: the COPY text it is loaded from, read back by the very parser terminals use.
import { createHash } from 'node:crypto';
import { type CellDoubt, RefusedRow, rowParser } from '../../../src-main/adapters/fund-postgres/row-parser.ts';
import { writeRegion } from '../../../scripts/demo/region.ts';
import type { EntityName, RowOf } from '../../../src-main/ports/exchange.ts';

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
const cell = (text: string) => (text === '\\N' ? null : text.replace(/\\(.)/g, (_, c: string) => escapes[c] ?? c));

export interface Region {
  /** COPY text of every table */
  text: Map<EntityName, string>;
  checksum: string;
  /** cells a terminal cuts or cannot read */
  doubted: { entity: EntityName; cells: (string | null)[]; column: string; code: string }[];
  rows<E extends EntityName>(entity: E): RowOf<E>[];
}

export function region(accounts: number, lastPeriod = '2026-10', byMonth = false): Region {
  const chunks = new Map<EntityName, Buffer[]>();
  const work = writeRegion({ accounts, lastPeriod, byMonth }, (table, chunk) => {
    chunks.set(table, [...(chunks.get(table) ?? []), chunk]);
  });
  while (!work.next().done);
  const hash = createHash('sha256');
  const text = new Map<EntityName, string>();
  const doubted: Region['doubted'] = [];
  const doubts: CellDoubt[] = [];
  const parsed = new Map<EntityName, unknown[]>();
  for (const [entity, parts] of chunks) {
    const whole = Buffer.concat(parts);
    hash.update(entity).update(whole);
    text.set(entity, whole.toString());
    const parse = rowParser(entity);
    const rows: unknown[] = [];
    for (const line of whole.toString().slice(0, -1).split('\n')) {
      const cells = line.split('\t').map(cell);
      const row = parse(cells, doubts);
      for (const { column, code } of doubts) doubted.push({ entity, cells, column, code });
      doubts.length = 0;
      if (row instanceof RefusedRow) throw new Error(`A row of ${entity} is refused: ${JSON.stringify(row.why)}`);
      rows.push(row);
    }
    parsed.set(entity, rows);
  }
  return {
    text,
    doubted,
    checksum: hash.digest('hex'),
    rows: <E extends EntityName>(entity: E) => (parsed.get(entity) ?? []) as RowOf<E>[],
  };
}

/** Rows by account, in their order. */
export function byAccount<R extends { account_id: number }>(rows: readonly R[]): Map<number, R[]> {
  const grouped = new Map<number, R[]>();
  for (const row of rows) {
    const known = grouped.get(row.account_id);
    if (known) known.push(row);
    else grouped.set(row.account_id, [row]);
  }
  return grouped;
}
