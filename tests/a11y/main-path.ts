// Every screen of the main path and of the desk, one after another: a test stops at each and measures.
import type { Page } from '@playwright/test';
import type { WalkAccount } from '../../scripts/demo/index.ts';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { begin, chooseSuggestion, confirmHit, prove, tapKeys, typedSum } from '../../scripts/walk/owner.ts';
import { signInAtDesk } from '../e2e/desk-walk.ts';

/** Told the name of each screen when it has settled. */
export type AtScreen = (name: string) => Promise<void>;

const at = (page: Page, id: string) => page.getByTestId(id);

/** From the welcome screen to goodbye, by address, with the side ways a person may take: number, scanner, help, the account's screens. */
export async function walkScreens(page: Page, account: WalkAccount, atScreen: AtScreen): Promise<void> {
  const screen = async (id: string, name = id) => {
    await at(page, id).first().waitFor();
    await atScreen(name);
  };
  await screen('start', 'welcome');
  await begin(page);
  await screen('by-number', 'ways');
  await at(page, 'absent').click();
  await screen('absent-place');
  await at(page, 'back').click();
  await at(page, 'by-number').click();
  await screen('find-number');
  await tapKeys(page, '999');
  await at(page, 'find-submit').click();
  await page.getByText('Такого лицевого счёта нет').waitFor();
  await screen('find-number', 'find-number refused');
  await at(page, 'back').click();
  await at(page, 'by-code').click();
  await screen('find-scan');
  await at(page, 'back').click();
  await at(page, 'by-address').click();
  await screen('suggestions', 'settlement');
  await chooseSuggestion(page, 'чебок', /Чебоксары/);
  await page.getByText('Какая улица?').waitFor();
  await screen('suggestions', 'street');
  await chooseSuggestion(page, 'энгельса', /Энгельса/);
  await page.getByText('Какой дом?').waitFor();
  await screen('suggestions', 'house');
  await chooseSuggestion(page, '14', 'д.\u00a014');
  await page.getByText('Какая квартира?').waitFor();
  await screen('suggestions', 'flat');
  await chooseSuggestion(page, account.flat, `кв.\u00a0${account.flat}`);
  await screen('hit-yes', 'is it yours');
  await confirmHit(page);
  await screen('proof-date');
  await at(page, 'no-receipt').click();
  await screen('proof-help');
  await at(page, 'back').click();
  await prove(page, { ...account, amount: account.amount + 1 });
  await screen('proof-error', 'proof refused');
  await at(page, 'proof-next').click();
  await screen('proof-sum');
  for (let erased = 0; erased < typedSum(account.amount + 1).length; erased++)
    await page.locator('button[data-key="Backspace"]').click();
  await tapKeys(page, typedSum(account.amount));
  await at(page, 'proof-submit').click();
  await screen('balance', 'statement');
  await at(page, 'chart-toggle').click();
  await screen('chart-table', 'statement, chart as a table');
  await at(page, 'to-history').click();
  await screen('history');
  await page
    .getByTestId(/^history-\d/)
    .first()
    .click();
  await screen('charge-lines', 'history, a month open');
  await at(page, 'back').click();
  await at(page, 'to-payments').click();
  await screen('payments');
  await at(page, 'back').click();
  await at(page, 'to-tariffs').click();
  await screen('tariffs');
  await at(page, 'back').click();
  await at(page, 'to-document').click();
  await screen('document-page', 'document');
  await at(page, 'month-choose').click();
  await screen('year', 'choosing a month');
  await page.keyboard.press('Escape');
  await at(page, 'print').click();
  await screen('print-done', 'printed');
  await at(page, 'finish-visit').click();
  await screen('goodbye');
  await at(page, 'start-again').click();
  await at(page, 'start').waitFor();
}

/** The desk's screens from the sign-in to a certificate looked up; `paperOf` gives the text of the paper that its work printed. */
export async function walkDeskScreens(
  page: Page,
  account: WalkAccount,
  atScreen: AtScreen,
  paperOf: (work: () => Promise<void>) => Promise<string>,
): Promise<void> {
  const screen = async (id: string, name = id) => {
    await at(page, id).first().waitFor();
    await atScreen(name);
  };
  const toDesk = () => at(page, 'on-shift').click();
  await at(page, 'to-desk').click();
  await screen('staff-login', 'desk-sign-in');
  await at(page, 'back').click();
  await signInAtDesk(page, demoStaff[1]);
  await screen('desk');
  for (const [door, settled] of [
    ['desk-data', 'data-well'],
    ['desk-defects', 'defects-total'],
    ['desk-jobs', 'jobs'],
    ['desk-locks', 'no-locks'],
    ['desk-forms', 'applications'],
    ['desk-audit', 'audit-row'],
    ['desk-audit-check', 'audit-check'],
  ] as const) {
    await at(page, door).click();
    await screen(settled, door);
    await toDesk();
  }
  await at(page, 'desk-house').click();
  await screen('suggestions', 'desk-find-house');
  await at(page, 'region').click();
  await screen('region-screen', 'desk-region');
  await at(page, 'back').click();
  for (const [typed, choose, next] of [
    ['чебок', /Чебоксары/, 'Какая улица?'],
    ['энгельса', /Энгельса/, 'Какой дом?'],
    ['14', /д\.\s14$/, ''],
  ] as const) {
    await at(page, 'house-field').locator('input').fill(typed);
    await at(page, 'suggestions').getByRole('button', { name: choose }).first().click();
    if (next) await page.getByText(next).waitFor();
  }
  await screen('house-why', 'desk-house-why');
  await at(page, 'house-meeting').click();
  await screen('house-table', 'desk-house');
  await toDesk();
  await at(page, 'desk-find').click();
  await at(page, 'by-number').click();
  await at(page, 'number-field').locator('input').fill(account.number);
  await at(page, 'find-submit').click();
  await at(page, 'by-document').click();
  await at(page, 'reason-noPapers').click();
  await at(page, 'document-passport').click();
  await screen('last-four', 'desk-open');
  await at(page, 'last-four').locator('input').fill('4567');
  await page.keyboard.press('Enter');
  await at(page, 'balance').waitFor();
  const paper = await paperOf(async () => {
    await at(page, 'print-certificate').click();
    await screen('print-range-done', 'certificate printed');
  });
  await at(page, 'print-range-close').click();
  await toDesk();
  await at(page, 'desk-certificate').click();
  await screen('certificate-code', 'desk-certificate');
  await at(page, 'certificate-code').locator('input').fill('0000-0000-0000');
  await page.keyboard.press('Enter');
  await page.getByText(/нет/).first().waitFor();
  await screen('certificate-code', 'desk-certificate-unknown');
  await at(page, 'certificate-code')
    .locator('input')
    .fill(/\d{4}-\d{4}-\d{4}/.exec(paper)![0]);
  await page.keyboard.press('Enter');
  await screen('certificate-found', 'desk-certificate-found');
  await toDesk();
  await at(page, 'desk-pin').click();
  await screen('pin', 'desk-pin');
  await at(page, 'pin-password').locator('input').fill(demoStaff[1].password);
  await at(page, 'pin').locator('input').fill('2580');
  await at(page, 'save-pin').click();
  await screen('pin-saved', 'desk-pin-saved');
  await at(page, 'save-pin').click();
  await at(page, 'lock-now').click();
  await screen('unlock-pin', 'desk-lock');
  await at(page, 'unlock-pin').locator('input').fill('1357');
  await page.keyboard.press('Enter');
  await page.getByText('не подошёл').waitFor();
  await screen('unlock-pin', 'desk-lock-wrong');
  await at(page, 'another-clerk').click();
  await screen('sign-in-notice', 'desk-lock-another');
  await at(page, 'back').click();
  await at(page, 'unlock-otherwise').click();
  await screen('unlock-password', 'desk-lock-password');
  await at(page, 'unlock-password').locator('input').fill(demoStaff[1].password);
  await page.keyboard.press('Enter');
  await at(page, 'end-shift').click();
}
