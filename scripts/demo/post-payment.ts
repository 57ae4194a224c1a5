// Posts an owner's new payment in the fund as its billing would: for tests, and to show how the demo follows the fund.
import pg from 'pg';
import { addMonths } from '../../src-main/domain/period.ts';

export interface NewPayment {
  /** account.id */
  account: number;
  /** kopecks; negative is a refund */
  amount: number;
  /** the day it was paid and posted, YYYY-MM-DD */
  day: string;
  channel?: string;
}

export interface PostedPayment {
  id: number;
  /** the month it is filed in */
  period: string;
}

/**
 * Inserts the payment, and terminals hear of it. A month with figures is closed: what comes after is filed in the month that follows the
 * last of them, which has no figures yet. Rejects when the account is unknown or has no figures.
 */
export async function postPayment(superuserUrl: string, payment: NewPayment): Promise<PostedPayment> {
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ latest: string | null }>(
      'select max(period::text) as latest from fund.period_balance where account_id = $1',
      [payment.account],
    );
    const latest = rows[0]?.latest;
    if (!latest) throw new Error(`Account ${payment.account} has no figures to take a payment`);
    const paidIn = payment.day.slice(0, 7);
    const period = paidIn > latest ? paidIn : addMonths(latest, 1);
    const { rows: made } = await client.query<{ id: number }>(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       select $1, coalesce(max(id), 0) + 1, $2::date, $2::date, $3, $4, $5 from fund.payment returning id::float8 as id`,
      [payment.account, payment.day, period, payment.amount, payment.channel ?? 'Терминал в офисе фонда'],
    );
    return { id: (made[0] as { id: number }).id, period };
  } finally {
    await client.end();
  }
}
