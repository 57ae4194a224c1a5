// `npm run walk`: the owner's whole path in headless Chromium, for a machine without a display; saves a screenshot of each step and the printed PDF.
import { chromium, type Page } from '@playwright/test';
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatKopecks } from '../src-main/domain/money.ts';
import { formatDay } from '../src-main/domain/day.ts';
import { demoWalkAccounts } from './demo/index.ts';
import { startNodeHost } from '../src-main/host-node/server.ts';
import { headlessChromium } from './chromium.ts';
import { readOptions, wholeNumber } from '../src-main/cli/options.ts';
import { demoServer } from './demo/fund.ts';
import { buildRendererIfStale, composeProgram, prepare, rendererDir, stopOnSignals } from './run-program.ts';
import { steps } from '../src-main/cli/steps.ts';
import { confirmHit, findByNumber, finish, printDocument, prove } from './walk/owner.ts';

const given = readOptions(
  { accounts: { type: 'string' }, data: { type: 'string' }, postgres: { type: 'string' }, out: { type: 'string' } },
  'npm run walk -- [--accounts N] [--data ПАПКА] [--postgres URL] [--out ПАПКА]',
);
const out = resolve(given.out ?? 'walk-out');
const lines = steps();
const undo: (() => Promise<unknown>)[] = [];
const end = stopOnSignals(async () => {
  for (const step of undo.toReversed()) await step();
});

let shots = 0;
async function step(page: Page, title: string, work: () => Promise<unknown>): Promise<void> {
  await lines.run(title, async () => {
    await work();
    await page.screenshot({ path: join(out, `${String(++shots).padStart(2, '0')}.png`) });
  });
}

/** The newest file of the demo's printer. */
function printed(folder: string): string | undefined {
  const files = readdirSync(folder).filter(file => file.endsWith('.pdf'));
  return files.toSorted((a, b) => statSync(join(folder, a)).mtimeMs - statSync(join(folder, b)).mtimeMs).at(-1);
}

try {
  buildRendererIfStale();
  const accounts =
    given.accounts === undefined ? undefined : wholeNumber('accounts', given.accounts, 0, 100, 5_000_000);
  const prepared = await prepare({ accounts, dataDir: given.data, server: demoServer(given.postgres) }, lines);
  const { fund, settings } = prepared;
  const [printer] = settings.printers;
  if (!fund || printer?.kind !== 'folder')
    throw new Error('Эта команда проходит путь на учебном регионе: уберите fundUrl и printers из настроек.');
  const { folder } = printer;
  undo.push(() => fund.stop());
  const program = await composeProgram(prepared, 'file');
  undo.push(() => program.close());
  const host = await startNodeHost(program, { port: 0, audience: settings.audience, rendererDir });
  undo.push(() => host.close());
  const { path, args, env } = await headlessChromium();
  const browser = await chromium.launch({ executablePath: path, args, env });
  undo.push(() => browser.close());

  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const [account] = await demoWalkAccounts(fund.superuserUrl, { count: 1 });
  if (!account) throw new Error('В учебном регионе нет лицевых счетов с платежами: запустите с --accounts 1000.');
  const page = await browser.newPage({ viewport: { width: 1280, height: 1024 }, hasTouch: true, locale: 'ru-RU' });
  page.setDefaultTimeout(60_000);

  await step(page, 'Начальный экран', async () => {
    await page.goto(host.newUrl());
    await page.getByTestId('start').and(page.locator(':not([disabled])')).waitFor();
  });
  await step(page, `Поиск по номеру ${account.number}`, async () => {
    await findByNumber(page, account.number);
    await page.getByTestId('hit-yes').waitFor();
  });
  await step(page, `Подтверждение: ${formatDay(account.paidOn)}, ${formatKopecks(account.amount)} руб.`, async () => {
    await confirmHit(page);
    await prove(page, account);
    await page.getByTestId('balance').waitFor();
  });
  let where = '';
  await step(page, 'Квитанция напечатана', async () => (where = await printDocument(page)));
  await step(page, 'Посещение завершено', () => finish(page));
  const pdf = printed(folder);
  if (!pdf) throw new Error(`Принтер ничего не оставил в папке ${folder}.`);
  copyFileSync(join(folder, pdf), join(out, 'kvitanciya.pdf'));
  lines.say(where.trim());
  lines.say(`Папка вместо принтера: ${folder}`);
  console.log(`Снимки экранов и квитанция: ${out}`);
  await end(0);
} catch (error) {
  console.error((error as Error).message);
  await end(1);
}
