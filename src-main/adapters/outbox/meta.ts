// The outbox file's table of single values.
import type { Db } from '../sqlite/database.ts';

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
