// The snapshot: one repeatable-read transaction. Its position in the change log is recorded first, then every entity is streamed by COPY.
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type EntityName, entityNames, exchange } from '../../ports/exchange.ts';
import type { ParsedRows, Snapshot } from '../../ports/fund.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import { type Cell, asFundError, connect, destroy, raw, rawScript } from './connection.ts';
import { EPOCH } from './change-log.ts';
import { columnList, parseCopy, sourceOf } from './row-batch.ts';

const BATCH_ROWS = 8_000;
/** Milliseconds. The fund may need time to sort millions of rows before the first byte; later silence means a dead network. */
const FIRST_BYTES_MS = 10 * 60_000;

export async function openSnapshot(config: pg.ClientConfig, silenceMs = 60_000): Promise<Snapshot> {
  const client = await connect(config);
  try {
    return await begin(client, silenceMs);
  } catch (error) {
    destroy(client);
    throw asFundError(error);
  }
}

async function begin(client: pg.Client, silenceMs: number): Promise<Snapshot> {
  const [, first] = await rawScript(
    client,
    `begin isolation level repeatable read read only;
     select pg_snapshot_xmin(pg_current_snapshot()), ${EPOCH}, to_json(now() at time zone 'UTC') #>> '{}' from exchange.change_state`,
  );
  const [xid, epoch, now] = first?.[0] ?? [];
  if (!xid || !epoch || !now) throw new Error('exchange.change_state must hold exactly one row.');
  let broken: Error | null = null;
  client.on('error', error => (broken ??= error));
  return {
    // Transactions that were running when the snapshot was taken have this xid or a later one, and are read from the log.
    cursor: { xid, seq: '0', epoch },
    asOf: new Date(`${now}Z`).toISOString(),
    totalRows: await estimateRows(client),
    copy: (entity, after) => copy(client, entity, after, silenceMs, () => broken),
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

/** `(account_id, period) > (17, '2026-01')`; put into the text because COPY takes no parameters. */
function afterKey(entity: EntityName, after: readonly (string | number)[] | undefined): string {
  const { key } = exchange[entity];
  if (!after) return '';
  if (after.length !== key.length) throw new Error(`The key of ${entity} has ${key.length} columns.`);
  const values = after.map(value => (typeof value === 'number' ? String(value) : pg.escapeLiteral(value)));
  return `where (${key.join(', ')}) > (${values.join(', ')})`;
}

async function* copy<E extends EntityName>(
  client: pg.Client,
  entity: E,
  after: readonly (string | number)[] | undefined,
  silenceMs: number,
  broken: () => Error | null,
): AsyncGenerator<ParsedRows<E>> {
  const failed = broken();
  if (failed) throw asFundError(failed);
  const order = exchange[entity].key.join(', ');
  const select = `select ${columnList(entity)} from ${sourceOf(entity)} ${afterKey(entity, after)} order by ${order}`;
  const stream = client.query(copyTo(`copy (${select}) to stdout (format text)`, { highWaterMark: 512 * 1024 }));
  let finished = false;
  try {
    yield* parseCopy(entity, watched(stream, silenceMs), BATCH_ROWS);
    finished = true;
  } catch (error) {
    throw asFundError(error);
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
