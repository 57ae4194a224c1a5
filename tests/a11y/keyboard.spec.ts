// The main path at the desk with a keyboard alone: no mouse, no touch, and the focus is always seen.
import type { Page } from '@playwright/test';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { typedSum } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';
import { focused } from './measure.ts';

test.use({ programOptions: { settings: { audience: 'desk' } } });

/** Tab, as often as a person would bear, until the focus stands on what they want; then Enter. */
async function press(page: Page, id: string): Promise<void> {
  await page.getByTestId(id).waitFor();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const { ids, seen } = await focused(page);
    expect(seen, `the focus on the way to ${id} is seen: ${ids.join(' < ')}`).toBe(true);
    if (ids.includes(id)) return page.keyboard.press('Enter');
  }
  throw new Error(`Tab never comes to ${id}`);
}

/** Slower than a scanner, so that it is taken for a person. */
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 70 });

test('an account is found, proved, read and printed with no mouse', async ({ kiosk, program }) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  const [year = '', month = '', day = ''] = account!.paidOn.split('-');
  await expect(kiosk.locator('kr-keyboard, kr-numpad')).toHaveCount(0);
  await press(kiosk, 'start');
  await press(kiosk, 'by-number');
  await kiosk.getByTestId('number-field').waitFor();
  await type(kiosk, account!.number);
  await kiosk.keyboard.press('Enter');
  await press(kiosk, 'hit-yes');
  await kiosk.getByTestId('proof-date').waitFor();
  await type(kiosk, day + month + year);
  await kiosk.keyboard.press('Enter');
  await kiosk.getByTestId('proof-sum').waitFor();
  await type(kiosk, typedSum(account!.amount));
  await kiosk.keyboard.press('Enter');
  await press(kiosk, 'to-history');
  await kiosk.getByTestId('history').waitFor();
  await press(kiosk, 'back');
  await press(kiosk, 'to-document');
  await press(kiosk, 'print');
  await press(kiosk, 'finish-visit');
  await expect(kiosk.getByTestId('goodbye')).toBeVisible();
});

test('Escape closes «Аа», and the focus comes back to where it was', async ({ kiosk }) => {
  await kiosk.getByTestId('start').waitFor();
  await press(kiosk, 'comfort');
  await expect(kiosk.getByTestId('text-size-2')).toBeVisible();
  await kiosk.keyboard.press('Escape');
  await expect(kiosk.getByTestId('text-size-2')).toBeHidden();
  expect((await focused(kiosk)).ids).toContain('comfort');
});
