// Notifications from the fund: the connection a terminal keeps at rest. It listens, notices a silent network, and takes the questions of following.
import type pg from 'pg';
import { FundTimeLimit, FundUnreachable } from '../../ports/fund.ts';
import { type Askable, asFundError, destroy, sqlState } from './connection.ts';

const CHANNEL = 'kapremont_changes';
/** Milliseconds: a silence is found in a quarter of a minute. */
const pingMs = 5_000;
const pingLimitMs = 8_000;
/** what a standby says to LISTEN */
const readOnly = '25006';

export interface Listening extends Askable {
  /** false on a standby, which has no notifications: who follows there must ask */
  hears: boolean;
  /** Ends it as if the network had. */
  drop(why: Error): void;
  close(): Promise<void>;
}

export async function startListening(
  client: pg.Client,
  wake: () => void,
  lost: (error: Error) => void,
): Promise<Listening> {
  let over = false;
  const fail = (error: Error) => {
    if (over) return;
    over = true;
    clearInterval(ping);
    destroy(client);
    lost(asFundError(error));
  };
  // An idle connection does not notice an unplugged cable, so it sends a query from time to time.
  // A question that is under way has a time limit of its own, and a slow answer is no silence.
  let asked = 0;
  const ping = setInterval(() => {
    if (asked === 0) void client.query({ text: 'select', query_timeout: pingLimitMs } as pg.QueryConfig).catch(fail);
  }, pingMs);
  ping.unref();
  client.on('error', fail);
  client.on('end', () => fail(new FundUnreachable('База фонда закрыла соединение.')));
  client.on('notification', message => {
    if (message.channel === CHANNEL) wake();
  });
  let hears = true;
  try {
    await client.query(`listen ${CHANNEL}`);
  } catch (error) {
    hears = false;
    if (sqlState(error as Error) !== readOnly) {
      over = true;
      clearInterval(ping);
      destroy(client);
      throw asFundError(error);
    }
  }
  return {
    hears,
    drop: fail,
    query: (async (config: pg.QueryConfig, values?: unknown[]) => {
      asked++;
      try {
        return await client.query(config, values);
      } catch (error) {
        // nothing more is asked of a connection whose answer never came
        const failure = asFundError(error);
        if (failure instanceof FundUnreachable && !(failure instanceof FundTimeLimit)) fail(failure);
        throw error;
      } finally {
        asked--;
      }
    }) as Askable['query'],
    close: async () => {
      over = true;
      clearInterval(ping);
      await client.end().catch(() => undefined);
    },
  };
}
