// Staff at a desk PC: their sign-in, from the welcome screen to «Смена».
import type { Page } from '@playwright/test';
import { demoStaff } from '../../scripts/demo/staff.ts';

export async function signInAtDesk(
  page: Page,
  { login, password }: (typeof demoStaff)[number] = demoStaff[0],
): Promise<void> {
  await page.getByTestId('to-desk').click();
  await page.getByTestId('staff-login').locator('input').fill(login);
  await page.getByTestId('staff-password').locator('input').fill(password);
  await page.keyboard.press('Enter');
  await page.getByTestId('desk').waitFor();
}
