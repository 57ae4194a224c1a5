// Notifications from the fund: a separate connection that listens, and that notices a silent network.
import type pg from 'pg';
import { FundUnreachable } from '../../ports/fund.ts';
import { asFundError, connect, destroy } from './connection.ts';

const CHANNEL = 'kapremont_changes';

export async function startListening(
  config: pg.ClientConfig,
  wake: () => void,
  lost: (error: Error) => void,
  pingMs = 30_000,
): Promise<{ close(): Promise<void> }> {
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
    close: async () => {
      over = true;
      clearInterval(ping);
      await client.end().catch(() => undefined);
    },
  };
}
