// Short transactions on the fund's PostgreSQL, each with its own time limit, for what terminals write.
import pg from 'pg';
import { FundTimeLimit, FundUnreachable } from '../../ports/fund.ts';
import type { FundDatabase, FundTransaction, HeldConnection, SqlValue } from '../../ports/fund-database.ts';
import { type FundConnection, asFundError, destroy } from './connection.ts';
import { ServerPool } from './servers.ts';

/** Milliseconds. A person is waiting: an answer that the fund is away must come before they give up. */
const waitMs = 3_000;

/** Types kept as text because JavaScript would alter them: big integers, moments, days. */
const textTypes: ReadonlySet<number> = new Set([20, 1082, 1114, 1184]);
const builtIn = pg.types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown;
const types = {
  getTypeParser: (oid: number, format?: string) =>
    textTypes.has(oid) ? (value: string) => value : builtIn(oid, format),
} as pg.CustomTypesConfig;

const on = (client: pg.ClientBase, limitMs = waitMs): FundTransaction => ({
  async query(text, values = []) {
    const limit = limitMs > waitMs ? { query_timeout: limitMs + 2_000 } : {};
    const { rows } = await client.query({ text, values: values as SqlValue[], types, ...limit });
    return rows as Record<string, unknown>[];
  },
});

/** The fund at `url`. Nothing is connected until the first call. */
export const createFundDatabase = (url: string, options: FundConnection = {}): FundDatabase =>
  new PooledFundDatabase(url, options);

class PooledFundDatabase implements FundDatabase {
  readonly #pool: ServerPool;
  #closed: Promise<void> | null = null;

  constructor(url: string, options: FundConnection) {
    this.#pool = new ServerPool('write', url, { connectTimeoutMs: 2_500, ...options }, waitMs);
  }

  async transaction<T>(work: (db: FundTransaction) => Promise<T>, limitMs = waitMs): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new FundUnreachable(`База фонда не ответила за ${limitMs} мс`)), limitMs);
    });
    late.catch(() => undefined);
    try {
      return await this.#run(work, late, limitMs);
    } catch (error) {
      const failure = asFundError(error);
      if (failure instanceof FundUnreachable && !(failure instanceof FundTimeLimit)) this.#pool.leave();
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  }

  async hold(
    lost: (error: Error) => void,
    notified?: { channel: string; wake(payload: string): void },
  ): Promise<HeldConnection> {
    const { client } = await this.#pool.own(waitMs);
    let over = false;
    const end = (error: Error) => {
      if (over) return;
      over = true;
      lost(asFundError(error));
    };
    client.on('error', end);
    client.on('end', () => end(new FundUnreachable('База фонда закрыла соединение')));
    if (notified) {
      client.on('notification', ({ payload }) => notified.wake(payload ?? ''));
      await client.query(`listen ${client.escapeIdentifier(notified.channel)}`);
    }
    return {
      ...on(client),
      async close() {
        over = true;
        await client.end().catch(() => undefined);
      },
    };
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#pool.end());
  }

  /** A connection that comes after the limit goes back unused. */
  async #borrow(late: Promise<never>): Promise<pg.PoolClient> {
    const connecting = this.#pool.connect();
    try {
      return await Promise.race([connecting, late]);
    } catch (error) {
      void connecting.then(
        unused => unused.release(),
        () => undefined,
      );
      throw error;
    }
  }

  async #run<T>(work: (db: FundTransaction) => Promise<T>, late: Promise<never>, limitMs: number): Promise<T> {
    const client = await this.#borrow(late);
    let failure: Error | boolean = true;
    try {
      await Promise.race([client.query('begin'), late]);
      // what is given more time than usual has it at the server too, which ends it a little sooner and says why
      if (limitMs > waitMs) await Promise.race([client.query(`set local statement_timeout = ${limitMs - 500}`), late]);
      const result = await Promise.race([work(on(client, limitMs)), late]);
      await Promise.race([client.query('commit'), late]);
      failure = false;
      return result;
    } catch (error) {
      if (!(error instanceof FundUnreachable)) failure = await rolledBack(client, late);
      throw error;
    } finally {
      if (failure) destroy(client);
      client.release(failure);
    }
  }
}

/** False when the connection must not be reused. */
const rolledBack = (client: pg.PoolClient, late: Promise<never>): Promise<boolean> =>
  Promise.race([client.query('rollback'), late]).then(
    () => false,
    () => true,
  );
