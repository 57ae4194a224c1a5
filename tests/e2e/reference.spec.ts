// The reference cabinet: every place docs/reference.md names is opened in the running program, and the element stands there.
import type { Page } from '@playwright/test';
import { existsSync, rmSync } from 'node:fs';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { typedSum } from '../../scripts/walk/owner.ts';
import { expect, startProgram, test, type RunningProgram } from '../support/program.ts';
import { referenceRows, type Place } from '../support/reference.ts';
import { codeTo, newPerson, type Person } from './cabinet-walk.ts';

test.setTimeout(240_000);

const rows = referenceRows();

/** Looks at the screen for the places of its path that were not seen yet; `missing` is what no screen has shown. */
function watcher(page: Page, audience: Place['audience']) {
  const left = new Set(rows.flatMap(row => row.places).filter(place => place.audience === audience));
  const id = (name: string) => page.getByTestId(name);
  return {
    id,
    missing: () => [...left].map(({ row, text }) => `${row}: ${text}`),
    /** Waits for an element of the screen first. */
    async at(name: string): Promise<void> {
      await id(name).first().waitFor();
      const { pathname } = new URL(page.url());
      for (const place of left) {
        if (place.path !== pathname) continue;
        const element = id(place.testId);
        const shown = place.words ? element.filter({ hasText: place.words }) : element;
        if (await shown.first().isVisible()) left.delete(place);
      }
    },
    async answer(screen: string, text: string): Promise<void> {
      await id(screen).locator('input').first().fill(text);
      await id('next').click();
    },
  };
}

type Watcher = ReturnType<typeof watcher>;

async function findByNumber({ id, at }: Watcher, number: string): Promise<void> {
  await at('by-number');
  await id('by-number').click();
  await at('number-field');
  await id('number-field').locator('input').fill(number);
  await id('find-submit').click();
  await at('hit-yes');
}

async function typeDate({ id }: Watcher, day: string): Promise<void> {
  const parts = id('paid-on').locator('input');
  for (const [index, part] of day.split('-').toReversed().entries()) await parts.nth(index).fill(part);
  await id('proof-next').click();
}

async function prove(watch: Watcher, { paidOn, amount }: Pick<WalkAccount, 'paidOn' | 'amount'>): Promise<void> {
  await watch.at('proof-date');
  await typeDate(watch, paidOn);
  await watch.at('proof-sum');
  await watch.id('amount').locator('input').fill(typedSum(amount));
  await watch.at('proof-submit');
  await watch.id('proof-submit').click();
}

/** From «Личный кабинет» on the welcome screen to an empty «Главная». */
async function register(watch: Watcher, program: RunningProgram, person: Person, signIn: string): Promise<void> {
  const { id, at, answer } = watch;
  await id('to-cabinet').click();
  await at(signIn);
  await id('to-register').click();
  for (const [screen, text] of [
    ['register-login', person.login],
    ['register-email', person.email],
    ['register-password', person.password],
    ['register-again', person.password],
  ] as const) {
    await at(screen);
    await answer(screen, text);
  }
  await at('register-agreement');
  await at('tick-agreement');
  await id('tick-agreement').click();
  await id('next').click();
  await at('register-consent');
  await id('next').click();
  await id('register-code').waitFor();
  await answer('register-code', await codeTo(program, person.email));
  await at('cabinet-home');
}

test('the document tells of all 77 rows, in order, where each is and how it differs', () => {
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 77 }, (_, i) => i + 1));
  for (const { row, says, differs, places, files } of rows) {
    expect(`${row} ${says}`).not.toBe(`${row} `);
    expect(differs, `row ${row}`).not.toBe('');
    expect(places.length + files.length, `row ${row}`).toBeGreaterThan(0);
    for (const file of files) expect(existsSync(file), `row ${row}: ${file}`).toBe(true);
  }
});

async function withoutCabinet(watch: Watcher, page: Page, account: WalkAccount): Promise<void> {
  const { id, at } = watch;
  await at('start');
  await id('to-news').click();
  await at('news-list');
  await id('back').click();
  await id('to-fund').click();
  await at('office');
  await id('back').click();
  await id('start').click();
  await at('absent');
  await id('absent').click();
  await at('absent-place');
  await watch.answer('absent-place', 'г. Чебоксары, ул. Новая, д. 1');
  await at('absent-company');
  await id('next').click();
  await at('application-done');
  await id('back').click();
  await id('by-address').click();
  await at('address-field');
  for (const typed of ['Чебоксары', 'Энгельса', '14']) {
    await id('address-field').locator('input').fill(typed);
    await page.waitForTimeout(300);
    await id('address-field').locator('input').press('Enter');
  }
  await page.getByText('Какая квартира?').waitFor();
  await at('suggestions');
  await page.goto(new URL('/', page.url()).href);
  await id('start').click();
  await findByNumber(watch, account.number);
  await id('hit-yes').click();
  await at('proof-date');
  await id('no-receipt').click();
  await at('to-application');
  await id('to-application').click();
  await at('print-application');
  await id('back').click();
  await prove(watch, account);
  await at('balance');
  await at('charge-lines');
  await id('to-house-news').click();
  await at('news');
  await id('back').click();
  await id('to-tariffs').click();
  await at('tariffs');
  await id('finish').click();
  await id('start-again').click();
}

async function cabinet(watch: Watcher, account: WalkAccount): Promise<void> {
  const { id, at } = watch;
  await id('add-account').click();
  await at('help');
  await findByNumber(watch, account.number);
  await id('hit-yes').click();
  await prove(watch, account);
  await at('attach-done');
  await id('to-cabinet').click();
  await at('charge-lines');
  await id('home-pay').click();
  await at('pay');
  await id('back').click();
  await at('charge-lines');
  await id('home-print').click();
  await at('document-page');
  await id('nav-charges').click();
  await at('history');
  await id('range-all').click();
  await id('history-2013-09').waitFor();
  await id('history-2013-12').locator('th button').click();
  await at('charge-lines');
  await id('nav-payments').click();
  await at('payments');
  await id('nav-organizations').click();
  await at('organization-operator');
  await id('nav-profile').click();
  await at('row-login');
  await id('row-extraEmails').getByTestId('edit').click();
  await id('tick-consent').click();
  await id('give-consent').click();
  await at('edit-extraEmails');
  await id('next').click();
  await at('edit-password');
  await id('back').click();
  await id('back').click();
  await at('change-password');
  await id('sign-out').click();
}

async function signInAgain(watch: Watcher, { login }: Person): Promise<void> {
  const { id, at, answer } = watch;
  await id('to-cabinet').click();
  await at('sign-in-name');
  await answer('sign-in-name', login);
  await at('sign-in-password');
  await id('forgot').click();
  await at('recover-login');
  await id('finish').click();
  await id('start-again').click();
}

async function wrongThreeTimes(watch: Watcher, account: WalkAccount): Promise<void> {
  const { id, at } = watch;
  await id('start').click();
  await findByNumber(watch, account.number);
  await id('hit-yes').click();
  for (const kopecks of [1, 2, 3]) {
    await prove(watch, { paidOn: account.paidOn, amount: account.amount + kopecks });
    await at('proof-error');
  }
  await id('proof-next').click();
  await id('amount').locator('input').waitFor();
  await id('proof-next').click();
  await at('picture-code');
}

test('every place of the kiosk that the document names is there', async ({ kiosk: page, program }) => {
  const [account, other] = await demoWalkAccounts(program.fundUrl, { count: 4 });
  const person = newPerson();
  const watch = watcher(page, 'kiosk');
  await withoutCabinet(watch, page, account!);
  await register(watch, program, person, 'sign-in-name');
  await cabinet(watch, account!);
  await signInAgain(watch, person);
  await wrongThreeTimes(watch, other!);
  expect(watch.missing()).toEqual([]);
});

test('every place of a desk PC that the document names is there', async ({ browser, contextOptions }) => {
  const program = await startProgram({ settings: { audience: 'desk', terminalName: 'Стойка', onePersonPc: true } });
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(program.url);
  const watch = watcher(page, 'desk');
  // the last thing of that screen to come: main tells whether a name may be kept
  await register(watch, program, newPerson(), 'remember');
  await watch.id('nav-profile').click();
  await watch.at('row-login');
  expect(watch.missing()).toEqual([]);
  await context.close();
  await program.stop();
  rmSync(program.dataDir, { recursive: true, force: true });
});
