// The fund loses its payments while a terminal runs: owners go on and are not told of a lost connection, staff see what is held, an administrator accepts it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fillDemo } from '../../scripts/demo/index.ts';
import { demoStaff, seedDemoStaff } from '../../scripts/demo/staff.ts';
import { createTerminalLogin, migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { expectReadable, expectToFit } from '../a11y/looks.ts';
import { axeFindings } from '../a11y/measure.ts';
import { SERVER } from '../support/e2e-setup.ts';
import { withClient } from '../support/postgres.ts';
import { signInAtDesk } from './desk-walk.ts';
import { expect, startProgram, test } from '../support/program.ts';

/** A fund of this test alone: what it does to its data must be no other test's. */
async function ownFund(name: string) {
  const server = process.env[SERVER] ?? '';
  const url = await migrateFund(server, name);
  await fillDemo(url, { accounts: 200 });
  await seedDemoStaff(url);
  return { url, terminalUrl: await createTerminalLogin(url, `${name}_login`, 'secret') };
}

const inFund = (url: string, sql: string) => withClient(url, client => client.query(sql));

async function look(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page), name).toEqual([]);
}

test('payments that vanish at the fund stay here until an administrator accepts it', async ({ browser }) => {
  test.setTimeout(180_000);
  const fund = await ownFund('held_fund');
  const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-held-'));
  const keyFile = join(dataDir, 'key');
  writeFileSync(keyFile, '5a'.repeat(32), { mode: 0o400 });
  const settings = { fundUrl: fund.terminalUrl, keyFile, audience: 'desk', sync: { pollSeconds: 1 } };
  const program = await startProgram({ dataDir, settings });
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1366, height: 768 } });
  try {
    const page = await context.newPage();
    await page.goto(program.url);
    const freshness = page.getByTestId('freshness');
    await expect(freshness).toContainText('Данные на', { timeout: 60_000 });
    const [operator, admin] = demoStaff;
    await signInAtDesk(page, operator);
    await page.getByTestId('desk-data').click();
    await expect(page.getByTestId('data-well')).toBeVisible();

    // a row changed behind the triggers' back is found when staff ask, and told
    await inFund(
      fund.url,
      `begin; set local session_replication_role = replica;
       update fund.payment set channel = 'Касса' where id = (select min(id) from fund.payment); commit`,
    );
    await page.getByTestId('compare-data').click();
    await expect(page.getByTestId('compared')).toContainText('исправлены, строк: 1', { timeout: 60_000 });

    await inFund(
      fund.url,
      `delete from fund.payment where id % 2 = 0; update fund.account set last_name = '????' where last_name <> ''`,
    );
    await expect(freshness).toContainText('Данные фонда не приняты', { timeout: 60_000 });
    await expect(page.getByTestId('data-trouble')).toHaveText('Данные фонда не приняты');
    await expect(page.getByTestId('held-entity').filter({ hasText: 'Платежи' })).toBeVisible();
    await expect(page.getByTestId('held-entity').filter({ hasText: 'Лицевые счета: Фамилия' })).toContainText(
      'столбец',
    );
    await expect(page.getByTestId('accept-data')).toHaveCount(0);
    await expectToFit(page, 'data-held-operator');

    await page.getByTestId('end-shift').click();
    await signInAtDesk(page, admin);
    await page.getByTestId('desk-data').click();
    await page.getByTestId('accept-data').click();
    await expectReadable(page, 'data-held-admin');
    await expectToFit(page, 'data-held-admin');
    await page.getByTestId('accept-data-yes').click();
    await expect(page.getByTestId('data-well')).toBeVisible({ timeout: 60_000 });
    await expect(freshness).toContainText('Данные на');
    await expect
      .poll(() =>
        withClient(fund.url, async client => {
          const { rows } = await client.query<{ actor: string; details: { entities: string } }>(
            `select actor, details from terminal.audit where action = 'staff.dataAccepted'`,
          );
          return rows.map(
            ({ actor, details }) =>
              `${actor} ${details.entities
                .split(', ')
                .map(one => one.split(' ')[0])
                .toSorted()
                .join()}`,
          );
        }),
      )
      .toEqual([`${admin.login} account.last_name,payment`]);
  } finally {
    await context.close();
    await program.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('an owner is told of no lost connection when the fund’s data cannot be read', async ({ browser }) => {
  test.setTimeout(120_000);
  const fund = await ownFund('unreadable_fund');
  await inFund(fund.url, 'alter view exchange.payment rename to mislaid');
  const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-unreadable-'));
  const keyFile = join(dataDir, 'key');
  writeFileSync(keyFile, '5a'.repeat(32), { mode: 0o400 });
  const settings = { fundUrl: fund.terminalUrl, keyFile, sync: { pollSeconds: 1 } };
  const program = await startProgram({ dataDir, settings });
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 1024 } });
  try {
    const page = await context.newPage();
    await page.goto(program.url);
    await expect(page.getByTestId('no-data')).toContainText('Подойдите, пожалуйста, к стойке', { timeout: 60_000 });
    await look(page, 'owner-nothing');
    await expect(page.locator('body')).not.toContainText('связи');
    await inFund(fund.url, 'alter view exchange.mislaid rename to payment');
    await expect(page.getByTestId('start')).toBeVisible({ timeout: 60_000 });
    await inFund(fund.url, 'alter view exchange.payment rename to mislaid');
    await inFund(fund.url, 'update fund.payment set amount = amount + 1 where id < 5');
    const freshness = page.getByTestId('freshness');
    await expect(freshness).toContainText('Более новых данных пока нет', { timeout: 60_000 });
    await look(page, 'owner-not-newer');
  } finally {
    await context.close();
    await program.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
