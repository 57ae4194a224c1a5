// The next cache file while it is being copied: each batch is stored with its position, so that an interrupted copy can be resumed.
import type { ShadowCache } from '../../ports/cache-writer.ts';
import type { EntityName } from '../../ports/exchange.ts';
import { rowsIn, type CopiedRows, type PackedRows, type SnapshotStart, type Words } from '../../ports/fund.ts';
import { SqliteCacheFile } from './cache-file.ts';
import type { Db } from '../sqlite/database.ts';
import type { AnyRow } from './derived.ts';
import { indexDocuments } from './documents-index.ts';
import { keyOf } from './rows.ts';
import { currentSchema, type CacheSchema } from './schema.ts';

/**
 * Settings that make the copy fast. Nothing is flushed: a file torn by a power loss is recognised by its marker and deleted.
 * The rollback journal protects against a killed process, and stays almost empty because rows are appended in key order. For the same reason
 * a small page cache is enough.
 */
export function prepareForCopy(db: Db): void {
  db.pragma('journal_mode = TRUNCATE');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -32768');
  db.pragma('temp_store = MEMORY');
}

/** More texts than this are not handed to the copy, which then gives no numbers itself. */
const mostWords = 50_000;

export class SqliteShadow extends SqliteCacheFile implements ShadowCache {
  readonly file: string;
  readonly #schema: CacheSchema;
  readonly #openBeside: ((image: PackedRows['image']) => Db) | null;

  /** `openBeside` opens this same file beside an image; without it no packed rows can be added. */
  constructor(
    db: Db,
    file: string,
    schema: CacheSchema = currentSchema,
    openBeside: ((image: PackedRows['image']) => Db) | null = null,
  ) {
    super(db, schema);
    this.file = file;
    this.#schema = schema;
    this.#openBeside = openBeside;
  }

  words(): Words | null {
    const found = this.db
      .prepare<[number], [number, string]>('select id, text from string_table limit ?')
      .raw()
      .all(mostWords + 1);
    return found.length > mostWords ? null : found;
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

  #rowsCopied(entity: EntityName): number {
    return this.db
      .prepare('select coalesce(sum(rows), 0) from snapshot_place where entity = ?')
      .pluck()
      .get(entity) as number;
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

  add(batch: CopiedRows): void {
    if (!batch.packed) return this.#add(batch);
    if (!this.#openBeside) throw new Error('This file was opened without a way for packed rows.');
    const db = this.#openBeside(batch.packed.image);
    try {
      const beside = new SqliteShadow(db, this.file, this.#schema);
      beside.takeCounts(this);
      beside.#add(batch);
      this.writtenBeside(beside);
    } finally {
      db.close();
    }
  }

  #add(batch: CopiedRows): void {
    const { entity, rows, lastKey } = batch;
    const last = rows.at(-1) as AnyRow | undefined;
    this.whole(() => {
      this.storeOfCopy(batch, this.#rowsCopied(entity) === 0);
      const key = lastKey ?? (last ? keyOf(this.table(entity), last) : null);
      this.#setPlace(entity, key && JSON.stringify(key), rowsIn(batch), 0);
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
    for (const sql of this.#schema.indexes) this.db.exec(sql);
    // of millions of documents: in memory their sorting took more than all else together
    this.db.pragma('temp_store = FILE');
    indexDocuments(this.db, new Date().toISOString().slice(0, 7));
    this.db.pragma('temp_store = MEMORY');
  }

  /** Makes the copy a file that readers can open while the writer has it open, and closes it. The caller flushes it. */
  seal(): void {
    this.db.exec('delete from snapshot_place');
    this.db.prepare(`delete from meta where key = 'snapshot_start'`).run();
    this.db.pragma('journal_mode = WAL');
    this.close();
  }
}
