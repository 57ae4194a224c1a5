// A small fund of a browser test's own, whose rows are odd in one way each; every account of it opens by one and the same payment.
import type { ClientBase } from 'pg';
import { migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { seedDemoStaff } from '../../scripts/demo/staff.ts';
import type { RowOf } from '../../src-main/ports/exchange.ts';
import { putRow } from './fund-put.ts';
import { withClient } from './postgres.ts';

/** What opens every account here. */
export const oddPayment = { paidOn: '2026-09-30', amount: 34_500 };

/** The operator's settlement account, as its bookkeeper writes it and as a bank takes it. */
export const settlementAccount = { written: '40703 810 3 0000 9900013', meant: '40703810300009900013' };

export interface OddAccount {
  id: number;
  house: number;
  flat?: Partial<RowOf<'premises'>>;
  account?: Partial<RowOf<'account'>>;
  /** differs from 1 000,00 at the start, 345,00 charged and 345,00 owed more at the end */
  month?: Partial<RowOf<'period_balance'>>;
  lines?: Partial<RowOf<'charge_line'>>[];
}

export type OddHouse = Partial<RowOf<'house'>> & { id: number };

const month = {
  period: '2026-10',
  opening: 100_000,
  charged: 34_500,
  closing: 134_500,
  issued_on: '2026-11-01',
  due_on: '2026-11-15',
  payments_until: '2026-10-31',
};

async function putAccount(client: ClientBase, odd: OddAccount): Promise<void> {
  const { id, house, flat = {}, account = {}, lines = [] } = odd;
  await putRow(client, 'premises', { id, house_id: house, number: String(id), area: 5000, ...flat });
  await putRow(client, 'account', {
    id,
    number: String(id),
    premises_id: id,
    last_name: 'Тестова',
    first_name: 'Анна',
    middle_name: 'Ивановна',
    area: 5000,
    opened_on: '2014-01-01',
    ...account,
  });
  await putRow(client, 'period_balance', { account_id: id, ...month, ...odd.month });
  for (const [i, line] of lines.entries())
    await putRow(client, 'charge_line', { account_id: id, period: '2026-10', line_no: i + 1, ...line });
  await putRow(client, 'payment', {
    account_id: id,
    id,
    paid_on: oddPayment.paidOn,
    posted_on: '2026-10-01',
    period: '2026-09',
    amount: oddPayment.amount,
    channel: 'Почта России',
  });
}

const operator = {
  id: 1,
  name: 'Фонд капитального ремонта',
  inn: '2130990176',
  kpp: '213001001',
  bank_name: 'АО «Банк»',
  bic: '049706990',
  settlement_account: settlementAccount.written,
  correspondent_account: '30101810200000000990',
  phone: '8 (8352) 22-02-20',
};

/** The fund's address as its owner. `more` is what the rows cannot say: views, a bad cell. */
export async function oddFund(
  server: string,
  name: string,
  { houses, accounts, more = '' }: { houses: readonly OddHouse[]; accounts: readonly OddAccount[]; more?: string },
): Promise<string> {
  const url = await migrateFund(server, name);
  await seedDemoStaff(url);
  await withClient(url, async client => {
    await client.query('begin');
    await putRow(client, 'organization', operator);
    for (const house of houses)
      await putRow(client, 'house', {
        settlement_kind: 'г.',
        settlement: 'Чебоксары',
        operator_id: 1,
        managing_id: null,
        ...house,
      });
    for (const account of accounts) await putAccount(client, account);
    if (more) await client.query(more);
    await client.query('commit');
  });
  return url;
}
