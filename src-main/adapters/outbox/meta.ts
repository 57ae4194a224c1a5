// The outbox file's table of single values.
import type { Db } from '../sqlite/database.ts';

export const metaKeys = {
  terminalId: 'terminal_id',
  /** hash of the last audit line */
  head: 'audit_hash',
  /** number of audit lines ever chained */
  lines: 'audit_lines',
  /** number of certificates ever given out */
  certificates: 'certificates',
  /** what could not be read when the file was made anew, until somebody says that they have seen it */
  damage: 'damage',
  /** hashes that lines follow whose own line is lost, as a JSON list */
  gaps: 'gaps',
  /** limits that are not known are locked until then */
  limitsUnknown: 'limits_unknown_until',
  /** payment attempts may be missing: the fund has not been asked yet */
  attemptsUnknown: 'attempts_unknown',
} as const;

export class Meta {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  get(key: string): string | null {
    return (this.#db.prepare('select value from meta where key = ?').pluck().get(key) as string | undefined) ?? null;
  }

  /** Null removes it. */
  set(key: string, value: string | null): void {
    if (value === null) this.#db.prepare('delete from meta where key = ?').run(key);
    else this.#db.prepare('insert or replace into meta (key, value) values (?, ?)').run(key, value);
  }
}
