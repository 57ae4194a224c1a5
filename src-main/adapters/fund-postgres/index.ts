// The fund's PostgreSQL behind the FundSource port.
import type { FundSource } from '../../ports/fund.ts';
import { readAcceptedData } from './accepted-data.ts';
import { readAccountSnapshot } from './account-snapshot.ts';
import { readBucket, sumBucket } from './buckets.ts';
import { type FundConnection, asReadError, reading } from './connection.ts';
import { CopyTurns } from './copy-turns.ts';
import { fetchRows } from './fetch-rows.ts';
import { readAccountIntents, readOwnIntents } from './intents.ts';
import { Reader } from './reader.ts';
import { refusing } from './refusals.ts';
import { admitGap, claimLogin, partChain, readStanding, sendAll } from './sending.ts';
import { ServerPool } from './servers.ts';

export type { FundConnection } from './connection.ts';

/**
 * The fund at `url` (postgres://user@host/database?sslmode=verify-full), or at several servers (…@a:5432,b:5432/…), of which a
 * standby is read and the primary written. Nothing is connected until the first call.
 * Every failure to reach it is `FundUnreachable`; a missing grant or view is `FundUnreadable` with PostgreSQL's message.
 */
export function createFundPostgres(url: string, options: FundConnection = {}): FundSource {
  const limit = options.statementTimeoutMs ?? 12_000;
  const reads = new ServerPool('read', url, options, limit);
  const writes = reads.isOnly ? reads : new ServerPool('write', url, options, limit);
  const reader = new Reader(reads, limit);
  const line = () => reader.line();
  // what was paid at another terminal a moment ago is asked of the primary
  const newest = () => (reads.isOnly ? line() : writes);
  const turns = new CopyTurns({
    connect: async () => (await reads.own(0)).client,
    line,
    alive: () => reads.query('select'),
    silenceMs: options.copySilenceMs,
  });
  let closed = false;
  return {
    snapshot: (turn, words) => reading(() => turns.open(turn, words)),
    mayCopy: atOnce => reading(() => turns.mayBegin(atOnce)),
    changes: (after, count) => reading(() => reader.changes(after, count)),
    fetch: (entity, what) => reading(() => fetchRows(reader.sameLine(), entity, what)),
    accountSnapshot: async (accountId, signal) => {
      try {
        return await readAccountSnapshot(reader, accountId, signal);
      } catch (error) {
        throw signal?.aborted ? error : asReadError(error);
      }
    },
    accountIntents: accountId => reading(() => readAccountIntents(newest(), accountId)),
    ownIntents: () => reading(() => readOwnIntents(newest())),
    acceptedData: () => reading(() => readAcceptedData(line())),
    sumBucket: (bucket, after) => reading(() => sumBucket(reader, bucket, after)),
    readBucket: (bucket, after) => reading(() => readBucket(reader, bucket, after)),
    listen: (wake, lost) => reading(() => reader.listen(wake, lost)),
    send: items => refusing(() => sendAll(writes, items)),
    standing: hash => refusing(() => readStanding(writes, hash)),
    admitGap: hash => refusing(() => admitGap(writes, hash)),
    part: hash => refusing(() => partChain(writes, hash)),
    claim: terminalId => refusing(() => claimLogin(writes, terminalId)),
    close: async () => {
      if (closed) return;
      closed = true;
      turns.close();
      await reads.end();
      if (writes !== reads) await writes.end();
    },
  };
}
