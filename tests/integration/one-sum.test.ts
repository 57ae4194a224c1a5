// One visit, one sum: whatever came, was charged or corrected since the last document, the screen, the paper, its code, the offer to pay and the
// certificate say the same, and what was not charged or paid is nowhere.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, MethodName, Output, Result } from '#contract';
import { compose } from '../../src-main/compose.ts';
import { addDays } from '../../src-main/domain/day.ts';
import { formatRubles } from '../../src-main/domain/money.ts';
import { addMonths, lastDay, periodOf } from '../../src-main/domain/period.ts';
import type { Program } from '../../src-main/program.ts';
import { Settings } from '../../src-main/settings.ts';
import { seedFund } from '../support/fund-seed.ts';
import { pdfText } from '../support/pdf.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, removeFolder } from './sync-support.ts';

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date());
const open = periodOf(today);
const closed = addMonths(open, -1);
const before = addMonths(open, -2);
const plain = (text: string) => text.replace(/[\s\u00a0]+/g, ' ').trim();

interface Case {
  name: string;
  /** after the closed month left 345,00 owed, whose day has passed */
  sql: (account: number) => string;
  owed: number;
  /** null: none is given */
  certificate: 'debt' | 'none' | null;
  /** what the statement says was charged since */
  charged?: number;
  not?: RegExp;
}

const paid = (account: number, amount: number, { posted = today, period = open } = {}) =>
  `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
   values (${account}, ${1000 + account}, '${today}', '${posted}', '${period}', ${amount}, 'Карта');`;
const openRow = (
  account: number,
  row: { opening?: number; charged?: number; recalculation?: number; paid?: number },
) => {
  const { opening = 34500, charged = 0, recalculation = 0, paid: held = 0 } = row;
  return `insert into fund.period_balance (account_id, period, opening, charged, recalculation, paid, closing)
    values (${account}, '${open}', ${opening}, ${charged}, ${recalculation}, ${held}, ${opening + charged + recalculation - held});`;
};
const closedRow = (account: number, set: string) =>
  `update fund.period_balance set ${set} where account_id = ${account} and period = '${closed}';`;

const cases: Case[] = [
  { name: 'nothing came', sql: () => '', owed: 34500, certificate: 'debt' },
  {
    name: 'a refund came, and nothing to set it off',
    sql: account => paid(account, -34500),
    owed: 69000,
    certificate: 'debt',
    charged: 0,
    not: /Поступило после этого|Начислено после этого/,
  },
  {
    name: 'a refund came beside an open month’s charge',
    sql: account => paid(account, -10000) + openRow(account, { charged: 34500 }),
    owed: 79000,
    certificate: 'debt',
    charged: 34500,
    not: /Поступило после этого/,
  },
  {
    name: 'an open month’s correction took some of it off',
    sql: account => openRow(account, { recalculation: -20000 }),
    owed: 14500,
    certificate: 'debt',
    charged: -20000,
  },
  {
    name: 'the document is paid and the open month has charged anew',
    sql: account => paid(account, 34500) + openRow(account, { charged: 34500 }),
    owed: 34500,
    certificate: 'none',
    charged: 34500,
    not: /Платить не нужно|Срок оплаты прошёл/,
  },
  {
    name: 'a payment that the fund will post tomorrow',
    sql: account => paid(account, 34500, { posted: addDays(today, 1) }),
    owed: 0,
    certificate: 'none',
  },
  {
    name: 'arrears filed in an old month',
    sql: account => paid(account, 14500, { period: addMonths(open, -4) }),
    owed: 20000,
    certificate: 'debt',
  },
  {
    name: 'state duty and court costs beside a month that is paid',
    sql: account => closedRow(account, `charged = 0, closing = 0, state_duty = 40000, court_costs = 150000`),
    owed: 190000,
    certificate: 'debt',
  },
  {
    name: 'state duty in the open month alone',
    sql: account =>
      openRow(account, {}) +
      `update fund.period_balance set state_duty = 40000 where account_id = ${account} and period = '${open}';`,
    owed: 74500,
    certificate: 'debt',
  },
  {
    name: 'a document dated ahead, paid already',
    sql: account =>
      openRow(account, { charged: 34500 }) +
      `update fund.period_balance set issued_on = date '${today}' + 3, due_on = date '${today}' + 20, payments_until = '${lastDay(open)}'
         where account_id = ${account} and period = '${open}';` +
      paid(account, 34500),
    owed: 34500,
    certificate: 'none',
    charged: 34500,
  },
  {
    name: 'court costs that the document before asked for already',
    sql: account =>
      `update fund.period_balance set state_duty = 40000 where account_id = ${account} and period = '${before}';` +
      closedRow(account, `charged = 0, closing = 0, state_duty = 40000, due_on = date '${today}' + 5`),
    owed: 40000,
    certificate: 'debt',
  },
  {
    name: 'a month that does not open with what the one before closed with certifies nothing',
    sql: account =>
      `update fund.period_balance set charged = charged + 34500, closing = 34500 where account_id = ${account} and period = '${before}';` +
      closedRow(account, `due_on = date '${today}' + 5`),
    owed: 34500,
    certificate: null,
  },
  {
    name: 'a month that does not add up certifies nothing',
    sql: account => closedRow(account, 'closing = 0'),
    owed: 0,
    certificate: null,
  },
  {
    name: 'a debt of which nobody knows when it was due certifies nothing',
    sql: account => closedRow(account, 'due_on = null'),
    owed: 34500,
    certificate: null,
  },
  {
    name: 'nor one whose due day cannot be',
    sql: account => closedRow(account, `due_on = '9999-12-31'`),
    owed: 34500,
    certificate: null,
  },
];

const dataDir = folder();
const printed = join(dataDir, 'printed');
let fund: FundDatabase;
let program: Program;

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, async client => {
    await seedFund(client, cases.length, [before, closed]);
    await client.query('delete from fund.payment');
    await client.query(
      `update fund.period_balance set opening = 0, charged = 34500, penalty = 0, paid = 0, closing = 34500,
              due_on = date '${today}' - 3, issued_on = date '${today}' - 20 where period = '${closed}'`,
    );
    for (const [i, { sql }] of cases.entries()) if (sql(i + 1)) await client.query(sql(i + 1));
    // what everybody proves their account by
    await client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       select id, id, '2020-01-10', '2020-01-11', '2020-01', 7777, 'Почта России' from fund.account`,
    );
    await client.query(
      `update fund.organization set inn = '2130990176', bank_name = 'АО «Банк»', bic = '049706990',
              settlement_account = '40703810300009900013', correspondent_account = '30101810200000000990'`,
    );
  });
  mkdirSync(printed);
  const settings = Settings.parse({
    dataDir,
    fundUrl: fund.terminalOf(dataDir),
    printers: [{ name: 'Папка', kind: 'folder', folder: printed }],
    demo: { account: { accountNumber: '100001', address: '', paidOn: '2020-01-10', amount: 7777 } },
  });
  program = await compose(settings, { checkOutputs: true, log: 'file' });
  await eventually(async () => (await good('system.info', {})).freshness.state === 'fresh');
});
afterAll(async () => {
  await program.close();
  await fund.drop();
  removeFolder(dataDir);
});

async function call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>> {
  return (await program.dispatch({ audience: 'kiosk' }, method, input)) as Result<Output<M>>;
}
async function good<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
  const result = await call(method, input);
  if (!result.ok) throw new Error(`${method}: ${result.error.code}`);
  return result.value;
}

/** The text of what the printer has put out under `job`. */
async function paper(job: string): Promise<string> {
  await eventually(async () => (await good('documents.job', { job })).state === 'done');
  const files = readdirSync(printed)
    .filter(name => name.endsWith('.pdf'))
    .map(name => join(printed, name))
    .toSorted((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
  return plain(await pdfText(readFileSync(files.at(-1) ?? '')));
}

describe.each(cases.map((each, i) => ({ ...each, account: i + 1 })))('$name', each => {
  const { account, owed, charged, certificate, not } = each;

  test('the screen, the document, its code and the offer to pay say one sum', async () => {
    await good('proof.submit', { account, paidOn: '2020-01-10', amount: '77,77' });
    const { header, today: shown } = await good('statement.get', { account });
    expect([header.balance, shown?.amount]).toEqual([owed, owed]);
    if (charged !== undefined) expect(shown?.from?.charged).toBe(charged);
    const from = shown?.from;
    const came = from?.payments.reduce((sum, { amount }) => sum + amount, 0) ?? 0;
    expect((from?.closing ?? 0) + (from?.costs ?? 0) + (from?.charged ?? 0) - came - (from?.otherPaid ?? 0)).toBe(owed);
    expect(await good('payments.offer', { account })).toMatchObject({ debt: owed });
    const { document } = await good('documents.preview', { account, period: closed });
    expect([document.total, document.nowDue]).toEqual([owed, null]);
    const code = document.qrText && new URLSearchParams(document.qrText.replaceAll('|', '&')).get('Sum');
    expect(code).toBe(owed > 0 ? String(owed) : null);
    const { document: past } = await good('documents.preview', { account, period: before });
    expect(past.nowDue?.amount).toBe(owed);

    const job = randomUUID();
    await good('documents.print', { account, period: closed, job });
    const text = await paper(job);
    expect(text).toContain(owed > 0 ? plain(formatRubles(owed)) : 'Платить не нужно');
    if (not) expect(text).not.toMatch(not);
    expect(text).not.toContain('платежей ещё не было');
  });

  test(certificate ? 'and so does the certificate' : 'and no certificate is given', async () => {
    await good('proof.submit', { account, paidOn: '2020-01-10', amount: '77,77' });
    const job = randomUUID();
    const answer = await call('documents.certificate', { account, job });
    if (certificate === null) {
      expect(answer).toMatchObject({ error: { code: 'certificate.unknown' } });
      return;
    }
    expect(answer).toMatchObject({ ok: true });
    const text = await paper(job);
    expect(text).toContain(
      certificate === 'debt' ? 'Справка о наличии задолженности' : 'Справка об отсутствии задолженности',
    );
    expect(text).toContain(plain(formatRubles(owed)));
  });
});
