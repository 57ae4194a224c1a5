// The end of a visit: by button, by a reload, by a lost page. The next visitor sees nothing of the owner.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finish, openByNumber, printDocument } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';
import { expectNothingLeft, personal, walkAccount } from './nothing-left.ts';

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
  const session = await kiosk.evaluate(() => sessionStorage.getItem('kr-session'));
  await kiosk.close();
  await context.addCookies(cookies);
  const next = await context.newPage();
  await next.goto(new URL(`/#session=${session}`, program.url).href);
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
