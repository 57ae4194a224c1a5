// The next cache while it is being copied: batches with their place, so that a killed copy goes on where it stopped.
import { cacheIndexes } from '../../../migrations/cache/index.ts';
import type { ShadowCache } from '../../ports/cache-writer.ts';
import type { EntityName } from '../../ports/exchange.ts';
import type { ParsedRows, SnapshotStart } from '../../ports/fund.ts';
import { SqliteCacheFile } from './cache-file.ts';
import type { Db } from '../sqlite/database.ts';
import { inserter, keyOf, type AnyRow, type Inserter } from './rows.ts';

/**
 * Speed for the copy: nothing is flushed (a torn file after lost power is told by its marker and thrown away), and rows appended in key order
 * leave the rollback journal, which makes a killed process harmless, nearly empty.
 */
export function prepareForCopy(db: Db): void {
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = TRUNCATE');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -65536');
  db.pragma('temp_store = MEMORY');
}

export class SqliteShadow extends SqliteCacheFile implements ShadowCache {
  readonly file: string;
  readonly #quick = new Map<EntityName, Inserter>();

  constructor(db: Db, file: string) {
    super(db);
    this.file = file;
  }

  started(): SnapshotStart | null {
    const start = this.meta('snapshot_start');
    return start === null ? null : (JSON.parse(start) as SnapshotStart);
  }

  begin({ cursor, asOf, totalRows }: SnapshotStart): void {
    this.db.transaction(() => {
      this.setMeta('snapshot_start', JSON.stringify({ cursor, asOf, totalRows }));
      this.setCursor(cursor);
      this.setAsOf(asOf);
    })();
  }

  rowsCopied(): number {
    return this.db.prepare('select coalesce(sum(rows), 0) from snapshot_place').pluck().get() as number;
  }

  place(entity: EntityName): { done: boolean; after: (string | number)[] | null } {
    const row = this.db.prepare('select last_key, done from snapshot_place where entity = ?').get(entity) as
      { last_key: string | null; done: number } | undefined;
    if (!row) return { done: false, after: null };
    return {
      done: row.done === 1,
      after: row.last_key === null ? null : (JSON.parse(row.last_key) as (string | number)[]),
    };
  }

  add({ entity, rows: given, rejected }: ParsedRows): void {
    const rows = given as readonly object[] as readonly AnyRow[];
    let quick = this.#quick.get(entity);
    if (!quick) this.#quick.set(entity, (quick = inserter(this.db, this.words, entity, 'insert')));
    const last = rows.at(-1);
    this.whole(() => {
      this.store(entity, rows, quick);
      this.quarantine.add(rejected);
      this.#setPlace(entity, last ? JSON.stringify(keyOf(entity, last)) : null, rows.length + rejected.length, 0);
    });
  }

  finishEntity(entity: EntityName): void {
    this.#setPlace(entity, null, 0, 1);
  }

  #setPlace(entity: EntityName, lastKey: string | null, rows: number, done: 0 | 1): void {
    this.db
      .prepare(
        `insert into snapshot_place (entity, last_key, rows, done) values (?, ?, ?, ?)
         on conflict (entity) do update
         set last_key = coalesce(excluded.last_key, last_key), rows = rows + excluded.rows, done = excluded.done`,
      )
      .run(entity, lastKey, rows, done);
  }

  index(): void {
    for (const sql of cacheIndexes) this.db.exec(sql);
  }

  /** Turns the copy into a file for serving: beside readers from now on. The caller flushes it. */
  seal(): void {
    this.db.exec('delete from snapshot_place');
    this.db.prepare(`delete from meta where key = 'snapshot_start'`).run();
    this.db.pragma('locking_mode = NORMAL');
    this.db.pragma('journal_mode = WAL');
    this.close();
  }
}
