// Everything of one account, read again while its owner is at the screen.
import type pg from 'pg';
import type { EntityName } from '../../ports/exchange.ts';
import type { AccountSnapshot, ParsedRows } from '../../ports/fund.ts';
import { asking, narrowing, orderOf, rangeReader, selectOf } from './asking.ts';
import { type Cell, rawScript, reaching, sqlState } from './connection.ts';
import { byHalves } from './halves.ts';
import { KeyRange } from './key-range.ts';
import { parseRows } from './row-batch.ts';
import type { Lending } from './servers.ts';

const NEWS_TIMEOUT_MS = 5_000;

/** All rows of one account in one transaction and one round trip. Aborting drops the connection, which ends the query. */
export async function readAccountSnapshot(
  pool: Lending,
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
  pool: Lending,
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

const NEWS_TRANSACTION = `begin isolation level repeatable read read only; set local statement_timeout = ${NEWS_TIMEOUT_MS};`;

const premisesOf = (id: number) => `where id = (select premises_id from exchange.account where id = ${id})`;

/** Null when the fund has no such account. */
async function ask(client: pg.PoolClient, id: number): Promise<AccountSnapshot | null> {
  const of = (entity: EntityName, where: string) => `${selectOf(entity)} ${where} ${orderOf(entity)};`;
  let results: Cell[][][];
  try {
    results = await rawScript(
      client,
      `${NEWS_TRANSACTION}
       ${of('account', `where id = ${id}`)}
       ${of('premises', premisesOf(id))}
       ${of('period_balance', `where account_id = ${id}`)}
       ${of('charge_line', `where account_id = ${id}`)}
       ${of('payment', `where account_id = ${id}`)}
       commit`,
    );
  } catch (error) {
    if (!(error instanceof Error) || sqlState(error) === null) throw error;
    await client.query('rollback');
    return askByParts(client, id);
  }
  const [, , account, premises, balances, lines, payments] = results;
  return together(id, {
    account: parseRows('account', account ?? []),
    premises: parseRows('premises', premises ?? []),
    balances: parseRows('period_balance', balances ?? []),
    lines: parseRows('charge_line', lines ?? []),
    payments: parseRows('payment', payments ?? []),
  });
}

/** The same, one entity after another, for an account with a row that the server cannot send. */
async function askByParts(client: pg.PoolClient, id: number): Promise<AccountSnapshot | null> {
  await client.query(`${NEWS_TRANSACTION} savepoint entity`);
  const db = asking(client, async () => {
    await client.query('rollback to savepoint entity');
  });
  const single = async <E extends EntityName>(entity: E, where: string) =>
    parseRows(entity, await db.rows(`${selectOf(entity)} ${where}`));
  const several = async <E extends EntityName>(entity: E) => {
    const found: ParsedRows<E> = { entity, rows: [], rejected: [], doubts: [] };
    const whole = new KeyRange(rangeReader(db, entity), { fixed: [id] });
    for await (const { rows, rejected, doubts } of byHalves(whole, narrowing(db, entity))) {
      found.rows.push(...rows);
      found.rejected.push(...rejected);
      found.doubts.push(...doubts);
    }
    return found;
  };
  const parts: AccountParts = {
    account: await single('account', `where id = ${id}`),
    premises: await single('premises', premisesOf(id)),
    balances: await several('period_balance'),
    lines: await several('charge_line'),
    payments: await several('payment'),
  };
  await client.query('commit');
  return together(id, parts);
}

interface AccountParts {
  account: ParsedRows<'account'>;
  premises: ParsedRows<'premises'>;
  balances: ParsedRows<'period_balance'>;
  lines: ParsedRows<'charge_line'>;
  payments: ParsedRows<'payment'>;
}

function together(id: number, parts: AccountParts): AccountSnapshot | null {
  const { account, premises, balances, lines, payments } = parts;
  if (account.rows.length + account.rejected.length === 0) return null;
  const [owner] = account.rows;
  const [flat] = premises.rows;
  if (!owner || !flat) throw new Error(`Account ${id}: its row or its premises in the exchange cannot be read.`);
  return {
    account: owner,
    premises: flat,
    balances: balances.rows,
    lines: lines.rows,
    payments: payments.rows,
    rejected: Object.values(parts).flatMap((part: ParsedRows) => part.rejected),
    doubts: Object.values(parts).flatMap((part: ParsedRows) => part.doubts),
  };
}
