// Signing in: one answer for every wrong pair, the picture, the lock, a forgotten password, «Запомнить», and the fund away.
import type { Page } from '@playwright/test';
import { finish } from '../../scripts/walk/owner.ts';
import { answer, codeTo, expectSound, newPerson, register, signIn, tapText } from './cabinet-walk.ts';
import { expect, startProgram, test } from '../support/program.ts';

// One person's story: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

const person = newPerson();
const answerField = (page: Page) => page.getByTestId('answer');

test('a wrong password says one thing for a real and an unknown name; the right one signs in', async ({
  kiosk,
  program,
}) => {
  await register(kiosk, program, person);
  await finish(kiosk);
  await kiosk.getByTestId('start-again').click();
  await signIn(kiosk, { login: 'nobody-at-all', password: 'whatever-7' });
  const text = 'Имя пользователя или пароль не подошли';
  await expect(answerField(kiosk)).toContainText(text);
  await kiosk.getByTestId('back').click();
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'sign-in-name', person.login);
  await answer(kiosk, 'sign-in-password', 'whatever-7');
  await expect(answerField(kiosk)).toContainText(text);
  await answer(kiosk, 'sign-in-password', person.password);
  await expect(kiosk.getByTestId('hello')).toContainText(person.login);
});

test('the password is shown only while the person asks for it', async ({ kiosk }) => {
  await kiosk.getByTestId('to-cabinet').click();
  await answer(kiosk, 'sign-in-name', 'petrov');
  await kiosk.getByTestId('sign-in-password').waitFor();
  await tapText(kiosk, 'Aa1!');
  const input = answerField(kiosk).locator('input');
  await expect(input).toHaveAttribute('type', 'password');
  await kiosk.getByTestId('show-password').click();
  await expect(input).toHaveAttribute('type', 'text');
  await expect(input).toHaveValue('Aa1!');
});

test('a forgotten password: the same words for any name, the code from the letter, the new password signs in', async ({
  kiosk,
  program,
}) => {
  await kiosk.getByTestId('to-cabinet').click();
  await kiosk.getByTestId('forgot').click();
  await answer(kiosk, 'recover-login', 'nobody-at-all');
  await expect(answerField(kiosk)).toContainText('Если такое имя есть');
  await kiosk.getByTestId('back').click();
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'recover-login', person.login);
  await expect(answerField(kiosk)).toContainText('Если такое имя есть');
  const code = await codeTo(program, person.email, /пароль/i);
  person.password = `${person.password}-2`;
  await answer(kiosk, 'recover-code', code === '111111' ? '222222' : '111111');
  await answer(kiosk, 'recover-password', person.password);
  await answer(kiosk, 'recover-again', person.password);
  await expect(answerField(kiosk)).toContainText('Код не подошёл');
  await kiosk.locator('button[data-key="Clear"]').click();
  await answer(kiosk, 'recover-code', code);
  await expect(kiosk.getByTestId('recover-done')).toContainText('Пароль изменён');
  await kiosk.getByTestId('to-sign-in').click();
  await answer(kiosk, 'sign-in-name', person.login);
  await answer(kiosk, 'sign-in-password', person.password);
  await expect(kiosk.getByTestId('hello')).toContainText(person.login);
});

test('«Запомнить» is no part of a kiosk or of a shared desk; the PC of one person keeps the name and nothing else', async ({
  kiosk,
  program,
  browser,
}) => {
  const { fundUrl } = program;
  await kiosk.getByTestId('to-cabinet').click();
  await expect(kiosk.getByTestId('sign-in-name')).toBeVisible();
  await expect(kiosk.getByTestId('remember')).toHaveCount(0);

  let desk = await startProgram({ fundUrl, settings: { audience: 'desk' } });
  const context = await browser.newContext({ locale: 'ru-RU' });
  const page = await context.newPage();
  try {
    await page.goto(desk.url);
    await page.getByTestId('to-cabinet').click();
    await page.getByTestId('login').waitFor();
    await expect(page.getByTestId('remember')).toHaveCount(0);
    await expectSound(page, 'shared desk sign-in');
    await desk.stop();
    desk = await startProgram({ dataDir: desk.dataDir, fundUrl, settings: { audience: 'desk', onePersonPc: true } });
    await page.goto(desk.url);
    await page.getByTestId('to-cabinet').click();
    await page.getByTestId('login').locator('input').fill(person.login);
    await page.getByTestId('password').locator('input').fill(person.password);
    await expect(page.getByTestId('remember').locator('input')).not.toBeChecked();
    await page.getByTestId('remember').click();
    await expectSound(page, 'desk sign-in');
    await page.getByTestId('sign-in').click();
    await page.getByTestId('cabinet-home').waitFor();
    await finish(page);
    await page.getByTestId('start-again').click();
    await page.getByTestId('to-cabinet').click();
    await expect(page.getByTestId('login').locator('input')).toHaveValue(person.login);
    await expect(page.getByTestId('password').locator('input')).toHaveValue('');
  } finally {
    await context.close();
    await desk.stop();
  }
});

test('the picture comes after the third failure, and a wrong one is told as that', async ({ browser }) => {
  const program = await startProgram();
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 1024 } });
  const page = await context.newPage();
  const victim = newPerson();
  try {
    await page.goto(program.url);
    await page.getByTestId('to-cabinet').click();
    await answer(page, 'sign-in-name', victim.login);
    for (let i = 0; i < 3; i++) {
      await answer(page, 'sign-in-password', 'wrong-one-7');
      await expect(answerField(page)).toContainText('не подошли');
    }
    await answer(page, 'sign-in-password', 'wrong-one-7');
    await expect(page.getByTestId('sign-in-picture')).toBeVisible();
    await expect(page.getByTestId('picture')).toBeVisible();
    await expectSound(page, 'picture');
    await answer(page, 'sign-in-picture', '00000');
    await expect(answerField(page)).toContainText('Код неверный, вот новый');
  } finally {
    await context.close();
    await program.stop();
  }
});

test('the lock comes after the fifth failure, says until when, and what to do meanwhile', async ({ browser }) => {
  const program = await startProgram({ settings: { proof: { failuresToPicture: 99 } } });
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 1024 } });
  const page = await context.newPage();
  try {
    await page.goto(program.url);
    await page.getByTestId('to-cabinet').click();
    await answer(page, 'sign-in-name', newPerson().login);
    for (let i = 0; i < 5; i++) {
      await answer(page, 'sign-in-password', 'wrong-one-7');
      if (i < 4) await expect(answerField(page)).toContainText('не подошли');
    }
    await expect(page.getByTestId('sign-in-locked')).toContainText(/\d{1,2}:\d\d/);
    await expect(page.getByTestId('forgot')).toBeVisible();
    await expectSound(page, 'locked');
  } finally {
    await context.close();
    await program.stop();
  }
});

test('with the fund away the cabinet says so before anything is typed, and what works without it is one tap away', async ({
  browser,
}) => {
  const first = await startProgram();
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 1024 } });
  const page = await context.newPage();
  await page.goto(first.url);
  await page.getByTestId('start').waitFor();
  await first.stop();
  const away = await startProgram({
    dataDir: first.dataDir,
    settings: {
      fundUrl: 'postgres://nobody:x@127.0.0.1:9/none',
      demo: { account: { accountNumber: '220753', address: '', paidOn: '2026-01-01', amount: 1 } },
    },
  });
  try {
    await page.goto(away.url);
    await page.getByTestId('to-cabinet').click();
    await expect(page.getByTestId('cabinet-away')).toContainText('Найдите счёт по номеру или адресу');
    await expectSound(page, 'away');
    await page.getByTestId('away-news').click();
    await expect(page.getByTestId('news-list')).toBeVisible();
    await page.getByTestId('back').click();
    await page.getByTestId('to-cabinet').click();
    await page.getByTestId('away-find').click();
    await expect(page.getByTestId('by-number')).toBeVisible();
  } finally {
    await context.close();
    await away.stop();
  }
});
