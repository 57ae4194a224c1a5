// Bad input and trouble: a clear sentence with what to do next, and nothing broken.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { demoWalkAccounts, postPayment } from '../../scripts/demo/index.ts';
import { formatKopecks } from '../../src-main/domain/money.ts';
import {
  begin,
  confirmHit,
  findByNumber,
  finish,
  openByNumber,
  prove,
  scan,
  tapKeys,
} from '../../scripts/walk/owner.ts';
import { fundMonths } from '../support/fund-rows.ts';
import { expect, startProgram, test } from '../support/program.ts';

test('a wrong number is told with what to do, and the same screen takes the right one', async ({ kiosk }) => {
  await findByNumber(kiosk, '999999999');
  await expect(kiosk.getByTestId('number-field')).toContainText('Такого лицевого счёта нет');
  await expect(kiosk.getByTestId('find-submit')).toBeEnabled();
});

test('ten thousand characters and markup in a scanned code break nothing', async ({ kiosk }) => {
  await kiosk.getByTestId('start').waitFor();
  await scan(kiosk, `<img src=x onerror=alert(1)>${'9'.repeat(10_000)}`);
  await expect(kiosk.getByTestId('start').or(kiosk.getByTestId('scan-error'))).toBeVisible();
  await kiosk.goto(new URL('/', kiosk.url()).href);
  await expect(kiosk.getByTestId('start')).toBeVisible();
});

test('an address the fund does not have gets advice, and a way on', async ({ kiosk }) => {
  await begin(kiosk);
  await kiosk.getByTestId('by-address').click();
  await kiosk.getByTestId('address-field').locator('input').fill('Атлантида');
  await expect(kiosk.getByTestId('find-address')).toContainText('в списке фонда нет');
  await kiosk.getByRole('button', { name: 'Найти по номеру счёта' }).click();
  await expect(kiosk.getByTestId('find-number')).toBeVisible();
});

test('an impossible date is told at once and does not go on', async ({ kiosk, program }) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await findByNumber(kiosk, account!.number);
  await confirmHit(kiosk);
  await kiosk.getByTestId('proof-date').waitFor();
  await tapKeys(kiosk, '31022026');
  await expect(kiosk.getByTestId('paid-on')).toContainText('Такого дня');
  await expect(kiosk.getByTestId('proof-next').locator('button')).toBeDisabled();
});

test('wrong answers say one thing, then ask for the picture; a crash and a restart do not make them forgotten', async ({
  browser,
}) => {
  const program = await startProgram();
  try {
    const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
    const context = await browser.newContext({ locale: 'ru-RU' });
    const page = await context.newPage();
    await page.goto(program.url);
    await findByNumber(page, account!.number);
    await confirmHit(page);
    await prove(page, { ...account!, amount: account!.amount + 1 });
    await expect(page.getByTestId('proof-error')).toContainText('Данные не совпали');
    const keyOf = (of: Page) => of.evaluate(() => sessionStorage.getItem('kr-session') ?? '');
    let session = await keyOf(page);
    // Only one page at a time is the terminal's: this one makes way for a program that guesses.
    await page.goto('about:blank');
    const answer = async (method: string, input: object, at = program.url) => {
      const origin = new URL(at).origin;
      const own = { 'x-page': 'a guessing program', 'x-session': session };
      const headers = { origin, 'content-type': 'application/json', ...own };
      const response = await context.request.post(`${origin}/rpc/${method}`, { headers, data: input });
      return (await response.json()) as {
        value?: { picture?: string | null; lockedUntil?: string | null };
        error?: { code: string };
      };
    };
    const guess = { account: account!.id, paidOn: account!.paidOn, amount: '1,00' };
    expect((await answer('proof.submit', guess)).error?.code).toBe('proof.mismatch');
    expect((await answer('proof.submit', guess)).error?.code).toBe('proof.mismatch');
    expect((await answer('proof.submit', guess)).error?.code).toBe('proof.pictureNeeded');
    expect((await answer('proof.begin', { account: account!.id })).value?.picture).toMatch(/^iVBORw0K/);
    await program.stop('SIGKILL');
    const again = await startProgram({ dataDir: program.dataDir });
    await page.goto(again.url);
    session = await keyOf(page);
    await page.goto('about:blank');
    expect((await answer('proof.begin', { account: account!.id }, again.url)).value?.picture).toMatch(/^iVBORw0K/);
    await page.goto(new URL('/', again.url).href);
    await findByNumber(page, account!.number);
    await confirmHit(page);
    await prove(page, account!, { submit: false });
    await expect(page.getByTestId('proof-picture')).toBeVisible();
    await again.stop();
    await context.close();
  } finally {
    await program.stop();
    rmSync(program.dataDir, { recursive: true, force: true });
  }
});

test('an owner’s new payment is on the open statement within two seconds', async ({ kiosk, program }) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 10 }))[5]!;
  await openByNumber(kiosk, account.number, account);
  const [before] = await fundMonths(program.fundUrl, account.id);
  await postPayment(program.fundUrl, { account: account.id, amount: 12_345, day: account.paidOn });
  await expect(kiosk.getByTestId('balance')).toContainText(formatKopecks(Math.abs(before!.closing - 12_345)), {
    timeout: 2000,
  });
  await finish(kiosk);
});

test('with the fund away the kiosk works on its cache and says so', async ({ browser }) => {
  const first = await startProgram();
  const account = (await demoWalkAccounts(first.fundUrl, { count: 10 }))[3]!;
  const page = await browser.newPage({ locale: 'ru-RU' });
  await page.goto(first.url);
  await openByNumber(page, account.number, account);
  await finish(page);
  await first.stop();
  const settings = JSON.parse(readFileSync(join(first.dataDir, 'settings.json'), 'utf8')) as object;
  const unreachable = await startProgram({
    dataDir: first.dataDir,
    settings: {
      ...settings,
      fundUrl: 'postgres://nobody:x@127.0.0.1:9/none',
      demo: { account: { accountNumber: '220753', address: '', paidOn: '2026-01-01', amount: 1 } },
    },
  });
  try {
    await page.goto(unreachable.url);
    await expect(page.locator('kr-freshness')).toContainText(/нет связи/i, { timeout: 15_000 });
    await openByNumber(page, account.number, account);
    await expect(page.getByTestId('owner')).toContainText(account.owner);
  } finally {
    await unreachable.stop();
    await page.close();
    rmSync(first.dataDir, { recursive: true, force: true });
  }
});

test('a damaged cache is moved aside and made anew from the fund, and what waited to be sent is not lost', async ({
  browser,
}) => {
  const first = await startProgram();
  const account = (await demoWalkAccounts(first.fundUrl, { count: 10 }))[4]!;
  const page = await browser.newPage({ locale: 'ru-RU' });
  await page.goto(first.url);
  await openByNumber(page, account.number, account);
  await first.stop('SIGKILL');
  const current = readFileSync(join(first.dataDir, 'cache-current'), 'utf8').match(/cache-\d+\.db/)![0];
  writeFileSync(join(first.dataDir, current), Buffer.alloc(100_000, 7));
  const outbox = readFileSync(join(first.dataDir, 'outbox.db'));
  const second = await startProgram({ dataDir: first.dataDir });
  try {
    await page.goto(second.url);
    await openByNumber(page, account.number, account);
    expect(outbox.length).toBeGreaterThan(0);
  } finally {
    await page.close();
    await second.stop();
    rmSync(first.dataDir, { recursive: true, force: true });
  }
});

test('a second copy with the same data folder is refused in words, and the first goes on', async ({
  kiosk,
  program,
}) => {
  await expect(startProgram({ dataDir: program.dataDir })).rejects.toThrow('Программа уже запущена');
  await expect(kiosk.getByTestId('start')).toBeVisible();
});

test('who fills the fund late is heard too: a commit made after a younger one is not lost', async ({
  kiosk,
  program,
}) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 10 }))[6]!;
  const early = new pg.Client({ connectionString: program.fundUrl });
  await early.connect();
  await early.query('begin');
  await early.query(`update fund.account set last_name = 'Позднова' where id = $1`, [account.id]);
  await postPayment(program.fundUrl, {
    account: (await demoWalkAccounts(program.fundUrl, { count: 10 }))[7]!.id,
    amount: 100,
    day: account.paidOn,
  });
  await kiosk.waitForTimeout(1500);
  await early.query('commit');
  await early.end();
  await expect(async () => {
    await kiosk.goto(new URL('/', program.url).href);
    await findByNumber(kiosk, account.number);
    await expect(kiosk.getByTestId('hit-owner')).toContainText('П•', { timeout: 1000 });
  }).toPass({ timeout: 20_000 });
});

test('a terminal whose disk cannot be written says that it is out of order, and opens by itself when it can', async ({
  browser,
}) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-closed-'));
  // what the program writes to try the disk stands in its own way
  mkdirSync(join(dataDir, 'disk.probe'));
  const program = await startProgram({ dataDir });
  try {
    const page = await browser.newPage();
    await page.goto(program.url);
    await expect(page.getByTestId('closed')).toContainText('Терминал временно не работает');
    await expect(page.getByTestId('start')).toHaveCount(0);
    rmSync(join(dataDir, 'disk.probe'), { recursive: true });
    await expect(page.getByTestId('start')).toBeVisible({ timeout: 20_000 });
    await page.close();
  } finally {
    await program.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
