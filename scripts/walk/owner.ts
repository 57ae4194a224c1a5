// An owner at the kiosk, driving a browser page: every step is a tap or a key of a person. Shared by `npm run walk` and the tests.
import type { Page } from '@playwright/test';

export interface LastPayment {
  /** YYYY-MM-DD */
  paidOn: string;
  /** kopecks */
  amount: number;
}

const byId = (page: Page, id: string) => page.getByTestId(id);

/** Taps keys of the on-screen keyboard or pad, one by one. */
export async function tapKeys(page: Page, text: string): Promise<void> {
  for (const key of text) await page.locator(`button[data-key="${key}"]`).click();
}

export async function begin(page: Page): Promise<void> {
  await byId(page, 'start').click();
}

export async function findByNumber(page: Page, number: string): Promise<void> {
  await begin(page);
  await byId(page, 'by-number').click();
  await tapKeys(page, number);
  await byId(page, 'find-submit').click();
}

/** Types each part as a person would (a fragment is enough) and takes the suggestion that contains `choose`. */
export async function chooseSuggestion(page: Page, typed: string, choose: string | RegExp): Promise<void> {
  const field = byId(page, 'address-field').locator('input');
  await field.fill(typed);
  await byId(page, 'suggestions')
    .getByRole('button', typeof choose === 'string' ? { name: choose, exact: true } : { name: choose })
    .first()
    .click();
}

/** A USB scanner: types far faster than a person and ends with Enter. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate(code => {
    const page = globalThis as unknown as {
      dispatchEvent(event: unknown): void;
      KeyboardEvent: new (type: string, init: object) => unknown;
    };
    for (const key of [...code, 'Enter'])
      page.dispatchEvent(new page.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, text);
}

export async function confirmHit(page: Page): Promise<void> {
  await byId(page, 'hit-yes').click();
}

/** «123,45» as the money pad accepts it. */
export const typedSum = (kopecks: number): string =>
  `${Math.trunc(kopecks / 100)},${String(kopecks % 100).padStart(2, '0')}`;

/** `submit: false` stops after the sum is confirmed by «Далее», where a captcha is still required. */
export async function prove(page: Page, { paidOn, amount }: LastPayment, { submit = true } = {}): Promise<void> {
  const [year = '', month = '', day = ''] = paidOn.split('-');
  await byId(page, 'proof-date').waitFor();
  await tapKeys(page, day + month + year);
  await byId(page, 'proof-next').click();
  await byId(page, 'proof-sum').waitFor();
  await tapKeys(page, typedSum(amount));
  await byId(page, submit ? 'proof-submit' : 'proof-next').click();
}

/** From the welcome screen to the open statement, by number. */
export async function openByNumber(page: Page, number: string, payment: LastPayment): Promise<void> {
  await findByNumber(page, number);
  await confirmHit(page);
  await prove(page, payment);
  await byId(page, 'balance').waitFor();
}

/** From the open statement to the printer; resolves with the screen's text about where the paper is. */
export async function printDocument(page: Page): Promise<string> {
  await byId(page, 'to-document').click();
  await byId(page, 'print').click();
  await byId(page, 'print-done').waitFor();
  return (await byId(page, 'print-note').textContent()) ?? '';
}

export async function finish(page: Page): Promise<void> {
  await byId(page, 'finish').click();
  await byId(page, 'goodbye').waitFor();
}
