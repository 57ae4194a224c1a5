// Makes the screenshots of docs/screenshots: every screen of the main path at the three sizes of kiosks.
import { chromium, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headlessChromium } from './chromium.ts';
import { buildRendererIfStale, composeProgram, prepare, rendererDir, root } from './run-program.ts';
import { begin, chooseSuggestion, confirmHit, findByNumber, finish, prove } from './walk/owner.ts';
import { steps } from '../src-main/cli/steps.ts';
import { demoWalkAccounts } from './demo/index.ts';
import { startNodeHost } from '../src-main/host-node/server.ts';

const sizes = [
  [1280, 1024],
  [1920, 1080],
  [1080, 1920],
] as const;

buildRendererIfStale();
const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-screenshots-'));
const lines = steps();
const prepared = await prepare({ dataDir, accounts: 2000 }, lines);
const program = await composeProgram(prepared, 'file');
const host = await startNodeHost(program, { port: 0, audience: 'kiosk', rendererDir });
const { path, args, env } = await headlessChromium();
const browser = await chromium.launch({ executablePath: path, args, env });
const [account] = await demoWalkAccounts(prepared.fund?.superuserUrl ?? '', { count: 1 });
if (!account) throw new Error('The demo region has no account to walk in with');

async function walk(page: Page, shot: (name: string) => Promise<void>): Promise<void> {
  const id = (name: string) => page.getByTestId(name);
  await page.goto(host.newUrl());
  await id('start').and(page.locator(':not([disabled])')).waitFor();
  await shot('01-welcome');
  await begin(page);
  await id('by-address').click();
  await chooseSuggestion(page, 'Чебоксары', /Чебоксары$/);
  await id('address-field').locator('input').fill('енгельса');
  await page.waitForTimeout(400);
  await shot('02-find-by-address');
  await page.goto(new URL('/', page.url()).href);
  await findByNumber(page, account?.number ?? '');
  await id('hit-yes').waitFor();
  await shot('03-is-it-yours');
  await confirmHit(page);
  await id('proof-date').waitFor();
  await shot('04-proof-date');
  await prove(page, account ?? { paidOn: '', amount: 0 });
  await id('balance').waitFor();
  await shot('05-statement');
  await id('to-history').click();
  await id('history').waitFor();
  await shot('06-history');
  await id('back').click();
  await id('to-payments').click();
  await id('payments').waitFor();
  await shot('07-payments');
  await id('back').click();
  await id('to-document').click();
  await id('document-page').first().waitFor();
  await shot('08-payment-document');
  await id('print').click();
  await id('print-done').waitFor();
  await shot('09-printed');
  await finish(page);
  await shot('10-goodbye');
}

for (const [width, height] of sizes) {
  const folder = join(root, 'docs', 'screenshots', `${width}x${height}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage({ viewport: { width, height }, hasTouch: true, locale: 'ru-RU' });
  await lines.run(`${width}x${height}`, () =>
    walk(page, async name => {
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    }),
  );
  await page.close();
}

await browser.close();
await host.close();
await program.close();
await prepared.fund?.stop();
rmSync(dataDir, { recursive: true, force: true });
