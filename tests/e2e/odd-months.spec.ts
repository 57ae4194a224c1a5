// Months and payments with a cell that cannot be, from the fund's tables to the kiosk: the sum stands, and nothing is made of the bad cell.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { begin, chooseSuggestion, findByNumber, printDocument, prove, tapKeys } from '../../scripts/walk/owner.ts';
import { pdfText } from '../support/pdf.ts';
import { expect } from '../support/program.ts';
import { oddPayment } from '../support/odd-fund.ts';
import { openOdd, paperAfter, shot, test } from './odd-walk.ts';

const balance = (kiosk: Page) => kiosk.getByTestId('balance');

for (const [number, earlier] of [
  ['101', 'no month before it'],
  ['104', 'a month before it'],
])
  test(`a month whose due day is no day, with ${earlier}, keeps its sum and says that the day is not known`, async ({
    kiosk,
  }) => {
    await openOdd(kiosk, number!);
    await expect(balance(kiosk)).toContainText('1 345,00');
    await expect(balance(kiosk)).toContainText('срок оплаты спросите в фонде');
    await expect(kiosk.locator('body')).not.toContainText('Долга нет');
    await shot(kiosk, `odd-due-${number}`);
    await kiosk.getByTestId('to-document').click();
    await expect(kiosk.getByTestId('document-due')).toContainText('1 345,00');
    await expect(kiosk.getByTestId('document-due')).toContainText('срок оплаты спросите в фонде');
    await shot(kiosk, `odd-due-${number}-document`);
  });

test('a payment of a year to come is neither proof nor money', async ({ kiosk }) => {
  await kiosk.goto(new URL('/', kiosk.url()).href);
  await findByNumber(kiosk, '102');
  await kiosk.getByTestId('hit-yes').click();
  await kiosk.getByTestId('proof-date').waitFor();
  await tapKeys(kiosk, '05102062');
  await expect(kiosk.getByTestId('paid-on')).toContainText('ещё не наступил');
  await shot(kiosk, 'odd-future');
  await openOdd(kiosk, '102');
  await expect(balance(kiosk)).toContainText('1 345,00');
  await kiosk.getByTestId('to-payments').click();
  await expect(kiosk.getByTestId('payments')).toContainText('345,00');
  await expect(kiosk.getByTestId('payments')).not.toContainText('500,00');
  await expect(kiosk.getByTestId('payments')).not.toContainText('2062');
  await shot(kiosk, 'odd-future-payments');
});

test('a correction whose reason is too long keeps its line and its sum, on the screen and on paper', async ({
  kiosk,
  program,
}) => {
  await openOdd(kiosk, '105');
  await expect(balance(kiosk)).toContainText('332,66');
  const lines = kiosk.getByTestId('charge-lines');
  await expect(lines).toContainText('По решению суда № 2-1234/2026');
  await expect(lines).toContainText('−12,34');
  await shot(kiosk, 'odd-reason');
  await kiosk.getByTestId('to-history').click();
  await kiosk.getByTestId('history-2026-10').locator('th button').click();
  await expect(lines).toContainText('−12,34');
  await shot(kiosk, 'odd-reason-history');
  await kiosk.getByTestId('back').click();
  const paper = await paperAfter(program, () => printDocument(kiosk));
  const text = await pdfText(readFileSync(paper));
  expect(text).toContain('По решению суда № 2-1234/2026');
  expect(text).toMatch(/[-−–]\s?12,34/);
});

test('a past month tells the area it was charged by, the account its area of today', async ({ kiosk, program }) => {
  await openOdd(kiosk, '106');
  await expect(kiosk.getByTestId('account')).toContainText('60,00');
  await kiosk.getByTestId('to-history').click();
  await kiosk.getByTestId('history-2026-09').locator('th button').click();
  await expect(kiosk.getByTestId('charge-lines')).toContainText('50,00');
  await expect(kiosk.getByTestId('charge-lines')).not.toContainText('60,00');
  const paper = await paperAfter(program, async () => {
    await kiosk.getByTestId('print-2026-09').click();
    await kiosk.getByTestId('print-range-done').waitFor();
  });
  const text = await pdfText(readFileSync(paper));
  expect(text).toContain('сентябрь 2026');
  expect(text).toContain('50,00');
  expect(text).not.toContain('60,00');
});

test('an account closed in the year 9999 is open, and is offered beside the other of its flat', async ({ kiosk }) => {
  await begin(kiosk);
  await kiosk.getByTestId('by-address').click();
  await chooseSuggestion(kiosk, 'Чебоксары', /Чебоксары/);
  await chooseSuggestion(kiosk, 'Мира', /Мира/);
  await chooseSuggestion(kiosk, '20', 'д.\u00a020');
  await chooseSuggestion(kiosk, '103', 'кв.\u00a0103');
  const hits = kiosk.getByTestId('hits').getByRole('button');
  await expect(hits).toHaveCount(2);
  await shot(kiosk, 'odd-two-of-a-flat');
  await hits.filter({ hasText: '103' }).filter({ hasText: 'Т' }).first().click();
  await kiosk.getByTestId('hit-yes').click();
  await prove(kiosk, oddPayment);
  await expect(balance(kiosk)).toContainText('1 345,00');
  await expect(kiosk.getByTestId('closed')).toHaveCount(0);
  await expect(kiosk.locator('body')).not.toContainText('9999');
});
