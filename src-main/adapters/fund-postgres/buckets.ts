// The fund's side of the comparison with the cache: the sum of a bucket's rows, and the rows themselves with what is on its way of them.
import type pg from 'pg';
import { type Column, type EntityName, exchange } from '../../ports/exchange.ts';
import type { Change, ChangeCursor, FundBucket, FundSum } from '../../ports/fund.ts';
import { type Bucket, type BucketSum, cellSeparator, hasBuckets, standIn } from '../../ports/reconcile.ts';
import { orderOf, selectOf } from './asking.ts';
import { changeOf, NAMED } from './change-log.ts';
import { type Cell, rawScript } from './connection.ts';
import { parseRows, sourceOf } from './row-batch.ts';
import type { Lending } from './servers.ts';

/** Milliseconds: a comparison is never worth more of the fund's time, whatever a view costs. */
const SUM_LIMIT_MS = 5_000;
const ROWS_LIMIT_MS = 10_000;
/** More changes than that are on their way: compared another time. */
const MOST_MOVING = 20_000;

/** One of them runs at a time for this terminal, each on a snapshot of its own: rows and change log are of the same moment. */
const begin = (limitMs: number) =>
  `begin isolation level repeatable read read only; set local statement_timeout = ${limitMs};`;

const number = (value: number): string => {
  if (!Number.isSafeInteger(value)) throw new Error('A bound of a bucket is no whole number.');
  return String(value);
};

function rangeOf({ entity, from, to }: Bucket): string {
  if (!hasBuckets(entity)) return '';
  const key = exchange[entity].key[0];
  const bounds = [
    ...(from === null ? [] : [`${key} >= ${number(from)}`]),
    ...(to === null ? [] : [`${key} < ${number(to)}`]),
  ];
  return bounds.length > 0 ? `where ${bounds.join(' and ')}` : '';
}

const lineOf = (entity: EntityName): string => {
  const cells = (exchange[entity].columns as readonly Column[]).map(
    column => `coalesce(${column.name}::text, '${standIn(column)}')`,
  );
  return `concat_ws(E'\\x${cellSeparator.charCodeAt(0).toString(16)}', ${cells.join(', ')})`;
};

/** The inner query gives the rows in order, mostly by the key's index, and the aggregate takes them as they come. */
const sumSql = (bucket: Bucket): string =>
  `select count(*), encode(sha256(coalesce(convert_to(string_agg(line, E'\\n'), 'UTF8'), '')), 'hex')
   from (select ${lineOf(bucket.entity)} as line from ${sourceOf(bucket.entity)} ${rangeOf(bucket)} ${orderOf(bucket.entity)}) r`;

/** As `changes` reads on from a cursor, but also what it may not read yet. */
const after = ({ xid, seq }: ChangeCursor, entity: EntityName): string => {
  if (!/^\d+$/.test(xid) || !/^\d+$/.test(seq)) throw new Error('A cursor is two numbers.');
  return `from exchange.change_log c where (c.xid, c.seq) > ('${xid}'::xid8, ${seq}) and c.entity = '${entity}'`;
};

/** A standby may be behind the server that the cache was read from. */
const isBehind = ({ xid }: ChangeCursor): string => `pg_snapshot_xmin(pg_current_snapshot()) < '${xid}'::xid8`;

const sumOf = (row: readonly Cell[] | undefined): BucketSum => ({ rows: Number(row?.[0]), digest: row?.[1] ?? '' });

async function inOne(client: pg.PoolClient, script: string): Promise<Cell[][][]> {
  try {
    return await rawScript(client, script);
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function lent<T>(pool: Lending, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    client.release(failed);
  }
}

export const sumBucket = (pool: Lending, bucket: Bucket, cursor: ChangeCursor): Promise<FundSum> =>
  lent(pool, async client => {
    const [, , sums, moving] = await inOne(
      client,
      `${begin(SUM_LIMIT_MS)} ${sumSql(bucket)}; select exists(select ${after(cursor, bucket.entity)}) or ${isBehind(cursor)}; commit`,
    );
    return { ...sumOf(sums?.[0]), moving: moving?.[0]?.[0] === 't' };
  });

/** Null when too much of the entity is on its way, or the server is behind the cache. */
export const readBucket = (pool: Lending, bucket: Bucket, cursor: ChangeCursor): Promise<FundBucket | null> =>
  lent(pool, async client => {
    const { entity } = bucket;
    const [, , sums, rows, named, behind] = await inOne(
      client,
      `${begin(ROWS_LIMIT_MS)} ${sumSql(bucket)}; ${selectOf(entity)} ${rangeOf(bucket)};
       select ${NAMED} ${after(cursor, entity)} limit ${MOST_MOVING + 1}; select ${isBehind(cursor)}; commit`,
    );
    if ((named?.length ?? 0) > MOST_MOVING || behind?.[0]?.[0] === 't') return null;
    const changes = (named ?? []).map(changeOf).filter((one): one is Change => one !== null);
    return { sum: sumOf(sums?.[0]), given: parseRows(entity, rows ?? []), changes };
  });
