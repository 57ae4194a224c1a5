// A few rows of a fund to test with: one operator, one house, and as many accounts and months as asked.
import type { ClientBase } from 'pg';

/** Accounts 1…n (numbers 100001…), each with two charge lines and a balance for every month given, and one payment. */
export async function seedFund(client: ClientBase, accounts: number, periods: readonly string[] = []): Promise<void> {
  await client.query('begin');
  await client.query(`insert into fund.organization (id, kind, name) values (1, 'operator', 'Фонд')`);
  await client.query(
    `insert into fund.house (id, settlement, street, number, formation, operator_id)
     values (1, 'Чебоксары', 'Энгельса', '14', 'commonPot', 1)`,
  );
  await client.query(
    `insert into fund.premises (id, house_id, number, kind, area)
     select i, 1, i::text, 'residential', 4270 from generate_series(1, $1::integer) i`,
    [accounts],
  );
  await client.query(
    `insert into fund.account (id, number, premises_id, owner_kind, last_name, first_name, area, opened_on)
     select i, (100000 + i)::text, i, 'person', 'Соколова', 'Людмила', 4270, '2013-09-01' from generate_series(1, $1::integer) i`,
    [accounts],
  );
  for (const period of periods) await closeMonth(client, period);
  await client.query(
    `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
     select id, id, '2026-10-05', '2026-10-06', '2026-10', 22204, 'Почта России' from fund.account`,
  );
  await client.query('commit');
}

/** What a billing system does once a month: two charge lines and a balance for every account. */
export async function closeMonth(client: ClientBase, period: string): Promise<void> {
  await client.query(
    `insert into fund.charge_line (account_id, period, line_no, kind, service, unit, area, tariff, amount)
     select id, $1, 1, 'contribution', 'Взнос на капитальный ремонт', 'кв. м', 4270, 520, 22204 from fund.account
     union all
     select id, $1, 2, 'penalty', 'Пени', '', null, null, 210 from fund.account`,
    [period],
  );
  await client.query(
    `insert into fund.period_balance (account_id, period, opening, charged, penalty, paid, closing, issued_on, due_on, payments_until)
     select id, $1, 0, 22204, 210, 22414, 0, month + interval '1 month', month + interval '1 month 9 days',
            month + interval '1 month -1 day'
       from fund.account, (select to_date($1, 'YYYY-MM') as month) m`,
    [period],
  );
}
