// The demo's acquirer: a payer pays some seconds after the QR is shown, and the fund's ledger gets the payment a little later.
import { join } from 'node:path';
import pg from 'pg';
import { postPayment } from '../demo/post-payment.ts';
import { startLoopbackAcquirer, type LoopbackAcquirer } from './index.ts';
import type { BookedPayment } from './book.ts';

/** No secrets: the loopback acquirer takes no money. */
export const demoShop = { shopId: 'demo', secret: 'demo-loopback' };

const payAfterMs = 8_000;
const creditAfterMs = 20_000;

/**
 * A sum ending in «,13» is declined by the bank, one ending in «,14» is never paid; any other is paid after eight seconds and appears in
 * the fund's ledger twenty seconds later.
 */
export async function startDemoAcquirer(options: {
  dataDir: string;
  superuserUrl: string;
  trouble: (error: unknown) => void;
}): Promise<LoopbackAcquirer> {
  const { dataDir, superuserUrl, trouble } = options;
  return startLoopbackAcquirer({
    ...demoShop,
    payAfterMs,
    file: join(dataDir, 'acquirer.json'),
    onPaid: payment => setTimeout(() => void credit(superuserUrl, payment).catch(trouble), creditAfterMs).unref(),
  });
}

/** Posts it as the fund's billing would when the bank's register arrives. */
async function credit(superuserUrl: string, payment: BookedPayment): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  let account: number | undefined;
  try {
    const { rows } = await client.query<{ id: number }>('select id::float8 as id from fund.account where number = $1', [
      payment.metadata['account'],
    ]);
    account = rows[0]?.id;
  } finally {
    await client.end();
  }
  if (account === undefined) return;
  const day = (payment.capturedAt ?? payment.createdAt).slice(0, 10);
  await postPayment(superuserUrl, { account, amount: payment.amount, day, channel: 'Карта, терминал фонда' });
}
