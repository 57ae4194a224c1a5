// Fetches rows again: by the keys in a change, or everything of one account while its owner is at the screen.
import type pg from 'pg';
import { type EntityName, exchange } from '../../ports/exchange.ts';
import type { AccountSnapshot, ParsedRows, Refetch } from '../../ports/fund.ts';
import { type Cell, raw, rawScript, reaching } from './connection.ts';
import { columnList, parseRows, sourceOf } from './row-batch.ts';

const NEWS_TIMEOUT_MS = 5_000;

export async function fetchRows<E extends EntityName>(
  pool: pg.Pool,
  entity: E,
  what: Omit<Refetch, 'entity'>,
): Promise<ParsedRows<E>> {
  const { key, changedBy } = exchange[entity];
  const select = `select ${columnList(entity)} from ${sourceOf(entity)}`;
  const rows: Cell[][] = [];
  if (what.ids?.length) {
    // Entities with a key that is not a number are small tables: comparing as text is cheap there.
    const match = changedBy === 'id' ? 'id = any($1::bigint[])' : `${key[0]}::text = any($1::text[])`;
    const found = await pool.query<Cell[]>(
      raw(`${select} where ${match} order by ${key.join(', ')}`, [what.ids.map(String)]),
    );
    rows.push(...found.rows);
  }
  if (what.months?.length) {
    const months = '(select * from unnest($1::bigint[], $2::text[]))';
    const found = await pool.query<Cell[]>(
      raw(`${select} where (account_id, period) in ${months} order by ${key.join(', ')}`, [
        what.months.map(month => String(month.accountId)),
        what.months.map(month => month.period),
      ]),
    );
    for (const row of found.rows) rows.push(row);
  }
  return parseRows(entity, rows);
}

/** All rows of one account in one transaction and one round trip. Aborting drops the connection, which ends the query. */
export async function readAccountSnapshot(
  pool: pg.Pool,
  accountId: number,
  signal: AbortSignal | undefined,
): Promise<AccountSnapshot | null> {
  if (!Number.isSafeInteger(accountId) || accountId <= 0) throw new Error('accountId: not a positive whole number');
  signal?.throwIfAborted();
  return aborted(signal, pool, client => reaching(() => ask(client, accountId)));
}

/** Runs `work` with a pooled connection. On abort the caller returns at once and the connection is destroyed. */
async function aborted<T>(
  signal: AbortSignal | undefined,
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const { promise: cancelled, reject } = Promise.withResolvers<never>();
  const cancel = () => reject(signal?.reason as Error);
  signal?.addEventListener('abort', cancel, { once: true });
  const done = (async () => {
    const client = await pool.connect();
    if (signal?.aborted) {
      client.release();
      throw signal.reason as Error;
    }
    const drop = () => client.release(true);
    signal?.addEventListener('abort', drop, { once: true });
    try {
      const value = await work(client);
      if (!signal?.aborted) client.release();
      return value;
    } catch (error) {
      if (!signal?.aborted) client.release(true);
      throw error;
    } finally {
      signal?.removeEventListener('abort', drop);
    }
  })();
  done.catch(() => undefined);
  try {
    return await Promise.race([done, cancelled]);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

async function ask(client: pg.PoolClient, id: number): Promise<AccountSnapshot | null> {
  const of = (entity: EntityName, where: string) =>
    `select ${columnList(entity)} from ${sourceOf(entity)} where ${where} order by ${exchange[entity].key.join(', ')};`;
  const [, , account, premises, balances, lines, payments] = await rawScript(
    client,
    `begin isolation level repeatable read read only; set local statement_timeout = ${NEWS_TIMEOUT_MS};
     ${of('account', `id = ${id}`)}
     ${of('premises', `id = (select premises_id from exchange.account where id = ${id})`)}
     ${of('period_balance', `account_id = ${id}`)}
     ${of('charge_line', `account_id = ${id}`)}
     ${of('payment', `account_id = ${id}`)}
     commit`,
  );
  if (!account?.length) return null;
  const parsed = {
    account: parseRows('account', account),
    premises: parseRows('premises', premises ?? []),
    balances: parseRows('period_balance', balances ?? []),
    lines: parseRows('charge_line', lines ?? []),
    payments: parseRows('payment', payments ?? []),
  };
  const [owner] = parsed.account.rows;
  const [flat] = parsed.premises.rows;
  if (!owner || !flat) throw new Error(`Account ${id}: its row or its premises in the exchange cannot be read.`);
  return {
    account: owner,
    premises: flat,
    balances: parsed.balances.rows,
    lines: parsed.lines.rows,
    payments: parsed.payments.rows,
    rejected: Object.values(parsed).flatMap(part => part.rejected),
    doubts: Object.values(parsed).flatMap(part => part.doubts),
  };
}
