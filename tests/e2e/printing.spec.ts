// A printer in trouble, behind a real port: the owner is told whom to call, the document waits, and the desk may send it elsewhere.
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { openByNumber, typedSum } from '../../scripts/walk/owner.ts';
import { virtualPrinter, type VirtualPrinter } from '../support/printers/virtual-printer.ts';
import { expect, startProgram, test, type RunningProgram } from '../support/program.ts';
import { expectFits, expectSound, largestText } from './cabinet-walk.ts';

const settings = (device: VirtualPrinter, folder: string) => ({
  printers: [
    { name: 'Чековый', kind: 'tcp9100', host: '127.0.0.1', port: device.port, profile: 'epson-tm-t20' },
    { name: 'Офис', kind: 'folder', folder },
  ],
});

let device: VirtualPrinter;
const office = () => join(tmpdir(), `kapremont-office-${device.port}`);
let program: RunningProgram | undefined;
let page: Page;
const start = async (audience: 'kiosk' | 'desk') => {
  program = await startProgram({
    settings: {
      ...settings(device, join(process.env['TMPDIR'] ?? '/tmp', `kapremont-office-${device.port}`)),
      audience,
    },
  });
  await page.goto(program.url);
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  return account!;
};

test.beforeEach(async ({ browser }) => {
  device = await virtualPrinter();
  device.faults = { paperOut: true };
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 1024 } });
  page = await context.newPage();
});
test.afterEach(async () => {
  await page.context().close();
  await program?.stop();
  rmSync(office(), { recursive: true, force: true });
  await device.close();
});

/** Slower than a scanner, so that it is taken for a person. */
const type = async (text: string) => {
  await page.keyboard.type(text, { delay: 70 });
  await page.keyboard.press('Enter');
};

async function beginShift(): Promise<void> {
  await page.getByTestId('to-desk').click();
  await page.getByTestId('staff-login').locator('input').fill(demoStaff[0].login);
  await page.getByTestId('staff-password').locator('input').fill(demoStaff[0].password);
  await page.keyboard.press('Enter');
  await page.getByTestId('desk').waitFor();
}

async function openAtDesk({ number, paidOn, amount }: WalkAccount): Promise<void> {
  await page.getByTestId('desk-find').click();
  await page.getByTestId('by-number').click();
  await page.getByTestId('number-field').waitFor();
  await type(number);
  await page.getByTestId('hit-yes').click();
  await page.getByTestId('proof-date').waitFor();
  await type(paidOn.split('-').toReversed().join(''));
  await page.getByTestId('proof-sum').waitFor();
  await type(typedSum(amount));
  await page.getByTestId('balance').waitFor();
}

async function askForPaper(): Promise<void> {
  await page.getByTestId('to-document').click();
  await page.getByTestId('print').click();
  await expect(page.getByTestId('print-waiting')).toContainText('кончилась бумага');
}

test('at the kiosk the owner reads what is wrong and whom to call, and the document comes out once there is paper', async () => {
  const account = await start('kiosk');
  await openByNumber(page, account.number, account);
  await askForPaper();
  await expect(page.getByTestId('print-waiting')).toContainText('сотруднику у стойки');
  await expect(page.getByTestId('print-on')).toHaveCount(0);
  await expectSound(page, 'waiting for paper');
  await largestText(page);
  await expectFits(page, 'waiting for paper, largest text');
  await page.getByTestId('language').click();
  await expect(page.getByTestId('print-waiting')).toContainText('The printer is out of paper. Please ask at the desk.');
  await expect(page.getByTestId('print-waiting')).not.toContainText(/\p{Script=Cyrillic}/u);
  expect(device.jobs).toEqual([]);
  device.faults = {};
  await expect(page.getByTestId('print-done')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByTestId('print-note')).toHaveText(/Please take it/);
  expect(device.jobs).toHaveLength(1);
});

test('at the desk the document is sent to the other printer with one press, and comes out there alone', async () => {
  const account = await start('desk');
  await beginShift();
  await openAtDesk(account);
  await askForPaper();
  await expectSound(page, 'waiting for paper at the desk');
  await page.getByTestId('print-on').getByText('Офис').click();
  await expect(page.getByTestId('print-done')).toBeVisible({ timeout: 15_000 });
  expect(readdirSync(office()).filter(name => name.endsWith('.pdf'))).toHaveLength(1);
  device.faults = {};
  await page.waitForTimeout(4000);
  expect(device.jobs).toEqual([]);
});

test('large print is offered where a sheet lies, shown as it will be, and comes out there', async () => {
  const account = await start('kiosk');
  await openByNumber(page, account.number, account);
  await page.getByTestId('to-document').click();
  const shown = page.getByTestId('document-page').first();
  const shape = async () => {
    const box = (await shown.boundingBox())!;
    return box.height / box.width;
  };
  await expect.poll(shape).toBeGreaterThan(2);
  await page.getByTestId('large-print').click();
  await expect.poll(shape).toBeLessThan(1.5);
  await expectSound(page, 'the document in large print');
  await page.getByTestId('print').click();
  await expect(page.getByTestId('print-done')).toBeVisible({ timeout: 15_000 });
  expect(readdirSync(office()).filter(name => name.endsWith('.pdf'))).toHaveLength(1);
  expect(device.jobs).toEqual([]);
});
