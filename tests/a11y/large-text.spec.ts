// The largest text on a low screen: what is typed and what is answered are both seen above the keys, with nothing scrolled.
import type { Locator, Page } from '@playwright/test';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { confirmHit, findByNumber, prove, tapKeys } from '../../scripts/walk/owner.ts';
import { answer, largestText } from '../e2e/cabinet-walk.ts';
import { expect, test } from '../support/program.ts';

// Failures are made here: a program of its own, so that no other test is asked for the picture.
test.use({ programOptions: { settings: { terminalName: 'Крупный текст' } } });

/** Whole, between the frame's bar and the keys. */
async function expectInSight(page: Page, name: string, ...seen: Locator[]): Promise<void> {
  const keys = (await page.locator('[slot="keyboard"]').boundingBox())!;
  const bar = (await page.locator('kr-app header').first().boundingBox())!;
  for (const locator of seen) {
    const box = (await locator.first().boundingBox())!;
    expect(box.y, `${name}: below the bar`).toBeGreaterThanOrEqual(bar.y + bar.height - 1);
    expect(box.y + box.height, `${name}: above the keys`).toBeLessThanOrEqual(keys.y + 1);
  }
}

test.beforeEach(async ({ kiosk: page }) => {
  await page.getByTestId('start').waitFor();
  await largestText(page);
});

test('of an address the suggestions, and that there are none', async ({ kiosk: page }) => {
  await page.getByTestId('start').click();
  await page.getByTestId('by-address').click();
  const field = page.getByTestId('address-field');
  const choices = page.getByTestId('suggestions').getByRole('button');
  await choices.first().waitFor();
  await expectInSight(page, 'towns', field, choices.first(), choices.nth(2));
  await tapKeys(page, 'ЖЖЖ');
  await page.getByTestId('nothing-found').waitFor();
  await expectInSight(page, 'no such town', field, page.getByTestId('nothing-found'));
});

test('of a proof the date, and that it did not match; then the picture beside its field', async ({
  kiosk,
  program,
}) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 10 }))[3]!;
  await findByNumber(kiosk, account.number);
  await confirmHit(kiosk);
  await kiosk.getByTestId('proof-date').waitFor();
  await expectInSight(kiosk, 'date', kiosk.getByTestId('paid-on'));
  await prove(kiosk, { ...account, amount: account.amount + 1 });
  const wrong = kiosk.getByTestId('proof-error');
  await wrong.waitFor();
  await expectInSight(kiosk, 'no match', kiosk.getByTestId('paid-on'), wrong);
  await expect(kiosk.getByTestId('no-receipt')).toBeInViewport({ ratio: 1 });
  for (let failures = 1; failures < 3; failures++) {
    await kiosk.getByTestId('proof-next').click();
    await kiosk.getByTestId('proof-submit').click();
    await wrong.waitFor();
  }
  await kiosk.getByTestId('proof-next').click();
  await kiosk.getByTestId('proof-next').click();
  const picture = kiosk.getByTestId('picture');
  await picture.waitFor();
  await expectInSight(kiosk, 'picture', picture, kiosk.getByTestId('picture-code'));
});

test('of a registration what is wrong with the answer', async ({ kiosk: page }) => {
  await page.getByTestId('to-cabinet').click();
  await page.getByTestId('to-register').click();
  await answer(page, 'register-login', 'ivanova-large');
  await answer(page, 'register-email', 'ivanova');
  const field = page.getByTestId('answer');
  await expect(field).toContainText('ivanova@mail.ru');
  await expectInSight(page, 'address with a mistake', field);
});
