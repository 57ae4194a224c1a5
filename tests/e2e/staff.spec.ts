// Staff at the desk by keyboard alone: sign in, a house and its papers, a lock, a form, an account by a document; and what is refused.
import type { Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStaffAdmin } from '../../src-main/adapters/cabinet-postgres/staff-admin.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { axeFindings, focused } from '../a11y/measure.ts';
import { pdfText } from '../support/pdf.ts';
import { expectFits, largestText } from './cabinet-walk.ts';
import { expect, test } from '../support/program.ts';

test.use({
  programOptions: { settings: { audience: 'desk', terminalName: 'Стойка', proof: { failuresToPicture: 99 } } },
});

const [operator, admin] = demoStaff;

/** Tab, as often as a person would bear, until the focus stands on what they want; then Enter. */
async function press(page: Page, id: string): Promise<void> {
  await page.getByTestId(id).first().waitFor();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const { ids } = await focused(page);
    if (ids.includes(id)) return page.keyboard.press('Enter');
  }
  throw new Error(`Tab never comes to ${id}`);
}

/** Slower than a scanner, so that it is taken for a person. */
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 70 });

async function signIn(page: Page, who: (typeof demoStaff)[number] = operator): Promise<void> {
  await press(page, 'to-desk');
  await page.getByTestId('staff-login').waitFor();
  await expect(page.getByTestId('demo-staff')).toContainText(who.password);
  await type(page, who.login);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(who.password);
  await page.keyboard.press('Enter');
  await page.getByTestId('desk').waitFor();
}

/** `KR_SHOTS` names a folder for pictures of every screen. */
async function look(page: Page, name: string): Promise<void> {
  const shots = process.env['KR_SHOTS'];
  if (shots) {
    await page.screenshot({ path: join(shots, `${name}.png`) });
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.screenshot({ path: join(shots, `${name}-1920.png`) });
    await page.setViewportSize({ width: 1280, height: 1024 });
  }
  expect(await axeFindings(page), name).toEqual([]);
}

/** Calls what visitors of the hall do, by another page: this one makes way for it, and takes the terminal again afterwards. */
async function elsewhere<T>(page: Page, work: (call: (method: string, data: object) => Promise<T>) => Promise<T>) {
  const { origin } = new URL(page.url());
  const session = await page.evaluate(() => sessionStorage.getItem('kr-session') ?? '');
  await page.goto('about:blank');
  const headers = { origin, 'content-type': 'application/json', 'x-page': 'test', 'x-session': session };
  const told = await work(async (method, data) => {
    const answer = await page.request.post(`${origin}/rpc/${method}`, { headers, data });
    return (await answer.json()) as T;
  });
  await page.goto(origin);
  await page.getByTestId('to-desk').waitFor();
  return told;
}

const formOf = (account: number) => ({ account, job: crypto.randomUUID() });

/** From the desk's first screen to the list of a house. */
async function findHouse(page: Page) {
  await press(page, 'desk-house');
  for (const [text, next] of [
    ['чебок', 'Какая улица?'],
    ['энгельса', 'Какой дом?'],
    ['14', null],
  ] as const) {
    await page.getByTestId('suggestions').waitFor();
    await type(page, text);
    await page.keyboard.press('Enter');
    if (next) await page.getByText(next).waitFor();
  }
  await page.getByTestId('house-why').waitFor();
  await look(page, 'house-why');
  await press(page, 'house-meeting');
}

test('a shift by keyboard: the house, its list and documents, an account by a document, and the end', async ({
  kiosk: page,
  program,
}) => {
  test.setTimeout(120_000);
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await page.getByTestId('to-desk').waitFor();
  await signIn(page);
  await look(page, 'desk');

  await findHouse(page);
  await page.getByTestId('house-table').waitFor();
  await look(page, 'house');
  await press(page, 'print-house');
  await expect(page.getByTestId('house-job-done')).toBeVisible({ timeout: 15_000 });
  await press(page, 'to-folder');
  await expect(page.getByTestId('batch-done')).toBeVisible({ timeout: 30_000 });
  await look(page, 'house-done');
  expect(readdirSync(join(program.dataDir, 'документы')).filter(name => name.endsWith('.pdf'))).toHaveLength(1);

  await press(page, 'on-shift');
  await press(page, 'desk-jobs');
  await expect(page.getByTestId('job-done').first()).toContainText('Список дома');
  await look(page, 'jobs');
  await press(page, 'back');
  await press(page, 'desk-defects');
  await page.getByTestId('defects-total').waitFor();
  await look(page, 'defects');
  await press(page, 'back');
  await press(page, 'desk-forms');
  await page.getByTestId('applications').waitFor();
  await press(page, 'back');

  await press(page, 'desk-find');
  await press(page, 'by-number');
  await page.getByTestId('number-field').waitFor();
  await type(page, account!.number);
  await page.keyboard.press('Enter');
  await press(page, 'by-document');
  await press(page, 'reason-noPapers');
  await press(page, 'document-passport');
  await look(page, 'open-by-document');
  await press(page, 'last-four');
  await type(page, '4567');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('to-history')).toBeVisible();
  await press(page, 'finish');
  await expect(page.getByTestId('desk')).toBeVisible();
  await press(page, 'end-shift');
  await expect(page.getByTestId('welcome')).toBeVisible();
  await expect(page.getByTestId('end-shift')).toHaveCount(0);
});

test('a lock and a form of the hall are the desk’s to settle', async ({ kiosk: page, program }) => {
  const [account, other] = await demoWalkAccounts(program.fundUrl, { count: 2 });
  await page.getByTestId('to-desk').waitFor();
  const { value: form } = await elsewhere<{ value: { number: string } }>(page, async call => {
    for (const each of [account, other])
      for (let i = 0; i < 5; i++)
        await call('proof.submit', { account: each!.id, paidOn: '2020-01-01', amount: '1,00' });
    return call('cabinet.printApplication', formOf(account!.id));
  });
  await signIn(page);
  await press(page, 'desk-locks');
  await expect(page.getByTestId('lock')).toHaveCount(2);
  await look(page, 'locks');
  // a failure is told, and leaves with the next lock that is lifted
  const silent = page.getByText('Программа не отвечает');
  await page.route('**/rpc/staff.liftLock', route => route.abort(), { times: 1 });
  await press(page, 'lift');
  await expect(silent).toBeVisible();
  await expect(page.getByTestId('lock')).toHaveCount(2);
  await press(page, 'lift');
  await expect(page.getByTestId('lock')).toHaveCount(1);
  await expect(page.getByText('Блокировка снята')).toBeVisible();
  await expect(silent).toHaveCount(0);
  await press(page, 'lift');
  await expect(page.getByTestId('no-locks')).toBeVisible();
  await press(page, 'back');
  await press(page, 'desk-forms');
  // other halls of the run print theirs too
  const ours = page.getByTestId('form').filter({ hasText: form.number });
  await ours.waitFor();
  await look(page, 'forms');
  await ours.getByTestId('handled').press('Enter');
  await expect(ours).toHaveCount(0);
  await press(page, 'end-shift');
});

test('a form leads the clerk to the account, and the screens on the way speak to the clerk', async ({
  kiosk: page,
  program,
}) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await page.getByTestId('to-desk').waitFor();
  await elsewhere(page, call => call('cabinet.printApplication', formOf(account!.id)));
  await signIn(page);
  await press(page, 'desk-find');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Как найти счёт посетителя?');
  await press(page, 'by-number');
  await page.getByTestId('number-field').waitFor();
  await type(page, account!.number);
  await page.keyboard.press('Enter');
  await page.getByTestId('hit-yes').waitFor();
  await expect(heading).toHaveText('Это счёт посетителя?');
  await press(page, 'hit-yes');
  await expect(heading).toHaveText('Когда посетитель платил в последний раз?');
  await press(page, 'finish');
  await press(page, 'desk-find');
  await press(page, 'absent');
  await page.getByTestId('absent-place').waitFor();
  await type(page, 'ул. Новая, 1');
  await page.keyboard.press('Enter');
  await page.getByTestId('absent-company').waitFor();
  await page.keyboard.press('Enter');
  const absent = await page.getByTestId('application-number').textContent();
  await press(page, 'on-shift');
  await press(page, 'desk-forms');
  const form = page.getByTestId('form').filter({ hasText: absent! });
  await expect(form).toContainText('ул. Новая, 1');
  await expect(form.getByTestId('accept')).toHaveCount(0);
  await form.getByTestId('handled').press('Enter');
  await expect(form).toHaveCount(0);
  const ours = page.getByTestId('form').filter({ hasText: account!.number }).first();
  await ours.getByTestId('accept').press('Enter');
  await expect(heading).toContainText('Принять заявление');
  await press(page, 'document-passport');
  await press(page, 'last-four');
  await type(page, '4567');
  await page.getByTestId('accept-login').locator('input').focus();
  await type(page, 'nobody');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Такого имени в личном кабинете нет')).toBeVisible();
  await look(page, 'accept');
  for (let i = 0; i < 6; i++) await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('Счёт посетителя');
  await expect(page.getByTestId('balance')).toBeVisible();
  await press(page, 'finish');
  await press(page, 'end-shift');
});

test('the desk’s screens fit a tall narrow screen at the largest text', async ({ kiosk: page }) => {
  await page.setViewportSize({ width: 1080, height: 1920 });
  await largestText(page);
  await page.getByTestId('to-desk').click();
  await page.getByTestId('staff-login').waitFor();
  await expectFits(page, 'sign-in');
  await type(page, operator.login);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(operator.password);
  await page.keyboard.press('Enter');
  await page.getByTestId('desk').waitFor();
  await expectFits(page, 'desk');
  for (const [door, screen, settled] of [
    ['desk-jobs', 'jobs', 'job-done'],
    ['desk-locks', 'locks', 'no-locks'],
    ['desk-forms', 'applications', 'form'],
    ['desk-defects', 'defects', 'defects-total'],
  ] as const) {
    await page.getByTestId(door).click();
    await page.getByTestId(settled).first().or(page.getByTestId('no-forms')).waitFor();
    await expectFits(page, screen);
    await page.getByTestId('back').click();
  }
  await page.getByTestId('end-shift').click();
});

test('documents of the region are stopped and gone on with where they stopped', async ({ kiosk: page, program }) => {
  const made = () => readdirSync(join(program.dataDir, 'документы')).filter(name => name.startsWith('Регион'));
  await page.getByTestId('to-desk').waitFor();
  await signIn(page, admin);
  await page.getByTestId('desk-house').click();
  await page.getByTestId('region').click();
  await page.getByTestId('to-folder').click();
  await page.getByTestId('batch-stop').click();
  await expect(page.getByTestId('batch-stopped')).toContainText('Нажмите кнопку ещё раз');
  expect(made().filter(name => name.endsWith('.pdf'))).toEqual([]);
  await page.getByTestId('to-folder').click();
  await expect(page.getByTestId('batch-done')).toBeVisible({ timeout: 30_000 });
  const pdfs = made();
  expect(pdfs).toHaveLength(1);
  const [documents] = /\d+/.exec((await page.getByTestId('batch-done').textContent()) ?? '') ?? [];
  // every page with charges in arrears or ahead is one document: none twice, none lost
  const text = await pdfText(readFileSync(join(program.dataDir, 'документы', pdfs[0]!)));
  const numbers = [...text.matchAll(/Лицевой счёт (?:№ )?(\d{6})/g)].map(([, number]) => number);
  expect(new Set(numbers).size).toBe(Number(documents));
  expect(Number(documents)).toBeGreaterThan(300);
  await page.getByTestId('end-shift').click();
});

test('a shift that ends elsewhere takes the desk’s screens with it', async ({ kiosk: page, program }) => {
  await page.getByTestId('to-desk').waitFor();
  // not the operator: other halls of the run have them on shift
  await signIn(page, admin);
  await press(page, 'desk-defects');
  await page.getByTestId('defects').waitFor();
  const owner = createFundDatabase(program.fundUrl);
  const accounts = createStaffAdmin(owner);
  try {
    await accounts.setDisabled(loginNorm(admin.login), true);
    await press(page, 'back');
    // the desk asks the fund again after some seconds
    await expect(async () => {
      if (await page.getByTestId('desk').isVisible()) await page.getByTestId('desk-forms').click();
      await expect(page.getByTestId('staff-sign-in')).toBeVisible({ timeout: 300 });
    }).toPass({ timeout: 20_000 });
  } finally {
    await accounts.setDisabled(loginNorm(admin.login), false);
    await owner.close();
  }
  await expect(page.getByTestId('staff-sign-in')).toBeVisible();
  await expect(page.getByTestId('defects')).toHaveCount(0);
});

test('a screen of the desk that did not load is tried again, and the failure leaves with the good answer', async ({
  kiosk: page,
}) => {
  const failing = new Set(['staff.jobs', 'staff.locks', 'staff.house']);
  await page.route('**/rpc/staff.*', route =>
    failing.has(new URL(route.request().url()).pathname.replace('/rpc/', '')) ? route.abort() : route.continue(),
  );
  const silent = page.getByText('Программа не отвечает');
  await page.getByTestId('to-desk').waitFor();
  await signIn(page);

  for (const [door, method, list] of [
    ['desk-jobs', 'staff.jobs', /^(no-jobs|job-.+)$/],
    ['desk-locks', 'staff.locks', /^(no-locks|lock)$/],
  ] as const) {
    await press(page, door);
    await expect(silent).toBeVisible();
    failing.delete(method);
    await page.getByRole('button', { name: 'Обновить' }).click();
    await expect(page.getByTestId(list).first()).toBeVisible();
    await expect(silent).toHaveCount(0);
    // what is shown stays when it cannot be had anew
    failing.add(method);
    await page.getByRole('button', { name: 'Обновить' }).click();
    await expect(silent).toBeVisible();
    await expect(page.getByTestId(list).first()).toBeVisible();
    await press(page, 'back');
  }

  await findHouse(page);
  await expect(silent).toBeVisible();
  failing.delete('staff.house');
  await page.getByTestId('state-action').click();
  await expect(page.getByTestId('house-table')).toBeVisible();
  await expect(silent).toHaveCount(0);
});
