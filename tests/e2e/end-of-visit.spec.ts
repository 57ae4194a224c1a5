// The end of a visit: by button, by quiet, by a lost page. The next visitor sees nothing of the owner.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { finish, openByNumber, printDocument } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';

test.use({ programOptions: { settings: { idle: { warnSeconds: 3, endSeconds: 6 } } } });

const walkAccount = async (fundUrl: string): Promise<WalkAccount> =>
  (await demoWalkAccounts(fundUrl, { count: 1 }))[0]!;

/** What would tell whose account it was. */
const personal = (account: WalkAccount) => [account.owner.split(' ')[0]!, account.number, account.unifiedNumber];

/** Everything the page still holds: text, storage, history, fields. */
async function pageHolds(page: Page): Promise<string> {
  const state = await page.evaluate(() => {
    const all = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map(element => {
          const value = 'value' in element ? String(element.value) : '';
          return value + (element.shadowRoot ? all(element.shadowRoot) : '') + element.textContent;
        })
        .join(' ');
    return JSON.stringify([
      all(document),
      { ...localStorage },
      { ...sessionStorage },
      location.href,
      document.cookie,
      document.title,
    ]);
  });
  return state;
}

async function expectNothingLeft(page: Page, account: WalkAccount) {
  const held = await pageHolds(page);
  // The demo's welcome card itself shows the account's number and address: it is told apart by the owner's name and ЕЛС.
  for (const secret of [account.owner.split(' ')[0]!, account.unifiedNumber]) expect(held).not.toContain(secret);
  const answer = await page.evaluate(
    async id =>
      (
        await fetch('/rpc/statement.get', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-page': 'next-person' },
          body: JSON.stringify({ account: id }),
        })
      ).text(),
    account.id,
  );
  expect(answer).toContain('visit.accountNotOpen');
}

test('the button ends the visit, and «back» brings nothing back', async ({ kiosk, program }) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  await finish(kiosk);
  for (let i = 0; i < 3; i++) {
    await kiosk.goBack().catch(() => null);
    await kiosk.waitForTimeout(300);
    await expect(kiosk.getByTestId('balance')).toHaveCount(0);
  }
  await kiosk.goto(new URL('/', program.url).href);
  await expect(kiosk.getByTestId('start')).toBeVisible();
  await expectNothingLeft(kiosk, account);
});

test('quiet is warned of with a countdown, one touch goes on, further quiet ends the visit', async ({
  kiosk,
  program,
}) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  const stay = kiosk.getByTestId('stay');
  await expect(stay).toBeVisible({ timeout: 8000 });
  await stay.click();
  await expect(stay).toBeHidden();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
  await expect(kiosk.getByTestId('start')).toBeVisible({ timeout: 15_000 });
  await expectNothingLeft(kiosk, account);
});

test('a reload ends the visit', async ({ kiosk, program }) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  await kiosk.reload();
  await expect(kiosk.getByTestId('start')).toBeVisible();
  await expectNothingLeft(kiosk, account);
});

test('a page that is gone takes its visit with it', async ({ kiosk, program, context }) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  const cookies = await kiosk.context().cookies();
  await kiosk.close();
  await context.addCookies(cookies);
  const next = await context.newPage();
  await next.goto(new URL('/', program.url).href);
  await expect(next.getByTestId('start')).toBeVisible();
  await expectNothingLeft(next, account);
});

test('nothing personal stays readable on the disk: cache and outbox are ciphertext, logs and spool hold no names', async ({
  kiosk,
  program,
}) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  await printDocument(kiosk);
  await finish(kiosk);
  const files = readdirSync(program.dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    // The demo's printer is a folder: the paper itself is what it is for. The settings hold the demo card's number.
    .filter(
      file => !file.includes('напечатано') && !file.endsWith('settings.json') && statSync(file).size < 200 * 2 ** 20,
    );
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const secret of personal(account)) expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false);
  }
});
