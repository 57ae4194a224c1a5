// The cache's side of the comparison with the fund: the sum of a bucket's rows, its rows by key, and differences that are none.
import { createHash } from 'node:crypto';
import type { EntityName } from '../../ports/exchange.ts';
import {
  type Bucket,
  type Buckets,
  type BucketSum,
  cellSeparator,
  hasBuckets,
  isByAccount,
  standIn,
} from '../../ports/reconcile.ts';
import type { Db, Statement } from '../sqlite/database.ts';
import { keyOf, selectColumns } from './rows.ts';
import type { AnyRow } from './derived.ts';
import { type CacheSchema, type EntityTable, tableOf } from './schema.ts';

/** Some 36 000 months of accounts: a tenth of a second for either side. */
const accountsAtOnce = 1000;
const rowsAtOnce = 5000;

const placeKey = 'reconciled';

const nameOf = ({ entity, from }: Bucket): string => `${entity} ${from ?? ''}`;
const sumsOf = (theirs: BucketSum, own: BucketSum): string =>
  `${theirs.rows} ${theirs.digest} ${own.rows} ${own.digest}`;

/** `where …`, with the bounds there are as parameters. */
function rangeOf({ entity }: EntityTable, { from, to }: Bucket): string {
  const bounds = [
    from === null ? [] : `t.${entity.key[0]} >= $from`,
    to === null ? [] : `t.${entity.key[0]} < $to`,
  ].flat();
  return bounds.length > 0 ? `where ${bounds.join(' and ')}` : '';
}

const boundsOf = ({ from, to }: Bucket) => ({ ...(from !== null && { from }), ...(to !== null && { to }) });

function lineOf({ entity, repeated }: EntityTable): string {
  const cells = entity.columns.map(column => {
    const cell = repeated.has(column.name)
      ? `(select text from string_table where id = t.${column.name})`
      : `t.${column.name}`;
    return `ifnull(${cell}, '${standIn(column)}')`;
  });
  return `concat_ws('${cellSeparator}', ${cells.join(', ')})`;
}

export class CacheBuckets implements Buckets {
  readonly #db: Db;
  readonly #schema: CacheSchema;
  readonly #prepared = new Map<string, Statement>();

  constructor(db: Db, schema: CacheSchema) {
    this.#db = db;
    this.#schema = schema;
  }

  #prepare(sql: string): Statement {
    let found = this.#prepared.get(sql);
    if (!found) this.#prepared.set(sql, (found = this.#db.prepare(sql)));
    return found;
  }

  end(entity: EntityName, from: number | null): number | null {
    if (!hasBuckets(entity)) return null;
    const [table, size] = isByAccount(entity) ? ['account', accountsAtOnce] : [entity, rowsAtOnce];
    const next = this.#prepare(`select id from ${table} where id >= ? order by id limit 1 offset ${size}`);
    return (next.pluck().get(from ?? 0) as number | undefined) ?? null;
  }

  sum(bucket: Bucket): BucketSum {
    const table = tableOf(this.#schema, bucket.entity);
    const order = table.entity.key.map(name => `t.${name}`).join(', ');
    const found = this.#prepare(
      `select count(*) as rows, cast(group_concat(line, char(10)) as blob) as text
       from (select ${lineOf(table)} as line from ${table.name} t ${rangeOf(table, bucket)} order by ${order})`,
    ).get(boundsOf(bucket)) as { rows: number; text: Buffer | null };
    const digest = createHash('sha256');
    if (found.text) digest.update(found.text);
    return { rows: found.rows, digest: digest.digest('hex') };
  }

  rows(bucket: Bucket): Map<string, string> {
    const table = tableOf(this.#schema, bucket.entity);
    const all = this.#prepare(`select ${selectColumns(table)} from ${table.name} t ${rangeOf(table, bucket)}`);
    const found = new Map<string, string>();
    for (const row of all.iterate(boundsOf(bucket)) as IterableIterator<AnyRow>)
      found.set(keyOf(table, row).join('/'), JSON.stringify(row));
    return found;
  }

  aside({ entity, from, to }: Bucket): Set<string> {
    const keys = this.#prepare('select key from set_aside where entity = ?').pluck().all(entity) as string[];
    if (!hasBuckets(entity)) return new Set(keys);
    return new Set(
      keys.filter(key => {
        const first = Number(key.split('/')[0]);
        return first >= (from ?? first) && (to === null || first < to);
      }),
    );
  }

  isAgreed(bucket: Bucket, theirs: BucketSum, own: BucketSum): boolean {
    const known = this.#prepare('select sums from agreed where bucket = ?').pluck().get(nameOf(bucket));
    return known === sumsOf(theirs, own);
  }

  agree(bucket: Bucket, theirs: BucketSum, own: BucketSum): void {
    this.#prepare('insert or replace into agreed (bucket, sums) values (?, ?)').run(
      nameOf(bucket),
      sumsOf(theirs, own),
    );
  }

  place(): string | null {
    return (this.#prepare('select value from meta where key = ?').pluck().get(placeKey) as string | undefined) ?? null;
  }

  setPlace(place: string): void {
    this.#prepare('insert or replace into meta (key, value) values (?, ?)').run(placeKey, place);
  }
}
