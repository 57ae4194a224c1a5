// Houses of villages added to the demo's region, each with one flat, its account and a month that ends in a debt.
import type { RowOf } from '../../src-main/ports/exchange.ts';
import { putRow } from './fund-put.ts';
import { withClient } from './postgres.ts';

export type Village = Partial<RowOf<'house'>> & { id: number };

/** The account of a village's house is 900 000 + its id, and so is its number; the last payment is 345,00 on 05.10.2026. */
export const villageAccount = (id: number) => ({ number: String(900_000 + id), paidOn: '2026-10-05', amount: 34_500 });

export const addVillages = (url: string, villages: readonly Village[]): Promise<void> =>
  withClient(url, async client => {
    for (const given of villages) {
      const house = { settlement_kind: 'с.', number: '1', ...given };
      const account = 900_000 + house.id;
      await putRow(client, 'house', house, 'on conflict do nothing');
      await client.query(
        `insert into fund.premises (id, house_id, number, kind, area) values ($1, $2, '1', 'residential', 5000) on conflict do nothing`,
        [account, house.id],
      );
      await client.query(
        `insert into fund.account (id, number, premises_id, owner_kind, last_name, first_name, area, opened_on)
         values ($1::bigint, $1::bigint::text, $1::bigint, 'person', 'Тестов', 'Иван', 5000, '2014-01-01') on conflict (id) do nothing`,
        [account],
      );
      await client.query(
        `insert into fund.period_balance (account_id, period, opening, charged, paid, closing, issued_on, due_on, payments_until)
         values ($1, '2026-10', 34500, 34500, 34500, 34500, '2026-11-01', '2026-11-15', '2026-10-31') on conflict do nothing`,
        [account],
      );
      await client.query(
        `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
         values ($1, $1, '2026-10-05', '2026-10-05', '2026-10', 34500, 'Касса') on conflict do nothing`,
        [account],
      );
    }
  });
