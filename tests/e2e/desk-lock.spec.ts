// The locked screen of the desk: nothing of a visitor lies behind it, main refuses, and its clerk finds everything again.
import type { Page } from '@playwright/test';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { axeFindings } from '../a11y/measure.ts';
import { expect, test } from '../support/program.ts';
import { openByDocument, signInAtDesk } from './desk-walk.ts';
import { expectNothingLeft } from './nothing-left.ts';

test.use({ programOptions: { settings: { audience: 'desk', terminalName: 'Стойка' } } });

const clerk = demoStaff[0];
const pin = '2580';

const look = async (page: Page, name: string) => expect(await axeFindings(page), name).toEqual([]);

/** What the page calls itself, as its calls show it. */
function idOf(page: Page): () => string {
  let id = '';
  page.on('request', request => (id = request.headers()['x-page'] ?? id));
  return () => id;
}

async function unlock(page: Page, by: 'pin' | 'password', secret: string): Promise<void> {
  await page.getByTestId(`unlock-${by}`).locator('input').pressSequentially(secret, { delay: 70 });
  await page.keyboard.press('Enter');
}

async function choosePin(page: Page): Promise<void> {
  await page.getByTestId('desk-pin').click();
  await page.getByTestId('pin-password').locator('input').fill(clerk.password);
  await page.getByTestId('pin').locator('input').fill('1234');
  await page.getByTestId('save-pin').click();
  await expect(page.getByTestId('pin')).toContainText('не подряд');
  await page.getByTestId('pin').locator('input').fill(pin);
  await page.getByTestId('save-pin').click();
  await expect(page.getByTestId('pin-saved')).toBeVisible();
  await page.getByTestId('save-pin').click();
}

test('a locked screen holds nothing of a visitor, survives a reload, opens by the PIN, and the visitors are there', async ({
  kiosk: page,
  program,
}) => {
  test.setTimeout(120_000);
  const all = await demoWalkAccounts(program.fundUrl, { count: 10 });
  const first = all[0]!;
  const second = all.find(({ owner }) => owner !== first.owner)!;
  const id = idOf(page);
  await signInAtDesk(page, clerk);
  await look(page, 'desk with the lock');
  await choosePin(page);
  await openByDocument(page, first.number);
  await page.getByTestId('on-shift').click();
  await page.getByTestId('park').click();
  await openByDocument(page, second.number);
  await expect(page.getByTestId('owner')).toHaveText(second.owner);

  await page.keyboard.press('Control+KeyL');
  await expect(page.getByTestId('lock-screen')).toBeVisible();
  await look(page, 'lock');
  for (const account of [first, second])
    await expectNothingLeft(page, account, { as: id(), code: 'staff.screenLocked' });
  await expect(page.getByTestId('end-shift')).toHaveCount(0);
  for (const path of ['/statement', '/find', '/']) {
    await page.goto(new URL(path, program.url).href);
    await expect(page.getByTestId('lock-screen')).toBeVisible();
    await expect(page.getByTestId('balance')).toHaveCount(0);
  }
  await page.goBack();
  await page.reload();
  await expect(page.getByTestId('lock-screen')).toBeVisible();
  for (const account of [first, second])
    await expectNothingLeft(page, account, { as: id(), code: 'staff.screenLocked' });

  await unlock(page, 'pin', '1357');
  await expect(page.getByTestId('unlock-pin')).toContainText('не подошёл');
  await look(page, 'lock-wrong');
  await unlock(page, 'pin', pin);
  await expect(page.getByTestId('parked')).toHaveCount(1);
  await page.getByTestId('back-to-account').click();
  await expect(page.getByTestId('owner')).toHaveText(second.owner);
  await page.getByTestId('end-shift').click();
  await page.getByTestId('welcome').waitFor();
});

test('a colleague who signs in over the locked screen is told what ends, and finds nobody’s visit', async ({
  kiosk: page,
  program,
}) => {
  const id = idOf(page);
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await signInAtDesk(page, clerk);
  await openByDocument(page, account!.number);
  await page.getByTestId('owner').waitFor();
  await page.getByTestId('lock-now').click();
  await page.getByTestId('another-clerk').click();
  await expect(page.getByTestId('sign-in-notice')).toContainText(clerk.name);
  await look(page, 'lock-another');
  await page.getByTestId('back').click();
  await unlock(page, 'password', 'не тот');
  await expect(page.getByTestId('unlock-password')).toContainText('не подошёл');
  await page.getByTestId('another-clerk').click();
  await page.getByTestId('staff-login').locator('input').fill(demoStaff[1].login);
  await page.getByTestId('staff-password').locator('input').fill(demoStaff[1].password);
  await page.keyboard.press('Enter');
  await page.getByTestId('desk').waitFor();
  await expect(page.getByTestId('back-to-account')).toHaveCount(0);
  await expectNothingLeft(page, account!, { as: id() });
  await page.getByTestId('end-shift').click();
});
