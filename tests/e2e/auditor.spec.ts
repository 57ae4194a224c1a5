// The auditor at a desk PC: finds who opened an account, and checks the log; every other door is closed.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { axeFindings } from '../a11y/measure.ts';
import { largestText } from './cabinet-walk.ts';
import { signInAtDesk } from './desk-walk.ts';
import { expect, test } from '../support/program.ts';

test.use({ programOptions: { settings: { audience: 'desk', terminalName: 'Стойка' } } });

const auditor = demoStaff[2];

/** `KR_SHOTS` names a folder for pictures. */
async function look(page: Page, name: string): Promise<void> {
  const shots = process.env['KR_SHOTS'];
  for (const [width, height] of [
    [1920, 1080],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    if (shots) await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true });
  }
  expect(await axeFindings(page), name).toEqual([]);
}

test('an auditor has the audit log alone: finds lines by filters, and hears whether the log is whole', async ({
  kiosk: page,
}) => {
  test.setTimeout(120_000);
  await signInAtDesk(page, demoStaff[0]);
  await page.getByTestId('on-shift').waitFor();
  await page.getByTestId('end-shift').click();
  await page.getByTestId('to-desk').waitFor();
  await signInAtDesk(page, auditor);
  await expect(page.getByTestId('desk')).toContainText('аудитор');
  await expect(page.getByTestId('desk-find')).toHaveCount(0);
  await look(page, 'desk');
  await page.getByTestId('desk-audit').click();
  await expect(page.getByTestId('audit-row').filter({ hasText: 'Лебедева Ольга Андреевна' }).first()).toBeVisible();
  await look(page, 'audit');

  await page.getByTestId('audit-action').selectOption({ label: 'Смена начата' });
  await page.getByTestId('audit-actor').locator('input').fill('ivanova');
  await page.getByTestId('audit-find').click();
  await expect(page.getByTestId('audit-row').first()).toContainText('Иванова');
  expect(new Set(await page.getByTestId('audit-row').locator('td:nth-child(3)').allInnerTexts())).toEqual(
    new Set(['Смена начата']),
  );
  await page.getByTestId('audit-from').locator('input').fill('31.02.2026');
  await page.getByTestId('audit-find').click();
  await expect(page.getByTestId('audit-from')).toContainText('Нужна дата');
  await page.getByTestId('audit-from').locator('input').fill('01.01.2020');
  await page.getByTestId('audit-to').locator('input').fill('02.01.2020');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('audit-none')).toBeVisible();
  await page.getByTestId('audit-from').locator('input').fill('');
  await page.getByTestId('audit-to').locator('input').fill('');
  await page.getByTestId('audit-find').click();
  await page.getByTestId('audit-save').click();
  await expect(page.getByTestId('audit-saved')).toContainText('.csv');
  await largestText(page);
  await look(page, 'audit-largest');
  await page.getByTestId('on-shift').click();
  await page.getByTestId('desk-audit-check').click();
  await page.getByTestId('check-whole').click();
  await expect(page.getByTestId('audit-whole')).toContainText('Журнал цел');
  await look(page, 'check-largest');
});
