// The snapshot: one repeatable-read transaction. Its position in the change log is recorded first, then every entity is streamed by COPY.
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type EntityName, entityNames, exchange } from '../../ports/exchange.ts';
import type { CopiedRows, Snapshot, Words } from '../../ports/fund.ts';
import { FundUnreachable, FundUnreadable } from '../../ports/fund.ts';
import { EPOCH, LINE, TRUE_FOR } from './change-log.ts';
import { type Cell, LIFT_NEWER_LIMITS, asFundError, asReadError, destroy, raw, rawScript } from './connection.ts';
import { byHalves } from './halves.ts';
import { KeyRange, type KeyValue, type RangeReader } from './key-range.ts';
import { isPackable } from './quick-reader.ts';
import { columnList, parseCopy, parsePacked, sourceOf } from './row-batch.ts';
import { WordNumbers } from './words.ts';

const BATCH_ROWS = 2_000;
/** Milliseconds. The fund may need time to sort millions of rows before the first byte; later silence means a dead network. */
const FIRST_BYTES_MS = 10 * 60_000;

/**
 * Begins the transaction on a connection of its own, which the snapshot closes. `turn` is an SQL condition that must hold in it, and `null` is
 * the answer when it does not: the connection can go on. The caller ends the connection when this rejects. `words`: see FundSource.snapshot.
 */
export async function beginSnapshot(
  client: pg.Client,
  {
    silenceMs = 60_000,
    turn = 'true',
    words,
  }: { silenceMs?: number | undefined; turn?: string; words?: Words | null | undefined },
): Promise<Snapshot | null> {
  const numbers = words === undefined ? null : new WordNumbers(words);
  await client.query(LIFT_NEWER_LIMITS);
  const [, mine, first] = await rawScript(
    client,
    `begin isolation level repeatable read read only;
     select ${turn};
     select pg_snapshot_xmin(pg_current_snapshot()), ${EPOCH}, ${TRUE_FOR},
       (select ${LINE('l')} from exchange.change_log l where l.xid < pg_snapshot_xmin(pg_current_snapshot()) order by l.xid desc, l.seq desc limit 1)
     from exchange.change_state`,
  );
  if (mine?.[0]?.[0] !== 't') {
    await client.query('rollback');
    return null;
  }
  const [xid, epoch, now, seen] = first?.[0] ?? [];
  if (!xid || !epoch || !now) throw new FundUnreadable('exchange.change_state must hold exactly one row.');
  let broken: Error | null = null;
  client.on('error', error => (broken ??= error));
  return {
    // Transactions that were running when the snapshot was taken have this xid or a later one, and are read from the log.
    cursor: { xid, seq: '0', epoch, ...(seen && { seen }) },
    asOf: new Date(`${now}Z`).toISOString(),
    totalRows: await estimateRows(client),
    copy: (entity, after) =>
      copy(client, entity, { after: after ?? null, silenceMs, words: numbers, broken: () => broken }),
    close: async () => {
      if (broken) destroy(client);
      else await client.end().catch(() => undefined);
    },
  };
}

/** The planner's estimate: it is cheap and also works for a view the DBA wrote. */
async function estimateRows(client: pg.Client): Promise<number> {
  let total = 0;
  for (const entity of entityNames) {
    const plan = await client.query<Cell[]>(raw(`explain (format json) select from exchange.${entity}`));
    const parsed = JSON.parse(plan.rows[0]?.[0] ?? '[]') as { Plan?: { 'Plan Rows'?: number } }[];
    total += parsed[0]?.Plan?.['Plan Rows'] ?? 0;
  }
  return total;
}

/** A savepoint is gone back to after an error of the server: the transaction and what it sees stay the same. */
async function* copy<E extends EntityName>(
  client: pg.Client,
  entity: E,
  {
    after,
    silenceMs,
    words,
    broken,
  }: {
    after: readonly KeyValue[] | null;
    silenceMs: number;
    words: WordNumbers | null;
    broken: () => Error | null;
  },
): AsyncGenerator<CopiedRows<E>> {
  const failed = broken();
  if (failed) throw asFundError(failed);
  const order = exchange[entity].key.join(', ');
  const select = `select ${columnList(entity)} from ${sourceOf(entity)}`;
  const recover = async () => {
    await client.query('rollback to savepoint entity');
  };
  const reader: RangeReader<E> = {
    entity,
    recover,
    rows(where) {
      const sql = `copy (${select} ${where} order by ${order}) to stdout (format text)`;
      const chunks = watched(client.query(copyTo(sql, { highWaterMark: 128 * 1024 })), silenceMs);
      return words && isPackable(entity)
        ? parsePacked(entity, chunks, BATCH_ROWS, words)
        : parseCopy(entity, chunks, BATCH_ROWS);
    },
    row: async sql => (await client.query<Cell[]>(raw(sql))).rows[0] ?? [],
  };
  const askNothing = async () => {
    await client.query(raw(`${select} where false`));
  };
  let finished = false;
  try {
    await client.query('savepoint entity');
    yield* byHalves(new KeyRange(reader, { after }), { recover, askNothing });
    await client.query('release savepoint entity');
    finished = true;
  } catch (error) {
    throw asReadError(error);
  } finally {
    // An unfinished copy leaves unread rows on the connection, so it cannot be used for anything else.
    if (!finished) destroy(client);
  }
}

/** The chunks of a stream. Too long a silence is an error; the consumer's own time does not count. */
async function* watched(
  stream: AsyncIterable<Buffer> & { destroy(error: Error): unknown },
  silenceMs: number,
): AsyncGenerator<Buffer> {
  const chunks = stream[Symbol.asyncIterator]();
  for (let patience = FIRST_BYTES_MS; ; patience = silenceMs) {
    const timer = setTimeout(
      () => stream.destroy(new FundUnreachable('База фонда молчит: передача прервалась.')),
      patience,
    );
    const next = await chunks.next().finally(() => clearTimeout(timer));
    if (next.done) return;
    yield next.value;
  }
}
