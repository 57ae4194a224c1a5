// Visits at the desk: they are the shift's, and nothing of one is left on the screen when it ends.
import type { Page } from '@playwright/test';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { signInAtDesk } from './desk-walk.ts';
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

/** From the desk to the screen that opens an account by a document, all of it chosen but the four characters. */
async function chooseByDocument(page: Page, number: string): Promise<void> {
  await page.getByTestId('desk-find').click();
  await page.getByTestId('by-number').click();
  await page.getByTestId('number-field').locator('input').pressSequentially(number, { delay: 70 });
  await page.keyboard.press('Enter');
  await page.getByTestId('by-document').click();
  await page.getByTestId('reason-noPapers').click();
  await page.getByTestId('document-passport').click();
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
