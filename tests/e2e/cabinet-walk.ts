// A person in the cabinet, as a browser's page at the kiosk: every step is a tap a person would make. The code comes from the real letter.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { DemoLetter } from '#contract';
import type { WalkAccount } from '../../scripts/demo/index.ts';
import { confirmHit, prove } from '../../scripts/walk/owner.ts';
import { axeFindings, sidewaysFindings, targetFindings } from '../a11y/measure.ts';
import type { RunningProgram } from '../support/program.ts';

export interface Person {
  login: string;
  email: string;
  password: string;
}

/** Every program of a run shares one fund: names must not meet. */
export function newPerson(): Person {
  const tail = randomBytes(4).toString('hex');
  return {
    login: `ivanova-${tail}`,
    email: `ivanova-${tail}@example.org`,
    password: `Kvartira ${tail} 7`.replaceAll(' ', '-'),
  };
}

/** Taps text on the on-screen keys: capitals by the shift key, Russian letters by the switch. */
export async function tapText(page: Page, text: string): Promise<void> {
  for (const sign of text) {
    const lower = sign.toLowerCase();
    const layout = /[а-яё]/.test(lower) ? 'ru' : /[a-z]/.test(lower) ? 'latin' : null;
    const other = page.locator(`button[data-switch="${layout}"]`);
    if (layout && (await other.isVisible())) await other.click();
    if (sign !== lower) await page.locator('button[data-key="Shift"]').click();
    await page.locator(`button[data-key="${sign}"]`).click();
  }
}

/** Answers the question on the screen and goes on. */
export async function answer(page: Page, screen: string, text: string): Promise<void> {
  await page.getByTestId(screen).waitFor();
  await tapText(page, text);
  await page.getByTestId('next').click();
}

const lettersTo = (program: RunningProgram, address: string): DemoLetter[] => {
  const folder = join(program.dataDir, 'почта');
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as DemoLetter)
    .filter(letter => letter.to.includes(address));
};

/** The newest letter to an address whose text holds `words`; `after` so many that came before it. */
export async function letterTo(program: RunningProgram, address: string, words: RegExp): Promise<DemoLetter> {
  let found: DemoLetter | undefined;
  await expect(() => {
    found = lettersTo(program, address).findLast(({ subject, text }) => words.test(`${subject}\n${text}`));
    expect(found, `a letter to ${address}`).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return found!;
}

export async function codeTo(program: RunningProgram, address: string, words = /код/i): Promise<string> {
  const { text } = await letterTo(program, address, words);
  return /\b\d{6}\b/.exec(text)![0];
}

/** From the welcome screen to an empty «Главная». */
export async function register(page: Page, program: RunningProgram, person: Person, { consent = false } = {}) {
  await page.getByTestId('to-cabinet').click();
  await page.getByTestId('to-register').click();
  await answer(page, 'register-login', person.login);
  await answer(page, 'register-email', person.email);
  await answer(page, 'register-password', person.password);
  await answer(page, 'register-again', person.password);
  await page.getByTestId('tick-agreement').click();
  await page.getByTestId('next').click();
  await page.getByTestId('register-consent').waitFor();
  if (consent) await page.getByTestId('tick-consent').click();
  await page.getByTestId('next').click();
  await page.getByTestId('register-code').waitFor();
  await answer(page, 'register-code', await codeTo(program, person.email));
  await page.getByTestId('cabinet-home').waitFor();
}

export async function signIn(page: Page, { login, password }: Pick<Person, 'login' | 'password'>): Promise<void> {
  await page.getByTestId('to-cabinet').click();
  await answer(page, 'sign-in-name', login);
  await answer(page, 'sign-in-password', password);
}

/** From «Главная» through search and proof back to it, with the account in the cabinet. */
export async function attach(page: Page, account: WalkAccount): Promise<void> {
  await page.getByTestId('add-account').click();
  await findAndAttach(page, account);
}

/** From the choice of how to find the account that is to be added. */
export async function findAndAttach(page: Page, account: WalkAccount): Promise<void> {
  await page.getByTestId('by-number').click();
  for (const key of account.number) await page.locator(`button[data-key="${key}"]`).click();
  await page.getByTestId('find-submit').click();
  await confirmHit(page);
  await prove(page, account);
  await page.getByTestId('attach-done').waitFor();
  await page.getByTestId('to-cabinet').click();
  await page.getByTestId(`account-${account.number}`).waitFor();
}

/** A screen as it stands: nothing axe finds, and it fits. */
export async function expectSound(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page), `${name}: axe`).toEqual([]);
  await expectFits(page, name);
}

/** Nothing cut off sideways, nothing too small for a finger or too near. What axe looks at does not change with the size of the text. */
export async function expectFits(page: Page, name: string): Promise<void> {
  expect(await sidewaysFindings(page), `${name}: sideways`).toEqual([]);
  expect(await targetFindings(page), `${name}: targets`).toEqual([]);
}

/** The largest text, by the buttons a person presses. */
export async function largestText(page: Page): Promise<void> {
  await page.getByTestId('comfort').click();
  await page.getByTestId('text-size-4').click();
  await page.getByRole('button', { name: 'Готово' }).click();
  await expect(page.getByTestId('text-size-4')).toBeHidden();
}
