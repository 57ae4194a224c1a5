// The main path: an owner finds their account, proves it, reads the statement, prints the payment document.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { formatKopecks } from '../../src-main/domain/money.ts';
import {
  begin,
  chooseSuggestion,
  confirmHit,
  findByNumber,
  finish,
  printDocument,
  prove,
  scan,
} from '../../scripts/walk/owner.ts';
import { fundMonths } from '../support/fund-rows.ts';
import { pdfText, rasterise, scanQr } from '../support/pdf.ts';
import { withClient } from '../support/postgres.ts';
import { expect, test, type RunningProgram } from '../support/program.ts';

const spaces = (text: string) => text.replace(/[\s\u00a0]+/g, ' ');

/** What the statement says is what the fund has, to the kopeck. */
async function expectStatement(page: Page, program: RunningProgram, account: WalkAccount) {
  const [latest] = await fundMonths(program.fundUrl, account.id);
  await expect(page.getByTestId('balance')).toContainText(formatKopecks(Math.abs(latest!.closing)));
  await expect(page.getByTestId('owner')).toContainText(account.owner);
  expect(spaces((await page.getByTestId('address').textContent()) ?? '')).toContain(spaces(account.address));
  const month = page.getByTestId('current-month');
  for (const sum of [latest!.opening, latest!.charged, latest!.paid, latest!.closing])
    await expect(month).toContainText(formatKopecks(Math.abs(sum)));
  return latest!;
}

const printedFiles = (program: RunningProgram) => readdirSync(join(program.dataDir, 'напечатано')).toSorted();

async function printAndRead(page: Page, program: RunningProgram) {
  const before = new Set(printedFiles(program));
  await printDocument(page);
  const [file, ...more] = printedFiles(program).filter(name => !before.has(name));
  expect(more).toEqual([]);
  return readFileSync(join(program.dataDir, 'напечатано', file!));
}

/** The parts of an account's address as the fund has them. */
const addressParts = (program: RunningProgram, account: WalkAccount) =>
  withClient(program.fundUrl, async client => {
    const { rows } = await client.query<{
      settlement: string;
      street: string;
      number: string;
      block: string;
      flat: string;
    }>(
      `select h.settlement, h.street, h.number, h.block, p.number as flat
         from fund.account a join fund.premises p on p.id = a.premises_id join fund.house h on h.id = p.house_id where a.id = $1`,
      [account.id],
    );
    return rows[0]!;
  });

const exactly = (text: string) =>
  new RegExp(`(^|[\\s\\u00a0])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|,)`, 'u');

async function findByAddress(page: Page, program: RunningProgram, account: WalkAccount) {
  const { settlement, street, number, block, flat } = await addressParts(program, account);
  await begin(page);
  await page.getByTestId('by-address').click();
  await chooseSuggestion(page, settlement.toLowerCase(), exactly(settlement));
  await chooseSuggestion(page, street.toLowerCase().replaceAll('ё', 'е'), exactly(street));
  await chooseSuggestion(page, block ? `${number}/${block}` : number, block ? exactly(block) : exactly(number));
  await chooseSuggestion(page, flat, exactly(flat));
}

test('account 220753 goes from hello to paper by its number, and the paper’s QR asks for exactly the debt', async ({
  kiosk,
  program,
}) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  expect(account!.number).toBe('220753');
  await findByNumber(kiosk, '220753');
  await expect(kiosk.getByTestId('hit-owner')).toHaveText('С••••• Л. Л.');
  await expect(kiosk.locator('body')).not.toContainText('Соколова');
  await confirmHit(kiosk);
  await prove(kiosk, account!);
  const latest = await expectStatement(kiosk, program, account!);
  const pdf = await printAndRead(kiosk, program);
  const text = spaces(await pdfText(pdf));
  expect(text).toContain('Соколова Людмила Леонидовна');
  expect(text).toContain(spaces(formatKopecks(latest.closing)));
  const qr = await scanQr((await rasterise(pdf))[0]!);
  expect(qr).toMatch(/^ST0001[12]\|Name=[^|]+\|PersonalAcc=\d{20}\|BankName=[^|]+\|BIC=\d{9}\|CorrespAcc=\d{20}\|/);
  expect(qr).toContain(`|Sum=${latest.closing}`);
  expect(qr).toContain('|PersAcc=220753');
  await finish(kiosk);
});

for (let n = 1; n < 10; n++) {
  const way = (['number', 'address', 'code'] as const)[n % 3]!;
  test(`demo account ${n + 1} of ten is opened by ${way} and its statement is the fund’s`, async ({
    kiosk,
    program,
  }) => {
    const account = (await demoWalkAccounts(program.fundUrl, { count: 10 }))[n]!;
    if (way === 'number') await findByNumber(kiosk, account.number);
    if (way === 'address') await findByAddress(kiosk, program, account);
    if (way === 'code') {
      await kiosk.getByTestId('start').waitFor();
      await scan(
        kiosk,
        'ST00012|Name=Фонд|PersonalAcc=40702810138250123017|BankName=Банк|BIC=044525225|CorrespAcc=30101810400000000225|' +
          `Sum=100|PersAcc=${account.number}`,
      );
    }
    await confirmHit(kiosk);
    await prove(kiosk, account);
    await expectStatement(kiosk, program, account);
    await finish(kiosk);
  });
}

test('a flat touched while its number is still being looked up opens', async ({ kiosk, program }) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 10 }))[0]!;
  const { settlement, street, number, flat } = await addressParts(program, account);
  await begin(kiosk);
  await kiosk.getByTestId('by-address').click();
  await chooseSuggestion(kiosk, settlement.toLowerCase(), exactly(settlement));
  await chooseSuggestion(kiosk, street.toLowerCase(), exactly(street));
  await chooseSuggestion(kiosk, number, exactly(number));
  const choice = kiosk
    .getByTestId('suggestions')
    .getByRole('button', { name: exactly(flat) })
    .first();
  await choice.waitFor();
  // the flat's account comes a breath after the typing's pause has ended
  await kiosk.route('**/rpc/lookup.byFlat', async route => {
    await new Promise(resolve => setTimeout(resolve, 400));
    await route.continue();
  });
  await Promise.all([kiosk.locator(`button[data-key="${flat[0]}"]`).click(), choice.click()]);
  await kiosk.getByTestId('hit-yes').waitFor();
});

test('the QR of a printed document, read by the scanner at the next visit, finds the same account', async ({
  kiosk,
  program,
}) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 10 }))[0]!;
  await findByNumber(kiosk, account.number);
  await confirmHit(kiosk);
  await prove(kiosk, account);
  const qr = await scanQr((await rasterise(await printAndRead(kiosk, program)))[0]!);
  await finish(kiosk);
  await kiosk.getByTestId('start-again').click();
  await kiosk.getByTestId('start').waitFor();
  await scan(kiosk, qr!);
  await expect(kiosk.getByTestId('hit-number')).toContainText(account.number.slice(-4));
});

test('the history opens month by month and adds up to the fund’s ledger', async ({ kiosk, program }) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 1 }))[0]!;
  await findByNumber(kiosk, account.number);
  await confirmHit(kiosk);
  await prove(kiosk, account);
  await kiosk.getByTestId('to-history').click();
  await kiosk.getByTestId('range-all').click();
  const months = await fundMonths(program.fundUrl, account.id);
  const row = kiosk.getByTestId('history-2013-12');
  await expect(row).toContainText('224,14');
  await row.click();
  const lines = kiosk.getByTestId('charge-lines');
  await expect(lines).toContainText('222,04');
  await expect(lines).toContainText('2,10');
  await expect(kiosk.getByTestId('history-total')).toContainText(
    formatKopecks(months.reduce((sum, month) => sum + month.paid, 0)),
  );
  await finish(kiosk);
});
