// Staff at a kiosk: in through «Аа», only what stands at that kiosk, and out.
import { join } from 'node:path';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { expect, test } from '../support/program.ts';

const [operator] = demoStaff;

test('a shift at a kiosk shows its jobs and locks alone', async ({ kiosk: page }) => {
  const shots = process.env['KR_SHOTS'];
  const look = async (name: string) => void (shots && (await page.screenshot({ path: join(shots, `${name}.png`) })));
  await page.getByTestId('start').waitFor();
  await expect(page.getByTestId('to-desk')).toHaveCount(0);
  await page.getByTestId('comfort').click();
  await look('kiosk-aa');
  await page.getByTestId('staff-entry').click();
  await page.getByTestId('staff-login').waitFor();
  await expect(page.locator('kr-keyboard')).toBeVisible();
  await look('kiosk-sign-in');
  await page.getByTestId('staff-login').click();
  await page.keyboard.insertText(operator.login);
  await page.getByTestId('staff-password').click();
  await page.keyboard.insertText(operator.password);
  await page.getByTestId('staff-submit').click();
  await page.getByTestId('desk').waitFor();
  await look('kiosk-desk');
  await expect(page.getByTestId('desk-jobs')).toBeVisible();
  await expect(page.getByTestId('desk-locks')).toBeVisible();
  for (const id of ['desk-house', 'desk-forms', 'desk-defects', 'desk-find'])
    await expect(page.getByTestId(id)).toHaveCount(0);
  await page.getByTestId('desk-locks').click();
  await page.getByTestId('no-locks').waitFor();
  await page.getByTestId('end-shift').click();
  await expect(page.getByTestId('start')).toBeVisible();
  await expect(page.getByTestId('on-shift')).toHaveCount(0);
});
