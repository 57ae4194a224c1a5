// A kiosk over a fund whose rows are odd in one way each: the rows, the program of the worker that reads them, and a way to an account.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openByNumber } from '../../scripts/walk/owner.ts';
import { createTerminalLogin } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { withoutUnseen } from '../../src-main/domain/unseen.ts';
import { newPaper } from './new-paper.ts';
import { oddFund, oddPayment, type OddAccount, type OddHouse } from '../support/odd-fund.ts';
import { serverUrl, test as base, type ProgramOptions, type RunningProgram } from '../support/program.ts';

const houses: OddHouse[] = [
  { id: 1, street_kind: 'ул.', street: 'Мира', number: '20' },
  {
    id: 2,
    street_kind: 'ул.',
    street: 'Мира',
    number: `№ 21, ЛИТЕР А, корп. 2, стр. 3, вход со двора, у магазина «Хлеб», налево`,
  },
  { id: 3, street_kind: 'спуск', street: 'Казан\u00adский', number: '\u200B91', block: 'литер А' },
  { id: 4, street_kind: 'линия', street: '7-я В.О.', number: '15А', block: 'стр. 1' },
  { id: 5, street_kind: 'тер. ГСК', street: 'Лада-1', number: 'вл. 7' },
  { id: 6, settlement_kind: 'аул', settlement: 'Бесленей', street_kind: 'просека', street: '9-я', number: 'д. 8' },
];

const flat = (number: string, kind: 'residential' | 'nonResidential' = 'residential') => ({ number, kind });
const contribution = {
  kind: 'contribution',
  service: 'Взнос на капитальный ремонт',
  unit: 'кв. м',
  tariff: 690,
  amount: 34_500,
} as const;

const accounts: OddAccount[] = [
  { id: 101, house: 1 },
  { id: 102, house: 1 },
  { id: 103, house: 1, flat: flat('103') },
  { id: 104, house: 1, flat: flat('104') },
  {
    id: 105,
    house: 1,
    month: { opening: 0, recalculation: -1234, closing: 33_266 },
    lines: [
      { ...contribution, area: 5000 },
      {
        kind: 'recalculation',
        service: 'Перерасчёт',
        amount: -1234,
        reason: 'По решению суда № 2-1234/2026 '.repeat(21),
      },
    ],
  },
  { id: 106, house: 1, account: { area: 6000 }, lines: [{ ...contribution, area: 5000 }] },
  { id: 107, house: 1, account: { last_name: 'Кузнецо\u00adва', first_name: '\uFEFFМар\u200Bия', middle_name: '' } },
  { id: 108, house: 1, account: { last_name: 'Әхмәтҗанов-Ҡолһарин', first_name: 'Ҫеҫпӗл', middle_name: '' } },
  { id: 111, house: 1, account: { number: '12/345' } },
  { id: 112, house: 1, account: { number: '12.345.6' } },
  { id: 113, house: 1, account: { number: 'К-100/2' } },
  { id: 114, house: 1, account: { number: 'A_77' } },
  { id: 115, house: 1, account: { number: 'ODD9001' } },
  { id: 116, house: 1, account: { number: 'ЛС1234567' } },
  { id: 117, house: 1, account: { number: '117117' } },
  { id: 118, house: 1, account: { number: '118118', unified_number: '20МВ875415' } },
  { id: 201, house: 2 },
  { id: 301, house: 3, flat: flat('1-Н', 'nonResidential') },
  { id: 302, house: 3, flat: flat('1') },
  { id: 303, house: 3, flat: flat('5 ком. 2') },
  { id: 304, house: 3, flat: flat('м/м 15', 'nonResidential') },
  { id: 305, house: 3, flat: flat('', 'nonResidential') },
  { id: 401, house: 4, flat: flat('1') },
  { id: 501, house: 5, flat: flat('1') },
  { id: 601, house: 6, flat: flat('1') },
];

const accountColumns =
  'id, number, unified_number, premises_id, owner_kind, last_name, first_name, middle_name, company_name, share_numerator, share_denominator, area, opened_on, closed_on';
const ofView = (id: number, number: string, unified: string, premises: number) =>
  `union all select ${id}, '${number}', '${unified}', ${premises}, 'person', 'Двойник', '', '', '', 1, 1, 4000, date '2014-01-01', null::date`;

/** What no table of the reference schema would take, and what a billing system does to a row later. */
const more = `
  update fund.period_balance set due_on = 'infinity' where account_id = 101;
  insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
    values (102, 1020, '2062-10-05', '2062-10-06', '2026-10', 50000, 'Почта России');
  update fund.account set closed_on = '9999-12-31' where id = 103;
  insert into fund.account (id, number, premises_id, owner_kind, last_name, area, opened_on)
    values (1031, '1031', 103, 'person', 'Второй', 5000, '2014-01-01');
  insert into fund.period_balance (account_id, period, opening, charged, closing, issued_on, due_on, payments_until)
    values (106, '2026-09', 65500, 34500, 100000, '2026-10-01', '2026-10-15', '2026-09-30'),
           (104, '2026-09', 65500, 34500, 100000, '2026-10-01', '2026-10-15', '2026-09-30');
  update fund.period_balance set due_on = 'infinity' where account_id = 104 and period = '2026-10';
  insert into fund.charge_line (account_id, period, line_no, kind, service, unit, area, tariff, amount)
    values (106, '2026-09', 1, 'contribution', 'Взнос на капитальный ремонт', 'кв. м', 5000, 690, 34500);
  create or replace view exchange.account as select ${accountColumns} from fund.account
    ${ofView(117, 'DUPID', '', 101)} ${ofView(880005, '880005', '', 777_777_777)} ${ofView(880001, '117117', '', 104)}
    ${ofView(880015, '880015', '20MB875415', 104)};`;

let planted: ReturnType<typeof oddFund> | undefined;
/** One fund for each worker of the run, whoever reads it. */
const plant = () => (planted ??= oddFund(serverUrl(), `odd_fund_${process.pid}`, { houses, accounts, more }));

let logins = 0;
/** A login is one terminal's alone. */
const login = (url: string) => createTerminalLogin(url, `odd_${process.pid}_${++logins}`, 'secret');

const printedTo = 'напечатано';

/** A data folder with a key in a file, as a terminal without a keychain has. */
export function ownDataDir() {
  const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-odd-'));
  const keyFile = join(dataDir, 'key');
  writeFileSync(keyFile, '5a'.repeat(32), { mode: 0o400 });
  return { dataDir, keyFile };
}

async function overOddFund(settings: Record<string, unknown> = {}): Promise<ProgramOptions> {
  const fundUrl = await plant();
  const { dataDir, keyFile } = ownDataDir();
  const folder = join(dataDir, printedTo);
  mkdirSync(folder);
  const printers = [{ name: 'Папка', kind: 'folder', folder }];
  return { dataDir, fundUrl, settings: { fundUrl: await login(fundUrl), keyFile, printers, ...settings } };
}

/** Files that take this `test` share its program where they share a worker. */
export const test = base.extend<object, { programOptions: ProgramOptions }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  programOptions: [async ({}, use) => use(await overOddFund()), { scope: 'worker' }],
});

/** The same fund, read by a desk. */
export const deskOptions = () => overOddFund({ audience: 'desk', terminalName: 'Стойка' });

export async function openOdd(kiosk: Page, number: string): Promise<void> {
  await kiosk.goto(new URL('/', kiosk.url()).href);
  await openByNumber(kiosk, number, oddPayment);
}

/** What the screen shows as a person reads it: every run of spaces is one space, and of a soft hyphen nothing is seen. */
export const plain = (text: string | null): string =>
  withoutUnseen(text ?? '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();

/** The file of the one paper that comes out while `work` runs. */
export const paperAfter = (program: RunningProgram, work: () => Promise<unknown>): Promise<string> =>
  newPaper(join(program.dataDir, printedTo), work);

/** For looking at: `KR_SHOTS` names a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['KR_SHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
