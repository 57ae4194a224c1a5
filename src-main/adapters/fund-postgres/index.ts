// The fund's PostgreSQL behind the FundSource port.
import pg from 'pg';
import type { FundSource } from '../../ports/fund.ts';
import { readAcceptedData } from './accepted-data.ts';
import { readAccountSnapshot } from './account-snapshot.ts';
import { AsOf } from './as-of.ts';
import { readBucket, sumBucket } from './buckets.ts';
import { readChanges } from './change-log.ts';
import { type Askable, type FundConnection, FundClient, asReadError, clientConfig, reading } from './connection.ts';
import { CopyTurns } from './copy-turns.ts';
import { fetchRows } from './fetch-rows.ts';
import { readAccountIntents, readOwnIntents } from './intents.ts';
import { type Listening, startListening } from './listening.ts';
import { refusing } from './refusals.ts';
import { admitGap, claimLogin, readStanding, sendAll } from './sending.ts';

export type { FundConnection } from './connection.ts';

/**
 * The fund at `url` (postgres://user@host/database?sslmode=verify-full). Nothing is connected until the first call.
 * Every failure to reach it is `FundUnreachable`; a missing grant or view is `FundUnreadable` with PostgreSQL's message.
 */
export function createFundPostgres(url: string, options: FundConnection = {}): FundSource {
  const limit = options.statementTimeoutMs ?? 15_000;
  const pool = new pg.Pool({
    ...clientConfig(url, options, limit),
    Client: FundClient,
    // two hundred terminals are at rest most of the time, and each is a process of the server
    max: 2,
    idleTimeoutMillis: 5_000,
  });
  // A broken idle connection is replaced at the next call; without a listener its error would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  const asOf = new AsOf();
  let closed = false;
  let listening: Listening | null = null;
  const line = (): Askable => listening ?? pool;
  const turns = new CopyTurns({
    config: () => clientConfig(url, options, 0),
    line,
    silenceMs: options.copySilenceMs,
  });
  return {
    snapshot: (turn, words) => reading(() => turns.open(turn, words)),
    mayCopy: atOnce => reading(() => turns.mayBegin(atOnce)),
    changes: (after, count) => reading(() => readChanges(line(), after, count, asOf)),
    fetch: (entity, what) => reading(() => fetchRows(line(), entity, what)),
    accountSnapshot: async (accountId, signal) => {
      try {
        return await readAccountSnapshot(pool, accountId, signal);
      } catch (error) {
        throw signal?.aborted ? error : asReadError(error);
      }
    },
    accountIntents: accountId => reading(() => readAccountIntents(line(), accountId)),
    ownIntents: () => reading(() => readOwnIntents(line())),
    acceptedData: () => reading(() => readAcceptedData(line())),
    sumBucket: (bucket, after) => reading(() => sumBucket(pool, bucket, after)),
    readBucket: (bucket, after) => reading(() => readBucket(pool, bucket, after)),
    listen: (wake, lost) =>
      reading(async () => {
        const begun = await startListening(clientConfig(url, options, limit), wake, error => {
          if (listening === begun) listening = null;
          lost(error);
        });
        listening = begun;
        return {
          async close() {
            if (listening === begun) listening = null;
            await begun.close();
          },
        };
      }),
    send: items => refusing(() => sendAll(pool, items)),
    standing: hash => refusing(() => readStanding(pool, hash)),
    admitGap: hash => refusing(() => admitGap(pool, hash)),
    claim: terminalId => refusing(() => claimLogin(pool, terminalId)),
    close: async () => {
      if (closed) return;
      closed = true;
      turns.close();
      await pool.end();
    },
  };
}
