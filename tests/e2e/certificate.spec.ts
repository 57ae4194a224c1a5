// «Проверить справку» at the desk, by keyboard: a code that is none and one the fund does not have are told apart, at their field.
import { demoStaff } from '../../scripts/demo/staff.ts';
import { axeFindings } from '../a11y/measure.ts';
import { expect, test } from '../support/program.ts';

test.use({ programOptions: { settings: { audience: 'desk', terminalName: 'Стойка' } } });

test('staff check a certificate by the code on it', async ({ kiosk: page }) => {
  const [operator] = demoStaff;
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByTestId('to-desk').click();
  const login = page.getByTestId('staff-login').locator('input');
  await login.fill(operator?.login ?? '');
  await login.press('Enter');
  await page.keyboard.insertText(operator?.password ?? '');
  await page.keyboard.press('Enter');
  await page.getByTestId('desk-certificate').click();
  const code = page.getByTestId('certificate-code');
  await code.locator('input').fill('1234');
  await page.getByTestId('certificate-go').click();
  await expect(code).toContainText('12 цифр');
  await code.locator('input').fill('0000-0000-0000');
  await code.locator('input').press('Enter');
  await expect(code).toContainText('нет');
  expect(await axeFindings(page)).toEqual([]);
});
