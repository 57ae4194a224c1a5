// Rows of a damaged outbox that no tree leads to any more, because a page above them is lost: every page is read as if it were a table's first.
import { openDatabase } from '../sqlite/database.ts';

export type Row = Record<string, unknown>;

type Judge = (row: Row) => boolean;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isText = (value: unknown): value is string => typeof value === 'string';
const isJson = (value: unknown): boolean => {
  try {
    return isText(value) && typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
};
const isOne = (value: unknown, ...of: string[]): boolean => isText(value) && of.includes(value);

/** What tells a table's rows from those of all others: nothing else does, once the page that named them is lost. */
const judges = {
  outgoing: row =>
    uuid.test(String(row['id'])) && isOne(row['kind'], 'audit', 'payment', 'certificate') && isJson(row['payload']),
  payment_attempt: row =>
    uuid.test(String(row['id'])) && Number.isInteger(row['account_id']) && isJson(row['ledger_before']),
  print_job: row => isOne(row['state'], 'queued', 'sent', 'done', 'failed') && isJson(row['note']),
  attempt_limit: row =>
    isOne(row['scope'], 'account', 'user') && Number.isInteger(row['failures']) && Number.isInteger(row['locks']),
} as const satisfies Record<string, Judge>;

export type OrphanTable = keyof typeof judges;
export const orphanTables = Object.keys(judges) as OrphanTable[];

/** Calls `found` with each row of each table; `path` is a copy, whose schema is written over. */
export function eachOrphan(
  path: string,
  key: string,
  isUnreadable: (error: unknown) => boolean,
  found: (table: OrphanTable, row: Row) => void,
): void {
  for (let page = 2, pages = 2; page <= pages + 1; page++) {
    const db = openDatabase(path, key, { mustExist: true, torn: true });
    try {
      pages = db.pragma('page_count', { simple: true }) as number;
      // the first time the roots are still the true ones, which were read already
      if (page > 2)
        for (const table of orphanTables) {
          try {
            for (const row of db.prepare(`select * from ${table}`).iterate() as Iterable<Row>)
              if (judges[table](row)) found(table, row);
          } catch (error) {
            if (!isUnreadable(error)) throw error;
          }
        }
      const named = orphanTables.map(table => `'${table}'`).join(', ');
      db.exec(`update sqlite_master set rootpage = ${page} where type = 'table' and name in (${named})`);
    } finally {
      db.close();
    }
  }
}
