// The accounts of a login: attached by proof, opened to their charges, printed, mailed, taken out; help, and what is left after the visit.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { formatKopecks } from '../../src-main/domain/money.ts';
import { confirmHit, findByNumber, finish, openByNumber } from '../../scripts/walk/owner.ts';
import { answer, attach, findAndAttach, letterTo, newPerson, register, signIn } from './cabinet-walk.ts';
import { fundMonths } from '../support/fund-rows.ts';
import { expect, test } from '../support/program.ts';

// One person's story: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

const person = newPerson();
const accounts = async (fundUrl: string): Promise<WalkAccount[]> => demoWalkAccounts(fundUrl, { count: 10 });
const answerField = (page: Page) => page.getByTestId('answer');

test('accounts are added by proof, listed with their debts, opened to the last charge; one is main, one is taken out', async ({
  kiosk,
  program,
}) => {
  const [first, second] = await accounts(program.fundUrl);
  await register(kiosk, program, person);
  for (const section of ['charges', 'payments', 'organizations']) {
    await kiosk.getByTestId(`nav-${section}`).click();
    await expect(kiosk.getByTestId('no-account')).toContainText('Сначала добавьте лицевой счёт');
  }
  await kiosk.getByTestId('nav-home').click();
  await kiosk.getByTestId('cabinet-home').waitFor();
  await attach(kiosk, first!);
  await attach(kiosk, second!);
  const [latest] = await fundMonths(program.fundUrl, first!.id);
  const card = kiosk.getByTestId(`account-${first!.number}`);
  await expect(card).toContainText(formatKopecks(Math.abs(latest!.closing)));
  await expect(card).toContainText(first!.owner);
  if (!(await card.getByTestId('charge-lines').isVisible())) await kiosk.getByTestId(`toggle-${first!.number}`).click();
  await expect(card.getByTestId('charge-lines')).toContainText(formatKopecks(latest!.charged));
  await expect(card.getByTestId('main-mark')).toBeVisible();

  await kiosk.getByTestId(`toggle-${second!.number}`).click();
  const other = kiosk.getByTestId(`account-${second!.number}`);
  await other.getByTestId('set-main').click();
  await expect(other.getByTestId('main-mark')).toBeVisible();
  await other.getByTestId('remove').click();
  await kiosk.getByTestId('remove-yes').click();
  await expect(other).toBeHidden();
  await expect(card).toBeVisible();
});

test('who signs in again sees their accounts without proving them, and from there everything of the reference', async ({
  kiosk,
  program,
}) => {
  const [first] = await accounts(program.fundUrl);
  await signIn(kiosk, person);
  await kiosk.getByTestId('charge-lines').waitFor();
  const shots = process.env['KR_SHOTS'];
  const printed = readdirSync(join(program.dataDir, 'напечатано')).length;
  await kiosk.getByTestId('print-views').scrollIntoViewIfNeeded();
  if (shots) await kiosk.screenshot({ path: join(shots, 'card-views.png') });
  await kiosk.getByTestId('print-views').click();
  await expect(kiosk.getByTestId('print-range-done')).toContainText('Заберите список');
  if (shots) await kiosk.screenshot({ path: join(shots, 'views-done.png') });
  expect(readdirSync(join(program.dataDir, 'напечатано'))).toHaveLength(printed + 1);
  await kiosk.getByTestId('print-range-close').click();
  for (const [link, screen] of [
    ['home-history', 'history'],
    ['home-payments', 'payments-screen'],
    ['home-tariffs', 'tariffs'],
    ['home-contacts', 'organizations'],
    ['home-pay', 'pay'],
  ] as const) {
    await kiosk.getByTestId(link).click();
    await expect(kiosk.getByTestId(screen)).toBeVisible();
    await kiosk.getByTestId('back').click();
    await expect(kiosk.getByTestId('cabinet-home')).toBeVisible();
    await kiosk.getByTestId('charge-lines').waitFor();
  }
  await kiosk.getByTestId('home-print').click();
  await kiosk.getByTestId('print').click();
  await expect(kiosk.getByTestId('print-done')).toBeVisible();
  await kiosk.getByTestId('to-account').click();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
  await expect(kiosk.getByTestId('to-attach')).toBeHidden();
  for (const [section, screen] of [
    ['nav-charges', 'history-screen'],
    ['nav-payments', 'payments-screen'],
    ['nav-organizations', 'organizations'],
    ['nav-news', 'news'],
    ['nav-profile', 'profile'],
    ['nav-home', 'cabinet-home'],
  ] as const) {
    await kiosk.getByTestId(section).click();
    await expect(kiosk.getByTestId(screen)).toBeVisible();
  }
  expect(first!.number).toBeTruthy();
});

test('the shown months are printed, and mailed to the main address', async ({ kiosk, program }) => {
  await signIn(kiosk, person);
  await kiosk.getByTestId('charge-lines').waitFor();
  await kiosk.getByTestId('nav-charges').click();
  await kiosk.getByTestId('history').waitFor();
  const printed = () => readdirSync(join(program.dataDir, 'напечатано')).length;
  const before = printed();
  await kiosk.getByTestId('print-range').click();
  await expect(kiosk.getByTestId('print-range-done')).toContainText('Заберите выписку');
  expect(printed()).toBe(before + 1);
  await kiosk.getByTestId('print-range-close').click();
  await kiosk.getByTestId('mail-range').click();
  await expect(kiosk.getByTestId('mail-status')).toHaveText('Отправлено на вашу почту');
  const letter = await letterTo(program, person.email, /начисления/i);
  expect(letter.attachments).toHaveLength(1);
});

test('who cannot prove an account prints the application form, and reads out its number', async ({
  kiosk,
  program,
}) => {
  const account = (await accounts(program.fundUrl))[4]!;
  const printed = () => readdirSync(join(program.dataDir, 'напечатано')).length;
  const before = printed();
  await findByNumber(kiosk, account.number);
  await confirmHit(kiosk);
  await kiosk.getByTestId('no-receipt').click();
  await kiosk.getByTestId('to-application').click();
  await expect(kiosk.getByTestId('application')).not.toContainText(account.owner.split(' ')[0]!);
  await kiosk.getByTestId('print-application').click();
  await expect(kiosk.getByTestId('application-done')).toBeVisible();
  await expect(kiosk.getByTestId('application-number')).toContainText(/\d/);
  expect(printed()).toBe(before + 1);
});

test('help is open at first, closed for the visit once closed, and can be called back', async ({ kiosk }) => {
  await signIn(kiosk, person);
  await kiosk.getByTestId('charge-lines').waitFor();
  await expect(kiosk.getByTestId('help')).toBeVisible();
  await kiosk.getByTestId('help-close').click();
  await expect(kiosk.getByTestId('help')).toBeHidden();
  await kiosk.getByTestId('nav-news').click();
  await expect(kiosk.getByTestId('help')).toBeVisible();
  await kiosk.getByTestId('nav-home').click();
  await kiosk.getByTestId('charge-lines').waitFor();
  await expect(kiosk.getByTestId('help')).toBeHidden();
  await kiosk.getByTestId('help-open').click();
  await expect(kiosk.getByTestId('help')).toBeVisible();
});

test('an account proved before the sign-in is closed by it, and is added when who has signed in proves it', async ({
  kiosk,
  program,
}) => {
  const proved = (await accounts(program.fundUrl))[2]!;
  await openByNumber(kiosk, proved.number, proved);
  await kiosk.getByTestId('to-attach').click();
  await kiosk.getByTestId('sign-in-name').waitFor();
  await kiosk.getByTestId('back').click();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
  await kiosk.getByTestId('to-attach').click();
  await answer(kiosk, 'sign-in-name', person.login);
  await answer(kiosk, 'sign-in-password', person.password);
  await expect(kiosk.getByText('Какой счёт добавить?')).toBeVisible();
  await expect(kiosk.getByText(proved.number)).toHaveCount(0);
  await findAndAttach(kiosk, proved);
  await kiosk.getByTestId(`toggle-${proved.number}`).click();
  await kiosk.getByTestId('sign-out').click();
  await expect(kiosk.getByTestId('start')).toBeVisible();
  await kiosk.getByTestId('to-cabinet').click();
  await expect(kiosk.getByTestId('sign-in-name')).toBeVisible();
});

test('after «Завершить» nothing of the user is left in the page, and the next person is nobody', async ({ kiosk }) => {
  await signIn(kiosk, person);
  await kiosk.getByTestId('charge-lines').waitFor();
  await kiosk.getByTestId('nav-profile').click();
  await kiosk.getByTestId('row-email').waitFor();
  expect(kiosk.url()).not.toContain(person.login);
  expect(await kiosk.evaluate(() => [localStorage.length, Object.keys(sessionStorage).sort()])).toEqual([
    0,
    ['kr-page', 'kr-session'],
  ]);
  await finish(kiosk);
  await kiosk.getByTestId('start-again').click();
  await kiosk.getByTestId('start').waitFor();
  const held = await kiosk.evaluate(() => {
    const all = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map(
          each =>
            ('value' in each ? String(each.value) : '') +
            (each.shadowRoot ? all(each.shadowRoot) : '') +
            each.textContent,
        )
        .join(' ');
    return all(document) + location.href + JSON.stringify({ ...localStorage }) + document.cookie;
  });
  expect(held).not.toContain(person.login);
  expect(held).not.toContain(person.email);
  await kiosk.getByTestId('to-cabinet').click();
  await expect(kiosk.getByTestId('sign-in-name')).toBeVisible();
  await expect(answerField(kiosk).locator('input')).toHaveValue('');
});
