// «Мой профиль»: what is kept of the user, under which consent, the password before every change, and the list of one's own activity.
import type { Page } from '@playwright/test';
import { finish } from '../../scripts/walk/owner.ts';
import {
  answer,
  codeTo,
  expectFits,
  expectSound,
  largestText,
  newPerson,
  register,
  signIn,
  tapText,
} from './cabinet-walk.ts';
import { expect, test } from '../support/program.ts';

// One person's story: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

const person = newPerson();

async function openProfile(page: Page): Promise<void> {
  await page.getByTestId('nav-profile').click();
  await page.getByTestId('row-email').waitFor();
}

const value = (page: Page, row: string) => page.getByTestId(`row-${row}`).getByTestId('value');
const answerField = (page: Page) => page.getByTestId('answer');

async function edit(page: Page, field: string, text: string, password = person.password): Promise<void> {
  await page.getByTestId(`row-${field}`).getByTestId('edit').click();
  await page.getByTestId(`edit-${field}`).waitFor();
  await page.locator('button[data-key="Clear"]').click();
  await tapText(page, text);
  await page.getByTestId('next').click();
  await answer(page, 'edit-password', password);
}

test('a new user has a fixed name, an address, and no consent; nothing is ticked for them', async ({
  kiosk,
  program,
}) => {
  await register(kiosk, program, person);
  await openProfile(kiosk);
  await expect(value(kiosk, 'login')).toHaveText(person.login);
  await expect(kiosk.getByTestId('row-login').getByTestId('edit')).toHaveCount(0);
  await expect(value(kiosk, 'email')).toHaveText(person.email);
  await expectSound(kiosk, 'general');
  await kiosk.getByTestId('tab-services').click();
  for (const one of ['monthlyDocument', 'debtReminder', 'houseNews', 'noPaper'])
    await expect(kiosk.getByTestId(`service-${one}`).locator('input')).not.toBeChecked();
  await expect(kiosk.getByTestId('services-need-consent')).toBeVisible();
  await expect(kiosk.getByTestId('activity')).toBeVisible();
  await expectSound(kiosk, 'services');
});

test('phones are not kept without the consent; given by its own tick, they are, after the password', async ({
  kiosk,
}) => {
  await signIn(kiosk, person);
  await openProfile(kiosk);
  await kiosk.getByTestId('row-mobilePhone').getByTestId('edit').click();
  await kiosk.getByTestId('consent-text').waitFor();
  await expect(kiosk.getByText('только с вашего согласия')).toBeVisible();
  await kiosk.getByTestId('back').click();
  await kiosk.getByTestId('tab-contacts').click();
  await expectSound(kiosk, 'contacts');
  await kiosk.getByTestId('tab-general').click();
  await kiosk.getByTestId('row-mobilePhone').getByTestId('edit').click();
  await expect(kiosk.getByTestId('tick-consent').locator('input')).not.toBeChecked();
  await expect(kiosk.getByTestId('give-consent').locator('button')).toBeDisabled();
  await expectSound(kiosk, 'consent');
  await kiosk.getByTestId('tick-consent').click();
  await kiosk.getByTestId('give-consent').click();
  await answer(kiosk, 'edit-mobilePhone', '899912345678');
  await expect(answerField(kiosk)).toContainText('11 цифр');
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'edit-mobilePhone', '89001234567');
  await answer(kiosk, 'edit-password', 'wrong-one-7');
  await expect(answerField(kiosk)).toContainText('Пароль не подошёл');
  await answer(kiosk, 'edit-password', person.password);
  await expect(kiosk.getByTestId('profile-saved')).toBeVisible();
  await expect(value(kiosk, 'mobilePhone')).toHaveText('8 900 123-45-67');
  await kiosk.getByTestId('tab-contacts').click();
  await expect(kiosk.getByTestId('consent')).toContainText('Дано');
});

test('a new main address serves only once its code is given; other changes do not make it forgotten', async ({
  kiosk,
  program,
}) => {
  const other = `other-${person.email}`;
  await signIn(kiosk, person);
  await openProfile(kiosk);
  await edit(kiosk, 'email', other);
  await kiosk.getByTestId('ask-code').waitFor();
  await kiosk.getByTestId('back').click();
  await expect(value(kiosk, 'email')).toHaveText(person.email);
  await edit(kiosk, 'homePhone', '414141');
  await expect(kiosk.getByTestId('profile-saved')).toBeVisible();
  await expect(kiosk.getByTestId('email-to-confirm')).toContainText(other);
  await kiosk.getByTestId('enter-code').click();
  await answer(kiosk, 'ask-code', '000000');
  await expect(answerField(kiosk)).toContainText('Код не подошёл');
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'ask-code', await codeTo(program, other));
  await expect(kiosk.getByTestId('profile-saved')).toBeVisible();
  await expect(value(kiosk, 'email')).toHaveText(other);
  person.email = other;
});

test('the postal address, the way of contact and the mailings are kept', async ({ kiosk }) => {
  await signIn(kiosk, person);
  await openProfile(kiosk);
  await edit(kiosk, 'extraEmails', 'a@example.org, b@example.org'.replace(' ', ''));
  await expect(value(kiosk, 'extraEmails')).toHaveText('a@example.org, b@example.org');
  await kiosk.getByTestId('tab-contacts').click();
  await kiosk.getByTestId('row-postalAddress').getByTestId('edit').click();
  await answer(kiosk, 'ask-postalAddress', 'г. Чебоксары, ул. Энгельса, 14');
  await expect(value(kiosk, 'postalAddress')).toHaveText('г. Чебоксары, ул. Энгельса, 14');
  await kiosk.getByTestId('prefer-phone').click();
  await expect(kiosk.getByTestId('prefer-phone').locator('button')).toHaveAttribute('aria-pressed', 'true');
  await kiosk.getByTestId('tab-services').click();
  await kiosk.getByTestId('service-debtReminder').click();
  await expect(kiosk.getByTestId('profile-saved')).toBeVisible();
  await finish(kiosk);
  await kiosk.getByTestId('start-again').click();
  await signIn(kiosk, person);
  await openProfile(kiosk);
  await kiosk.getByTestId('tab-services').click();
  await expect(kiosk.getByTestId('service-debtReminder').locator('input')).toBeChecked();
  await expect(kiosk.getByTestId('service-houseNews').locator('input')).not.toBeChecked();
});

test('withdrawing the consent asks first, then erases phones, extra addresses and mailings at once', async ({
  kiosk,
}) => {
  await signIn(kiosk, person);
  await openProfile(kiosk);
  await kiosk.getByTestId('tab-contacts').click();
  await kiosk.getByTestId('withdraw').click();
  await expect(kiosk.getByTestId('withdraw-question')).toContainText('сотрём сразу');
  await kiosk.getByTestId('withdraw-yes').click();
  await expect(kiosk.getByTestId('profile-saved')).toContainText('отозвано');
  await expect(value(kiosk, 'postalAddress')).toHaveText('не указано');
  await kiosk.getByTestId('tab-general').click();
  for (const row of ['extraEmails', 'homePhone', 'mobilePhone'])
    await expect(value(kiosk, row)).toHaveText('не указано');
  await expect(value(kiosk, 'email')).toHaveText(person.email);
  await kiosk.getByTestId('tab-services').click();
  await expect(kiosk.getByTestId('service-debtReminder').locator('input')).not.toBeChecked();
});

test('the password is changed by the present one, typed twice; the activity of the login is listed', async ({
  kiosk,
}) => {
  await signIn(kiosk, person);
  await openProfile(kiosk);
  await kiosk.getByTestId('change-password').click();
  const next = `${person.password}-3`;
  await answer(kiosk, 'change-old', 'wrong-one-7');
  await answer(kiosk, 'change-password', next);
  await answer(kiosk, 'change-again', next);
  await expect(kiosk.getByTestId('change-old')).toBeVisible();
  await expect(answerField(kiosk)).toContainText('Пароль не подошёл');
  await answer(kiosk, 'change-old', person.password);
  await kiosk.getByTestId('change-password').waitFor();
  await kiosk.getByTestId('next').click();
  await answer(kiosk, 'change-again', next);
  await expect(kiosk.getByTestId('profile-saved')).toContainText('Пароль изменён');
  person.password = next;
  await kiosk.getByTestId('tab-services').click();
  await expect(kiosk.getByTestId('activity')).toContainText('Смена пароля');
  await expect(kiosk.getByTestId('activity')).toContainText('Вход в кабинет');
  await finish(kiosk);
  await kiosk.getByTestId('start-again').click();
  await signIn(kiosk, person);
  await expect(kiosk.getByTestId('hello')).toContainText(person.login);
});

test('the profile reads at the largest text, tab by tab, with the arrows too', async ({ kiosk }) => {
  await kiosk.getByTestId('start').waitFor();
  await largestText(kiosk);
  await signIn(kiosk, person);
  await openProfile(kiosk);
  await expectFits(kiosk, 'general at the largest text');
  await kiosk.getByTestId('tab-general').press('ArrowRight');
  await expect(kiosk.getByTestId('consent')).toBeVisible();
  await expectFits(kiosk, 'contacts at the largest text');
  await kiosk.getByTestId('tab-contacts').press('ArrowRight');
  await kiosk.getByTestId('activity').waitFor();
  await expectFits(kiosk, 'services at the largest text');
});
