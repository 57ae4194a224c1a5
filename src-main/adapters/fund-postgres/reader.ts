// Following the fund: the connection that listens, the questions asked by it, and that no server answers with less than another did before.
import type pg from 'pg';
import {
  CursorTooOld,
  FundUnreachable,
  type ChangeBatch,
  type ChangeCursor,
  type Subscription,
} from '../../ports/fund.ts';
import { AsOf } from './as-of.ts';
import { readChanges, StandbyBehind } from './change-log.ts';
import { type Askable, type Cell, raw } from './connection.ts';
import { type Listening, startListening } from './listening.ts';
import type { Lending, ServerPool } from './servers.ts';

const isBehind = `select pg_is_in_recovery() and pg_snapshot_xmin(pg_current_snapshot()) < $1::xid8`;

export class Reader implements Lending {
  readonly #reads: ServerPool;
  readonly #limitMs: number;
  readonly #asOf = new AsOf();
  #listening: { line: Listening; at: object } | null = null;
  /** the server whose log was read last: rows it names are fetched there */
  #readAt: object | null = null;
  /** all before this transaction was complete where the log was read */
  #reached: string | null = null;

  constructor(reads: ServerPool, limitMs: number) {
    this.#reads = reads;
    this.#limitMs = limitMs;
  }

  /** The connection that listens, or the pool while there is none. */
  line(): Askable {
    return this.#listening?.line ?? this.#reads;
  }

  /** The same at the server whose log was read. Throws FundUnreachable when another is in use by now: the log is read again there. */
  sameLine(): Askable {
    if (this.#reads.isOnly || this.#at() === this.#readAt) return this.line();
    throw new FundUnreachable('Теперь отвечает другой сервер базы фонда.');
  }

  /** A connection to a server that has all that was read before. Rejects with FundUnreachable where that is not known yet, or not so. */
  async connect(): Promise<pg.PoolClient> {
    if (this.#reads.isOnly) return this.#reads.connect();
    if (this.#reached === null) throw new FundUnreachable('Журнал изменений базы фонда ещё не прочитан.');
    const client = await this.#reads.connect();
    try {
      const { rows } = await client.query<Cell[]>(raw(isBehind, [this.#reached]));
      if (rows[0]?.[0] === 't') throw new StandbyBehind();
      return client;
    } catch (error) {
      client.release(true);
      if (error instanceof StandbyBehind) this.#reads.leave();
      throw error;
    }
  }

  async changes(after: ChangeCursor, count: number): Promise<ChangeBatch> {
    if (await this.#reads.lookAgain()) this.#drop('Данные читаются с резервного сервера базы фонда.');
    try {
      const { standby, ...batch } = await readChanges(this.line(), after, count, this.#asOf);
      this.#readAt = this.#at();
      if (this.#reached === null || BigInt(this.#reached) < BigInt(batch.cursor.xid)) this.#reached = batch.cursor.xid;
      if (!standby && this.#listening?.line.hears === false) {
        // it is the primary now, and has notifications
        this.#reads.promoted();
        this.#drop('Резервный сервер базы фонда стал основным.');
      }
      return batch;
    } catch (error) {
      if (error instanceof CursorTooOld) this.#reached = null;
      if (error instanceof StandbyBehind) {
        this.#reads.leave();
        this.#drop(error.message);
      }
      throw error;
    }
  }

  async listen(wake: () => void, lost: (error: Error) => void): Promise<Subscription> {
    const { client, at } = await this.#reads.own(this.#limitMs);
    const line = await startListening(client, wake, error => {
      if (this.#listening?.line === line) this.#listening = null;
      lost(error);
    });
    this.#listening = { line, at };
    return {
      hears: line.hears,
      close: async () => {
        if (this.#listening?.line === line) this.#listening = null;
        await line.close();
      },
    };
  }

  #at(): object | null {
    return this.#listening?.at ?? this.#reads.current();
  }

  #drop(why: string): void {
    this.#listening?.line.drop(new FundUnreachable(why));
  }
}
