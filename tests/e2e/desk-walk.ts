// Staff at a desk PC: their sign-in, from the welcome screen to «Смена»; a visitor’s account opened by a document.
import { expect, type Page } from '@playwright/test';
import { demoStaff } from '../../scripts/demo/staff.ts';

export async function signInAtDesk(
  page: Page,
  { login, password }: { login: string; password: string } = demoStaff[0],
): Promise<void> {
  const name = page.getByTestId('staff-login');
  // a shift that has just ended brings a fresh page, which may come after the first click
  await expect(async () => {
    if (!(await name.isVisible())) await page.getByTestId('to-desk').click({ timeout: 1000 });
    await name.waitFor({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await page.getByTestId('staff-login').locator('input').fill(login);
  await page.getByTestId('staff-password').locator('input').fill(password);
  await page.keyboard.press('Enter');
  await page.getByTestId('desk').waitFor();
}

/** From the desk to the screen that opens an account by a document, all of it chosen but the four characters. */
export async function chooseByDocument(page: Page, number: string): Promise<void> {
  await page.getByTestId('desk-find').click();
  await page.getByTestId('by-number').click();
  await page.getByTestId('number-field').locator('input').pressSequentially(number, { delay: 70 });
  await page.keyboard.press('Enter');
  await page.getByTestId('by-document').click();
  await page.getByTestId('reason-noPapers').click();
  await page.getByTestId('document-passport').click();
}

export async function openByDocument(page: Page, number: string): Promise<void> {
  await chooseByDocument(page, number);
  await page.getByTestId('last-four').locator('input').pressSequentially('1234', { delay: 70 });
  await page.getByTestId('open-account').click();
}
