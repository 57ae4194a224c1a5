// Card payment at the kiosk against the demo's acquirer: the sum, the code on the screen, how it ends, and nothing charged twice.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { Page } from '@playwright/test';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { formatKopecks } from '../../src-main/domain/money.ts';
import { openByNumber, tapKeys } from '../../scripts/walk/owner.ts';
import { expectFits, expectSound, largestText } from './cabinet-walk.ts';
import { fundMonths } from '../support/fund-rows.ts';
import { scan } from '../support/pdf.ts';
import { withClient } from '../support/postgres.ts';
import { expect, test, type RunningProgram } from '../support/program.ts';

interface Booked {
  id: string;
  amount: number;
  status: string;
  charges: number;
}

/** What the acquirer's own books say. */
const booked = (program: RunningProgram): Booked[] =>
  (JSON.parse(readFileSync(join(program.dataDir, 'acquirer.json'), 'utf8')) as { payments: Booked[] }).payments;

/** Of houses on the common pot: a special account is not paid by card. */
const payer = (program: RunningProgram, n: number): Promise<WalkAccount> =>
  withClient(program.fundUrl, async client => {
    const { rows } = await client.query<{ id: number }>(
      `select id::float8 as id from fund.house where formation = 'commonPot'`,
    );
    const common = new Set(rows.map(({ id }) => id));
    return (await demoWalkAccounts(program.fundUrl, { count: 20 })).filter(({ house }) => common.has(house))[n]!;
  });

async function openPay(page: Page, account: WalkAccount): Promise<void> {
  await openByNumber(page, account.number, account);
  await page.getByTestId('to-pay').click();
  await page.getByTestId('pay').waitFor();
}

async function otherSum(page: Page, sum: string): Promise<void> {
  await page.getByTestId('pay-other').click();
  await page.getByTestId('pay-amount').waitFor();
  await tapKeys(page, sum);
}

/** The text of the code on the screen, read as a phone's camera would. */
async function codeOnScreen(page: Page): Promise<string> {
  const { data, width, height, channels } = decode(await page.getByTestId('pay-qr').screenshot());
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => data[i * channels] ?? 255);
  const [bytes] = await scan({ width, height, pixels }, 'qrcode');
  return new TextDecoder().decode(bytes);
}

test('a payment goes from the sum to the slip, stands beside the balance, and leaves once the ledger has it', async ({
  kiosk,
  program,
}) => {
  test.setTimeout(150_000);
  const account = await payer(program, 8);
  const [before] = await fundMonths(program.fundUrl, account.id);
  await openPay(kiosk, account);
  await expectSound(kiosk, 'the sums');
  await otherSum(kiosk, '321,07');
  await expectSound(kiosk, 'another sum');
  await kiosk.getByTestId('pay-go').click();
  await expect(kiosk.getByTestId('pay-waiting')).toContainText('Этот код — для оплаты сейчас');
  await expect(kiosk.getByTestId('pay-sum')).toContainText('321,07');
  await expect(kiosk.getByTestId('pay-left')).toContainText(/Код действует ещё \d+\s(мин|с)/);
  await expectSound(kiosk, 'the code');
  const code = await codeOnScreen(kiosk);
  expect(code).toMatch(/^https?:\/\//);
  expect(code).not.toMatch(/^ST0001/);
  await expect(kiosk.getByTestId('pay-succeeded')).toContainText('принята, будет зачислена', { timeout: 30_000 });
  await expectSound(kiosk, 'accepted');
  const printed = () => readdirSync(join(program.dataDir, 'напечатано')).length;
  const papers = printed();
  await kiosk.getByTestId('pay-slip').click();
  await expect(kiosk.getByTestId('slip-done')).toBeVisible();
  expect(printed()).toBe(papers + 1);
  await kiosk.getByTestId('pay-leave').click();
  await expect(kiosk.getByTestId('pending-succeeded')).toContainText('321,07');
  await expect(kiosk.getByTestId('balance')).toContainText(formatKopecks(Math.abs(before!.closing)));
  await expectSound(kiosk, 'beside the balance');
  // what is paid is not offered again, though the fund's figure still stands
  await kiosk.getByTestId('to-pay').click();
  await expect(kiosk.getByTestId('pending-succeeded')).toBeVisible();
  const rest = before!.closing - 32107;
  if (rest >= 100) await expect(kiosk.getByTestId('pay-debt')).toContainText(formatKopecks(rest));
  else await expect(kiosk.getByTestId('pay-debt')).toHaveCount(0);
  await expect(kiosk.getByTestId('pay-debt').filter({ hasText: 'Всё, что к' })).toHaveCount(0);
  await kiosk.getByTestId('back').click();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
  await expect(kiosk.getByTestId('pending-succeeded')).toBeVisible();
  expect(booked(program).filter(({ amount }) => amount === 32107)).toEqual([expect.objectContaining({ charges: 1 })]);
  for (let left = 90; left > 0 && (await kiosk.getByTestId('pending-succeeded').isVisible()); left -= 5) {
    await kiosk.getByTestId('balance').click();
    await kiosk.waitForTimeout(5000);
  }
  await expect(kiosk.getByTestId('pending-succeeded')).toBeHidden();
  await expect(kiosk.getByTestId('balance')).toContainText(formatKopecks(Math.abs(before!.closing - 32107)));
});

test('a debt above what the code takes is not silently left out: the limit, and what to do, are told', async ({
  kiosk,
  program,
}) => {
  const account = await payer(program, 6);
  await withClient(program.fundUrl, client =>
    client.query(
      `update fund.period_balance b set closing = 11871044
       where account_id = $1 and period = (select max(period) from fund.period_balance where account_id = $1 and issued_on is not null)`,
      [account.id],
    ),
  );
  await openPay(kiosk, account);
  await expect(kiosk.getByTestId('pay-limit')).toContainText(/не\sбольше\s100\s000,00\s₽\sза\sраз/);
  await expect(kiosk.getByTestId('pay-limit')).toContainText(/К\sоплате\s—\s11\d\s\d{3},\d\d\s₽/);
  await expect(kiosk.getByTestId('pay-debt')).toHaveCount(0);
  await expect(kiosk.getByTestId('pay-other')).toBeVisible();
  await expectSound(kiosk, 'a debt above the limit');
});

test('hurried taps begin one attempt, and a lost answer begins no second', async ({ kiosk, program }) => {
  const account = await payer(program, 7);
  const attempts: string[] = [];
  kiosk.on('request', request => {
    if (request.url().endsWith('/rpc/payments.begin'))
      attempts.push((request.postDataJSON() as { attempt: string }).attempt);
  });
  // Main hears the first question; its answer never arrives.
  let lost = false;
  await kiosk.route('**/rpc/payments.begin', async route => {
    if (lost) return route.continue();
    lost = true;
    await route.fetch();
    return route.abort();
  });
  await openPay(kiosk, account);
  await otherSum(kiosk, '45,14');
  await kiosk
    .getByTestId('pay-go')
    .locator('button')
    .evaluate((button: HTMLElement) => {
      for (let i = 0; i < 5; i++) button.click();
    });
  await expect(kiosk.getByTestId('pay-waiting')).toBeVisible({ timeout: 15_000 });
  expect(new Set(attempts).size).toBe(1);
  expect(booked(program).filter(({ amount }) => amount === 4514)).toHaveLength(1);
  await kiosk.getByTestId('pay-cancel').click();
  await kiosk.getByTestId('cancel-no').click();
  await expect(kiosk.getByTestId('pay-qr')).toBeVisible();
  await kiosk.getByTestId('pay-cancel').click();
  await kiosk.getByTestId('cancel-yes').click();
  await expect(kiosk.getByTestId('pay-cancelled')).toContainText(/не\sоплачивайте\sпо\sнему/, { timeout: 15_000 });
  await expect(kiosk.getByTestId('pay-cancelled')).not.toContainText('не списаны');
  await expectSound(kiosk, 'cancelled');
});

test('a cancelled payment is never called unpaid while its code lives: a second one is warned of, and the first is found when paid', async ({
  kiosk,
  program,
}) => {
  const account = await payer(program, 9);
  await openPay(kiosk, account);
  await otherSum(kiosk, '50,14');
  await kiosk.getByTestId('pay-go').click();
  await kiosk.getByTestId('pay-waiting').waitFor();
  const code = await codeOnScreen(kiosk);
  await kiosk.getByTestId('pay-cancel').click();
  await kiosk.getByTestId('cancel-yes').click();
  await expect(kiosk.getByTestId('pay-cancelled')).toContainText(/ещё\sдействует\sдо\s\d\d:\d\d/);
  await expect(kiosk.getByTestId('pay-again')).toHaveCount(0);
  await kiosk.getByTestId('pay-leave').click();
  await expect(kiosk.getByTestId('pending-live')).toContainText(/не\sоплачивайте\sпо\sнему/);
  await expectSound(kiosk, 'the account with a code that can still be paid');
  await kiosk.getByTestId('to-pay').click();
  await expect(kiosk.getByTestId('pay-not-paid')).toBeVisible();
  await expect(kiosk.getByTestId('pay-other')).toHaveCount(0);
  await expectSound(kiosk, 'before a second payment');
  await kiosk.getByTestId('pay-not-paid').click();
  await otherSum(kiosk, '60,14');
  await kiosk.getByTestId('pay-go').click();
  await kiosk.getByTestId('pay-waiting').waitFor();
  await kiosk.getByTestId('pay-cancel').click();
  await kiosk.getByTestId('cancel-yes').click();
  await kiosk.getByTestId('pay-cancelled').waitFor();
  // the payer confirms in the bank's app what nobody waits for: the kiosk turns by itself
  const second = booked(program).find(({ amount }) => amount === 6014)?.id;
  await fetch(`${new URL(code).origin}/pay/${second}?paid`);
  await expect(kiosk.getByTestId('pay-succeeded')).toContainText('60,14', { timeout: 15_000 });
  await kiosk.getByTestId('pay-leave').click();
  await expect(kiosk.getByTestId('pending-succeeded')).toContainText('60,14');
  await expect(kiosk.getByTestId('pending-live')).toContainText('50,14');
});

test('a declined payment says that nothing was charged and what to do, and a new one is a new attempt', async ({
  kiosk,
  program,
}) => {
  const account = await payer(program, 6);
  await openPay(kiosk, account);
  await otherSum(kiosk, '77,13');
  await kiosk.getByTestId('pay-go').click();
  await expect(kiosk.getByTestId('pay-declined')).toContainText('Деньги не списаны', { timeout: 30_000 });
  await expectSound(kiosk, 'declined');
  await kiosk.getByTestId('pay-again').click();
  await expect(kiosk.getByTestId('pay-other')).toBeVisible();
  await kiosk.getByTestId('back').click();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
  await expect(kiosk.getByTestId('pending-succeeded')).toHaveCount(0);
});

test('a sum out of the limits is told at its field, and begins nothing', async ({ kiosk, program }) => {
  const before = booked(program).length;
  await openPay(kiosk, await payer(program, 5));
  await otherSum(kiosk, '0');
  await kiosk.getByTestId('pay-go').click();
  await expect(kiosk.getByTestId('pay-amount')).toContainText('Введите сумму от');
  expect(booked(program)).toHaveLength(before);
});

test('an unfinished payment is finished before another may begin', async ({ kiosk, program }) => {
  const account = await payer(program, 4);
  await openPay(kiosk, account);
  await otherSum(kiosk, '15,14');
  await kiosk.getByTestId('pay-go').click();
  await kiosk.getByTestId('pay-waiting').waitFor();
  await kiosk.getByTestId('finish').click();
  await kiosk.getByTestId('start-again').click();
  await kiosk.getByTestId('start').waitFor();
  await openByNumber(kiosk, account.number, account);
  await expect(kiosk.getByTestId('pending-going')).toContainText('15,14');
  await kiosk.getByTestId('to-pay').click();
  await expect(kiosk.getByTestId('pay-unfinished')).toBeVisible();
  await expect(kiosk.getByTestId('pay-other')).toHaveCount(0);
  await expectSound(kiosk, 'unfinished');
  await kiosk.getByTestId('pay-return').click();
  await expect(kiosk.getByTestId('pay-qr')).toBeVisible();
  await kiosk.getByTestId('pay-cancel').click();
  await kiosk.getByTestId('cancel-yes').click();
  await expect(kiosk.getByTestId('pay-cancelled')).toBeVisible({ timeout: 15_000 });
  await kiosk.getByTestId('pay-leave').click();
  await kiosk.getByTestId('to-pay').click();
  await kiosk.getByTestId('pay-not-paid').click();
  await expect(kiosk.getByTestId('pay-other')).toBeVisible();
});

test('the payment is read and made at the largest text', async ({ kiosk, program }) => {
  await kiosk.getByTestId('start').waitFor();
  await largestText(kiosk);
  await openPay(kiosk, await payer(program, 3));
  await expectFits(kiosk, 'the sums at the largest text');
  await otherSum(kiosk, '16,14');
  await expectFits(kiosk, 'another sum at the largest text');
  await kiosk.getByTestId('pay-go').click();
  await kiosk.getByTestId('pay-qr').waitFor();
  await expectFits(kiosk, 'the code at the largest text');
  expect(await codeOnScreen(kiosk)).toMatch(/^https?:/);
  await kiosk.getByTestId('pay-cancel').click();
  await kiosk.getByTestId('cancel-yes').click();
  await expect(kiosk.getByTestId('pay-cancelled')).toBeVisible({ timeout: 15_000 });
});
