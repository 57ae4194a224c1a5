// Notifications from the fund: the connection a terminal keeps at rest. It listens, notices a silent network, and takes the questions of following.
import type pg from 'pg';
import { FundTimeLimit, FundUnreachable } from '../../ports/fund.ts';
import { type Askable, asFundError, connect, destroy } from './connection.ts';

const CHANNEL = 'kapremont_changes';

export interface Listening extends Askable {
  close(): Promise<void>;
}

export async function startListening(
  config: pg.ClientConfig,
  wake: () => void,
  lost: (error: Error) => void,
  pingMs = 30_000,
): Promise<Listening> {
  const client = await connect(config);
  let over = false;
  const fail = (error: Error) => {
    if (over) return;
    over = true;
    clearInterval(ping);
    destroy(client);
    lost(asFundError(error));
  };
  // An idle connection does not notice an unplugged cable, so it sends a query from time to time.
  const ping = setInterval(() => void client.query('select').catch(fail), pingMs);
  ping.unref();
  client.on('error', fail);
  client.on('end', () => fail(new FundUnreachable('База фонда закрыла соединение.')));
  client.on('notification', message => {
    if (message.channel === CHANNEL) wake();
  });
  try {
    await client.query(`listen ${CHANNEL}`);
  } catch (error) {
    over = true;
    clearInterval(ping);
    destroy(client);
    throw asFundError(error);
  }
  return {
    query: (async (config: pg.QueryConfig, values?: unknown[]) => {
      try {
        return await client.query(config, values);
      } catch (error) {
        // nothing more is asked of a connection whose answer never came
        const failure = asFundError(error);
        if (failure instanceof FundUnreachable && !(failure instanceof FundTimeLimit)) fail(failure);
        throw error;
      }
    }) as Askable['query'],
    close: async () => {
      over = true;
      clearInterval(ping);
      await client.end().catch(() => undefined);
    },
  };
}
