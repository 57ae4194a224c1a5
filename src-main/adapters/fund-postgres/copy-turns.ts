// Turns to copy the fund: advisory locks of the server that is copied, so that a fleet told to renew at once does not all begin at once.
import type pg from 'pg';
import { type CopyTurn, NoTurn, type Snapshot, type Words } from '../../ports/fund.ts';
import { type Askable, type Cell, asReadError, destroy, raw } from './connection.ts';
import { guardLine } from './line-guard.ts';
import { beginSnapshot } from './snapshot.ts';

/** The first half of the locks' keys («kapremont copies»). The second half is the number of a turn, or the sign. */
const lockClass = 0x6b72_6370;
/** Held together by those who have nothing to serve and wait: who renews lets them go first. */
const sign = 0;

const whole = (atOnce: number) => Math.max(1, Math.trunc(atOnce));

/** One of the turns is taken until the transaction ends. */
const takeTurn = (atOnce: number) =>
  `exists (select from (select n from generate_series(1, ${atOnce}) n where pg_try_advisory_xact_lock(${lockClass}, n) limit 1) t)`;

/** Outside a transaction: what it takes to look is given back at once. */
const couldBegin = (atOnce: number) =>
  `select case when pg_try_advisory_xact_lock(${lockClass}, ${sign}) then ${takeTurn(atOnce)} else false end`;

export interface TurnsAt {
  connect(): Promise<pg.Client>;
  /** where a question costs no connection of its own */
  line(): Askable;
  /** Answers by another connection. */
  alive(): Promise<unknown>;
  silenceMs: number | undefined;
}

/** The turns as one terminal takes them. A login could hold all locks for ever, so the caller asks for `regardless` after a while. */
export class CopyTurns {
  readonly #at: TurnsAt;
  /** of a terminal that waits with nothing to serve: the connection that holds its sign, and becomes the copy's */
  #waiting: pg.Client | null = null;

  constructor(at: TurnsAt) {
    this.#at = at;
  }

  /** See FundSource. */
  async mayBegin(atOnce: number): Promise<boolean> {
    const { rows } = await this.#at.line().query<Cell[]>(raw(couldBegin(whole(atOnce))));
    return rows[0]?.[0] === 't';
  }

  /** Rejects with NoTurn. */
  async open(turn: CopyTurn | undefined, words?: Words | null): Promise<Snapshot> {
    const { connect, alive, silenceMs } = this.#at;
    const atOnce = turn && !turn.regardless ? whole(turn.atOnce) : null;
    const client = this.#waiting ?? (await connect());
    this.#waiting = null;
    const unguard = guardLine(client, alive);
    try {
      const snapshot = await beginSnapshot(client, {
        silenceMs,
        turn: atOnce === null ? 'true' : takeTurn(atOnce),
        words,
      });
      if (snapshot) {
        await client.query('select pg_advisory_unlock_all()');
        return {
          ...snapshot,
          async close() {
            unguard();
            await snapshot.close();
          },
        };
      }
      unguard();
      if (turn?.urgent) {
        await client.query(`select pg_try_advisory_lock_shared(${lockClass}, ${sign})`);
        this.#waiting = client;
      } else await client.end();
    } catch (error) {
      unguard();
      destroy(client);
      throw asReadError(error);
    }
    throw new NoTurn();
  }

  close(): void {
    if (this.#waiting) destroy(this.#waiting);
    this.#waiting = null;
  }
}
