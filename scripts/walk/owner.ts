// An owner at the kiosk, as a browser's page: every step is a tap or a key a person would make. `npm run walk` and the tests share it.
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

/** Types each part as the person would (a fragment is enough) and takes the suggestion that holds `choose`. */
export async function chooseSuggestion(page: Page, typed: string, choose: string | RegExp): Promise<void> {
  const field = byId(page, 'address-field').locator('input');
  await field.fill(typed);
  await byId(page, 'suggestions')
    .getByRole('button', typeof choose === 'string' ? { name: choose, exact: true } : { name: choose })
    .first()
    .click();
}

/** A USB scanner: its text typed far faster than a person, Enter at the end. */
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

/** «123,45» as the money pad takes it. */
export const typedSum = (kopecks: number): string =>
  `${Math.trunc(kopecks / 100)},${String(kopecks % 100).padStart(2, '0')}`;

/** `submit: false` stops where the sum is confirmed by «Далее»: a picture code is still asked for. */
export async function prove(page: Page, { paidOn, amount }: LastPayment, { submit = true } = {}): Promise<void> {
  const [year = '', month = '', day = ''] = paidOn.split('-');
  await byId(page, 'proof-date').waitFor();
  await tapKeys(page, day + month + year);
  await byId(page, 'proof-next').click();
  await byId(page, 'proof-sum').waitFor();
  await tapKeys(page, typedSum(amount));
  await byId(page, submit ? 'proof-submit' : 'proof-next').click();
}

/** From welcome to the open statement, by number. */
export async function openByNumber(page: Page, number: string, payment: LastPayment): Promise<void> {
  await findByNumber(page, number);
  await confirmHit(page);
  await prove(page, payment);
  await byId(page, 'balance').waitFor();
}

/** From the open statement to the printer; resolves with what the screen says of where the paper is. */
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
