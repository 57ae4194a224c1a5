// Registration: one question a screen, the agreement and the consent apart, a code from a real letter; every screen of the way at two sizes of text.
import type { Page } from '@playwright/test';
import { finish } from '../../scripts/walk/owner.ts';
import { answer, codeTo, expectFits, expectSound, largestText, newPerson, signIn, tapText } from './cabinet-walk.ts';
import { expect, test } from '../support/program.ts';

// One person's story: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

const person = newPerson();
const answerField = (page: Page) => page.getByTestId('answer');

test('a newcomer registers: what is wrong is told at its field, the agreement and the consent have ticks of their own', async ({
  kiosk,
  program,
}) => {
  await kiosk.getByTestId('to-cabinet').click();
  await kiosk.getByTestId('to-register').click();
  await answer(kiosk, 'register-login', person.login);
  await answer(kiosk, 'register-email', 'ivanova');
  await expect(answerField(kiosk)).toContainText('Адрес почты написан с ошибкой');
  await kiosk.locator('button[data-key="Clear"]').click();
  await tapText(kiosk, person.email.split('@')[0]!);
  await kiosk.locator('button[data-ending="@mail.ru"]').click();
  await expect(answerField(kiosk).locator('input')).toHaveValue(`${person.email.split('@')[0]}@mail.ru`);
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'register-email', person.email);
  await answer(kiosk, 'register-password', 'abc');
  await expect(answerField(kiosk)).toContainText('Пароль слишком простой');
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'register-password', person.password);
  await answer(kiosk, 'register-again', 'other');
  await expect(answerField(kiosk)).toContainText('Пароли не совпали');
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'register-again', person.password);

  const next = kiosk.getByTestId('next').locator('button');
  await expect(kiosk.getByTestId('legal-text')).toContainText('Соглашение');
  await expect(kiosk.getByTestId('tick-agreement').locator('input')).not.toBeChecked();
  await expect(next).toBeDisabled();
  await kiosk.getByTestId('tick-agreement').click();
  await next.click();
  await expect(kiosk.getByTestId('legal-text')).toContainText('Согласие на обработку');
  await expect(kiosk.getByTestId('tick-consent').locator('input')).not.toBeChecked();
  await expect(next).toBeEnabled();
  await next.click();

  await answer(kiosk, 'register-code', '000000');
  await expect(answerField(kiosk)).toContainText('Код не подошёл');
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'register-code', await codeTo(program, person.email));
  await expect(kiosk.getByTestId('hello')).toContainText(person.login);
  await expect(kiosk.getByTestId('cabinet-home')).toContainText('ещё нет счетов');
  await finish(kiosk);
});

test('a taken name and a password from the known lists are told at their fields, and the registration goes on', async ({
  kiosk,
  program,
}) => {
  const other = newPerson();
  await kiosk.getByTestId('to-cabinet').click();
  await kiosk.getByTestId('to-register').click();
  await answer(kiosk, 'register-login', person.login.toUpperCase());
  await answer(kiosk, 'register-email', other.email);
  await answer(kiosk, 'register-password', 'password1');
  await answer(kiosk, 'register-again', 'password1');
  await kiosk.getByTestId('tick-agreement').click();
  await kiosk.getByTestId('next').click();
  await kiosk.getByTestId('register-consent').waitFor();
  await kiosk.getByTestId('next').click();
  // Main may tell either first: each is answered where it belongs.
  for (let i = 0; i < 3; i++) {
    const field = kiosk.getByTestId('register-login').or(kiosk.getByTestId('register-password'));
    await field.or(kiosk.getByTestId('register-code')).first().waitFor();
    if (await kiosk.getByTestId('register-code').isVisible()) break;
    await expect(answerField(kiosk)).toContainText(/уже занято|слишком известен|слишком простой/);
    await kiosk.locator('button[data-key="Clear"]').click();
    if (await kiosk.getByTestId('register-login').isVisible()) await answer(kiosk, 'register-login', other.login);
    else {
      await answer(kiosk, 'register-password', other.password);
      await answer(kiosk, 'register-again', other.password);
    }
    await expect(kiosk.getByTestId('next').locator('button'))
      .toBeEnabled({ timeout: 500 })
      .catch(() => undefined);
  }
  await answer(kiosk, 'register-code', await codeTo(program, other.email));
  await expect(kiosk.getByTestId('hello')).toContainText(other.login);
});

test('every screen of the way in is sound, in usual and in the largest text', async ({ kiosk }) => {
  const someone = newPerson();
  for (const expectRight of [expectSound, expectFits]) {
    if (expectRight === expectFits) await largestText(kiosk);
    await expectRight(kiosk, 'welcome');
    await kiosk.getByTestId('to-cabinet').click();
    await kiosk.getByTestId('sign-in-name').waitFor();
    await expectRight(kiosk, 'name');
    await kiosk.getByTestId('to-register').click();
    await kiosk.getByTestId('register-login').waitFor();
    await expectRight(kiosk, 'register name');
    await answer(kiosk, 'register-login', someone.login);
    await kiosk.getByTestId('register-email').waitFor();
    await expectRight(kiosk, 'register e-mail');
    await answer(kiosk, 'register-email', someone.email);
    await kiosk.getByTestId('register-password').waitFor();
    await expectRight(kiosk, 'register password');
    await answer(kiosk, 'register-password', someone.password);
    await answer(kiosk, 'register-again', someone.password);
    await kiosk.getByTestId('legal-text').waitFor();
    await expectRight(kiosk, 'agreement');
    for (let i = 0; i < 6; i++) await kiosk.getByTestId('back').click();
    await kiosk.getByTestId('start').waitFor();
  }
  await signIn(kiosk, person);
  await kiosk.getByTestId('cabinet-home').waitFor();
  await expectFits(kiosk, 'home in the largest text');
});
