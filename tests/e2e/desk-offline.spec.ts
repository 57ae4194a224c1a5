// A desk whose fund is away when the clerk comes: the shift begins by what the terminal keeps, says so, and opens accounts.
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { expectReadable, expectToFit } from '../a11y/looks.ts';
import { expect, startProgram, test } from '../support/program.ts';
import { openByDocument, signInAtDesk } from './desk-walk.ts';

const desk = { audience: 'desk', terminalName: 'Стойка', shift: { offlineDays: 7 } };

test('a shift begun without the fund is marked, opens accounts, and says of the rest what is missing', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const first = await startProgram({ settings: desk });
  const [account] = await demoWalkAccounts(first.fundUrl, { count: 1 });
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(first.url);
  await signInAtDesk(page);
  await expect(page.getByTestId('offline-shift')).toHaveCount(0);
  await page.getByTestId('end-shift').click();
  await page.getByTestId('welcome').waitFor();
  await first.stop();
  const demo = { account: { accountNumber: '220753', address: '', paidOn: '2026-01-01', amount: 1 } };
  const fundUrl = 'postgres://nobody:x@127.0.0.1:9/none';
  const away = await startProgram({ dataDir: first.dataDir, settings: { ...desk, fundUrl, demo } });
  try {
    await page.goto(away.url);
    await page.getByTestId('to-desk').click();
    await page.getByTestId('staff-login').locator('input').fill('stranger');
    await page.getByTestId('staff-password').locator('input').fill('any-password-7');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('staff-error')).toContainText('Связи с базой фонда сейчас нет');
    await expectToFit(page, 'desk-offline-stranger');
    await page.getByTestId('staff-login').locator('input').fill(demoStaff[0].login);
    await page.getByTestId('staff-password').locator('input').fill(demoStaff[0].password);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('offline-shift')).toContainText('без связи с фондом');
    await expectReadable(page, 'desk-offline');
    await expectToFit(page, 'desk-offline');
    await page.reload();
    await expect(page.getByTestId('offline-shift')).toBeVisible();
    await openByDocument(page, account!.number);
    await expect(page.getByTestId('owner')).toHaveText(account!.owner);
    await page.getByTestId('on-shift').click();
    await page.getByTestId('desk-forms').click();
    await expect(page.getByText('Связи с базой фонда сейчас нет').first()).toBeVisible();
  } finally {
    await context.close();
    await away.stop();
  }
});
