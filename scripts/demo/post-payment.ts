// Posts an owner's new payment in the fund as its billing would: for tests, and to show how the demo follows the fund.
import pg from 'pg';

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
  /** its accounting month: the last one with figures */
  period: string;
  /** that month's closing balance after it, kopecks */
  closing: number;
}

/**
 * Inserts the payment and subtracts it from the balance of the account's latest month, in one transaction that notifies terminals. Rejects
 * when the account is unknown or has no figures yet.
 */
export async function postPayment(superuserUrl: string, payment: NewPayment): Promise<PostedPayment> {
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    const { rows: months } = await client.query<{ period: string; closing: number }>(
      `update fund.period_balance set paid = paid + $2, closing = closing - $2
        where account_id = $1 and period = (select max(period::text) from fund.period_balance where account_id = $1)
        returning period::text as period, closing::float8 as closing`,
      [payment.account, payment.amount],
    );
    const month = months[0];
    if (!month) throw new Error(`Account ${payment.account} has no figures to take a payment`);
    const { rows } = await client.query<{ id: number }>(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       select $1, coalesce(max(id), 0) + 1, $2::date, $2::date, $3, $4, $5 from fund.payment returning id::float8 as id`,
      [payment.account, payment.day, month.period, payment.amount, payment.channel ?? 'Терминал в офисе фонда'],
    );
    await client.query('commit');
    return { id: (rows[0] as { id: number }).id, ...month };
  } finally {
    await client.end();
  }
}
