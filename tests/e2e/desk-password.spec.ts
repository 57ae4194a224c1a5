// A clerk whose password an administrator has set: the desk asks to change it, and the new one begins the next shift.
import { randomUUID } from 'node:crypto';
import { createStaffAdmin } from '../../src-main/adapters/cabinet-postgres/staff-admin.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { expectReadable, expectToFit } from '../a11y/looks.ts';
import { expect, test } from '../support/program.ts';
import { signInAtDesk } from './desk-walk.ts';

test.use({ programOptions: { settings: { audience: 'desk', terminalName: 'Стойка' } } });

test('a password set by an administrator is asked to be changed, and is', async ({ kiosk: page, program }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1366, height: 768 });
  const login = `novaya-${randomUUID().slice(0, 8)}`;
  const given = 'Выдан-1-раз';
  const own = 'Свой-2-пароль';
  const database = createFundDatabase(program.fundUrl);
  const passwordHash = await argon2Passwords().hash(given);
  const name = 'Новикова Анна Ивановна';
  await createStaffAdmin(database).add({
    login,
    loginNorm: loginNorm(login),
    name,
    role: 'operator',
    passwordHash,
    mustChange: true,
  });
  await database.close();

  await signInAtDesk(page, { login, password: given });
  await expect(page.getByTestId('must-change')).toBeVisible();
  await expectReadable(page, 'desk-must-change');
  await expectToFit(page, 'desk-must-change');
  await page.getByTestId('change-now').click();
  await page.getByTestId('change-oldPassword').locator('input').fill('не тот');
  await page.getByTestId('change-password').locator('input').fill(own);
  await page.getByTestId('change-passwordAgain').locator('input').fill(own);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('change-oldPassword')).toContainText('не подошёл');
  await expectReadable(page, 'desk-password');
  await expectToFit(page, 'desk-password');
  await page.getByTestId('change-oldPassword').locator('input').fill(given);
  await page.getByTestId('save-password').click();
  await expect(page.getByTestId('password-changed')).toBeVisible();
  await page.getByTestId('save-password').click();
  await expect(page.getByTestId('must-change')).toHaveCount(0);
  await page.getByTestId('end-shift').click();
  await page.getByTestId('welcome').waitFor();
  await signInAtDesk(page, { login, password: own });
  await expect(page.getByTestId('must-change')).toHaveCount(0);
  await page.getByTestId('end-shift').click();
});
