// Visits at the desk: they are the shift's, and nothing of one is left on the screen when it ends.
import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { chooseByDocument, openByDocument, signInAtDesk } from './desk-walk.ts';
import { axeFindings } from '../a11y/measure.ts';
import { expect, test } from '../support/program.ts';

const quietMs = 2000;
test.use({
  programOptions: {
    settings: {
      audience: 'desk',
      terminalName: 'Стойка',
      idle: { warnSeconds: quietMs / 1000, endSeconds: 22, readingSeconds: 0 },
    },
  },
});

/** `KR_SHOTS` names a folder for pictures. */
async function look(page: Page, name: string): Promise<void> {
  const shots = process.env['KR_SHOTS'];
  for (const [width, height] of shots
    ? ([
        [1366, 768],
        [1920, 1080],
        [1280, 1024],
      ] as const)
    : []) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(shots ?? '', `${name}-${width}.png`) });
  }
  expect(await axeFindings(page), name).toEqual([]);
}

/** Nobody touches anything for longer than a visitor is left without a warning. */
const stayQuiet = async (page: Page) => {
  const began = performance.now();
  await expect.poll(() => performance.now() - began, { timeout: 20_000 }).toBeGreaterThan(2 * quietMs);
  await expect(page.getByTestId('stay')).toBeHidden();
};

test('a clerk who listens loses neither the chosen account nor the open one, and the end of the shift leaves nothing of it', async ({
  kiosk: page,
  program,
}) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await signInAtDesk(page);
  await chooseByDocument(page, account!.number);
  const lastFour = page.getByTestId('last-four').locator('input');
  await lastFour.pressSequentially('12', { delay: 70 });
  await stayQuiet(page);
  await lastFour.pressSequentially('34', { delay: 70 });
  await page.getByTestId('open-account').click();
  await page.getByTestId('balance').waitFor();
  await stayQuiet(page);
  await expect(page.getByTestId('balance')).toBeVisible();

  const owner = (await page.getByTestId('owner').textContent()) ?? '';
  expect(owner).not.toBe('');
  await page.getByTestId('end-shift').click();
  await page.getByTestId('welcome').waitFor();
  await expect(page.getByText(owner)).toHaveCount(0);
  await page.goto(new URL('/statement', page.url()).href);
  await expect(page.getByTestId('balance')).toHaveCount(0);
});

test('the next visitor is asked for, the one before is left aside and gone back to from «Рабочее место»', async ({
  kiosk: page,
  program,
}) => {
  const all = await demoWalkAccounts(program.fundUrl, { count: 10 });
  const first = all[0]!;
  const second = all.find(({ owner }) => owner !== first.owner)!;
  const owner = page.getByTestId('owner');
  await signInAtDesk(page);
  await openByDocument(page, first.number);
  await expect(owner).toHaveText(first.owner);
  await page.getByTestId('on-shift').click();
  await expect(page.getByTestId('back-to-account')).toBeVisible();
  await look(page, 'desk-with-visitor');
  await page.getByTestId('back-to-account').click();
  await expect(owner).toHaveText(first.owner);

  await page.getByTestId('on-shift').click();
  await openByDocument(page, second.number);
  await expect(page.getByTestId('visitor-next')).toBeVisible();
  await look(page, 'same-visitor');
  await page.getByTestId('visitor-next').click();
  await expect(owner).toHaveText(second.owner);
  await expect(page.getByText(first.owner)).toHaveCount(0);

  await page.getByTestId('on-shift').click();
  await expect(page.getByTestId('parked')).toHaveCount(1);
  await expect(page.getByTestId('parked')).not.toContainText('кв.');
  await look(page, 'desk-with-parked');
  await page.getByTestId('parked').click();
  await expect(owner).toHaveText(first.owner);
  await expect(page.getByText(second.owner)).toHaveCount(0);
  await page.getByTestId('end-shift').click();
  await page.getByTestId('welcome').waitFor();
});

test('a page that is loaded again keeps the shift, the open account and who was left aside; another tab takes nothing', async ({
  kiosk: page,
  program,
}) => {
  const all = await demoWalkAccounts(program.fundUrl, { count: 10 });
  const first = all[0]!;
  const second = all.find(({ owner }) => owner !== first.owner)!;
  const owner = page.getByTestId('owner');
  await signInAtDesk(page);
  await openByDocument(page, first.number);
  await expect(owner).toHaveText(first.owner);
  await page.getByTestId('on-shift').click();
  await page.getByTestId('park').click();
  await openByDocument(page, second.number);
  await expect(owner).toHaveText(second.owner);

  await page.reload();
  await expect(owner).toHaveText(second.owner);
  await page.getByTestId('on-shift').click();
  await page.keyboard.press('F5');
  await page.reload();
  await expect(page.getByTestId('back-to-account')).toBeVisible();
  await expect(page.getByTestId('parked')).toHaveCount(1);

  const session = await page.evaluate(() => sessionStorage.getItem('kr-session'));
  const other = await page.context().newPage();
  await other.goto(new URL(`/statement#session=${session}`, program.url).href);
  await expect(other.getByTestId('elsewhere')).toBeVisible();
  await look(other, 'elsewhere');
  await expect(other.getByTestId('balance')).toHaveCount(0);
  await page.getByTestId('back-to-account').click();
  await expect(owner).toHaveText(second.owner);
  await page.getByTestId('on-shift').click();
  await page.close();
  await expect(other.getByTestId('to-desk')).toBeVisible();
  await expect(other.getByTestId('end-shift')).toHaveCount(0);
  await other.close();
});
