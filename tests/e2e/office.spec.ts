// One office: two kiosks and two desks over one fund, at work at the same time; what one does to another, and what the fund's log says of each.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { confirmHit, findByNumber, finish, openByNumber, printDocument, prove } from '../../scripts/walk/owner.ts';
import { createStaffAdmin } from '../../src-main/adapters/cabinet-postgres/staff-admin.ts';
import { openAuditLog } from '../../src-main/adapters/fund-postgres/audit-log.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { createTerminalLogin } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { cabinetChainStart, chainHash, chainStart } from '../../src-main/adapters/outbox/audit-chain.ts';
import { verifyAudit } from '../../src-main/services/audit/verify.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { signInAtDesk } from './desk-walk.ts';
import { ownDataDir, plain } from './odd-walk.ts';
import { oddFund, oddPayment } from '../support/odd-fund.ts';
import { withClient } from '../support/postgres.ts';
import { expect, serverUrl, startProgram, test as base, type RunningProgram } from '../support/program.ts';

const [operator, admin] = demoStaff;
const owners = [
  { id: 11, last_name: 'Первая' },
  { id: 12, last_name: 'Вторая' },
  { id: 13, last_name: 'Третья' },
] as const;

const terminals = [
  { name: 'Киоск 1', audience: 'kiosk' },
  { name: 'Киоск 2', audience: 'kiosk' },
  { name: 'Стойка 1', audience: 'desk' },
  { name: 'Стойка 2', audience: 'desk' },
] as const;
type Name = (typeof terminals)[number]['name'];

interface Office {
  fundUrl: string;
  page: Record<Name, Page>;
}

async function openTerminal(
  { name, audience }: (typeof terminals)[number],
  fundUrl: string,
  login: string,
): Promise<RunningProgram> {
  const { dataDir, keyFile } = ownDataDir();
  const folder = join(dataDir, 'напечатано');
  mkdirSync(folder);
  const settings = {
    fundUrl: await createTerminalLogin(fundUrl, login, 'secret'),
    keyFile,
    terminalName: name,
    audience,
    proof: { failuresToLock: 3, failuresToPicture: 9 },
    printers: [{ name: 'Папка', kind: 'folder', folder }],
  };
  return startProgram({ dataDir, fundUrl, settings });
}

const test = base.extend<{ office: Office }>({
  office: async ({ browser, contextOptions }, use) => {
    const fundUrl = await oddFund(serverUrl(), `office_${process.pid}`, {
      houses: [{ id: 1, street_kind: 'ул.', street: 'Мира', number: '20' }],
      accounts: owners.map(({ id, last_name }) => ({ id, house: 1, account: { last_name } })),
    });
    const programs: RunningProgram[] = [];
    const contexts: BrowserContext[] = [];
    const page: Partial<Record<Name, Page>> = {};
    const opened = async (program: RunningProgram, options: BrowserContextOptions) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      const at = await context.newPage();
      await at.goto(program.url);
      return at;
    };
    try {
      for (const [i, terminal] of terminals.entries()) {
        const program = await openTerminal(terminal, fundUrl, `office_${process.pid}_${i}`);
        programs.push(program);
        page[terminal.name] = await opened(program, contextOptions);
      }
      await use({ fundUrl, page: page as Record<Name, Page> });
    } finally {
      for (const context of contexts) await context.close();
      for (const program of programs) {
        await program.stop();
        rmSync(program.dataDir, { recursive: true, force: true });
      }
    }
  },
});

/** From a desk's «Рабочее место» to an account opened by a passport. */
async function openByDocument(page: Page, number: string): Promise<void> {
  await page.getByTestId('desk-find').click();
  await page.getByTestId('by-number').click();
  await page.getByTestId('number-field').locator('input').pressSequentially(number, { delay: 70 });
  await page.keyboard.press('Enter');
  await page.getByTestId('by-document').click();
  await page.getByTestId('reason-noPapers').click();
  await page.getByTestId('document-passport').click();
  await page.getByTestId('last-four').locator('input').pressSequentially('1234', { delay: 70 });
  await page.getByTestId('open-account').click();
  await page.getByTestId('balance').waitFor();
}

const balance = async (page: Page) => plain(await page.getByTestId('balance').textContent());

/** Wrong answers for an account until the kiosk takes no more. */
async function lockOut(page: Page, number: string): Promise<void> {
  await findByNumber(page, number);
  await confirmHit(page);
  for (let answers = 0; answers < 3; answers++) {
    await prove(page, { ...oddPayment, amount: oddPayment.amount + 1 });
    await expect(page.getByTestId('proof-error')).toBeVisible();
  }
  await expect(page.getByTestId('proof-locked')).toBeVisible();
}

interface Line {
  terminal: Name;
  action: string;
  role: string;
  actor: string;
  account: number | null;
}

const logOf = ({ fundUrl }: Office): Promise<Line[]> =>
  withClient(fundUrl, async client => {
    const { rows } = await client.query<Line>(
      `select t.name as terminal, a.action, a.role, a.actor, a.account_id::int as account
         from terminal.audit a join terminal.terminal t on t.id = a.terminal_id order by a.at`,
    );
    return rows;
  });

/** What `npm run audit -- --verify` finds now. */
async function verified(fundUrl: string) {
  const log = await openAuditLog(fundUrl);
  try {
    return await verifyAudit({ log, chainHash, chainStart, cabinetChainStart }, { from: null, anchor: [] });
  } finally {
    await log.close();
  }
}

test('two kiosks and two desks keep their visitors and their staff apart, and the fund’s log names each', async ({
  office,
}) => {
  test.slow();
  const { page, fundUrl } = office;
  const [kiosk1, kiosk2, desk1, desk2] = terminals.map(({ name }) => page[name]) as [Page, Page, Page, Page];

  // four people at once: two owners by their payments, two visitors by their passports
  await Promise.all([
    openByNumber(kiosk1, '11', oddPayment),
    openByNumber(kiosk2, '12', oddPayment),
    signInAtDesk(desk1, operator).then(() => openByDocument(desk1, '11')),
    signInAtDesk(desk2, admin).then(() => openByDocument(desk2, '13')),
  ]);
  for (const [at, own] of [
    [kiosk1, 'Первая'],
    [kiosk2, 'Вторая'],
    [desk1, 'Первая'],
    [desk2, 'Третья'],
  ] as const) {
    await expect(at.getByTestId('owner')).toContainText(own);
    for (const { last_name } of owners) if (last_name !== own) await expect(at.getByText(last_name)).toHaveCount(0);
  }

  // a payment of one account reaches the two screens that show it, and no other
  const before = await balance(kiosk2);
  await withClient(fundUrl, client =>
    client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
         values (11, 1100, '2026-11-20', '2026-11-21', '2026-11', 34500, 'Сбербанк')`,
    ),
  );
  for (const at of [kiosk1, desk1]) await expect.poll(() => balance(at)).toContain('1 000,00');
  expect(await balance(kiosk2)).toBe(before);
  expect(await balance(desk2)).toBe(before);

  // both print at once, each on their own printer and in their own name
  await Promise.all([printDocument(kiosk1), printDocument(desk1)]);
  for (const kiosk of [kiosk1, kiosk2]) {
    await finish(kiosk);
    await kiosk.getByTestId('start-again').click();
  }

  // mistakes at one kiosk close the account there, not at the other, and any desk may lift that
  await lockOut(kiosk1, '12');
  await openByNumber(kiosk2, '12', oddPayment);
  await finish(kiosk2);
  await desk2.getByTestId('on-shift').click();
  await desk2.getByTestId('desk-locks').click();
  const lock = desk2.getByTestId('lock').filter({ hasText: 'Киоск 1' });
  await expect(async () => {
    await desk2.getByRole('button', { name: 'Обновить' }).click();
    await expect(lock).toHaveCount(1, { timeout: 1000 });
  }).toPass();
  await lock.getByTestId('lift').click();
  await expect(desk2.getByTestId('lock')).toHaveCount(0);
  // the person has stood there all the while: their screen opens by itself
  await kiosk1.getByTestId('proof-date').waitFor();
  await prove(kiosk1, oddPayment);
  await kiosk1.getByTestId('balance').waitFor();
  await finish(kiosk1);

  // a clerk dismissed at the fund loses the desk they are at, and nobody else does
  await desk1.getByRole('button', { name: 'К счёту' }).click();
  await expect(desk1.getByTestId('owner')).toContainText('Первая');
  const owner = createFundDatabase(fundUrl);
  await createStaffAdmin(owner).setDisabled(loginNorm(operator.login), true);
  await owner.close();
  await expect(desk1.getByTestId('owner')).toHaveCount(0, { timeout: 20_000 });
  await expect(desk1.getByText('Первая')).toHaveCount(0);
  await desk2.getByTestId('back').click();
  await desk2.getByTestId('back-to-account').click();
  await expect(desk2.getByTestId('owner')).toContainText('Третья');
  await desk2.getByTestId('end-shift').click();
  await desk2.getByTestId('welcome').waitFor();

  // the fund's log: everybody's own deeds under their own names, and chains that hold
  const deed = (line: Omit<Line, 'account'> & { account?: number | null }) => expect.objectContaining(line);
  await expect
    .poll(() => logOf(office), { timeout: 20_000 })
    .toEqual(
      expect.arrayContaining([
        deed({ terminal: 'Киоск 1', action: 'proof.succeeded', role: 'owner', actor: '', account: 11 }),
        deed({ terminal: 'Киоск 2', action: 'proof.succeeded', role: 'owner', actor: '', account: 12 }),
        deed({ terminal: 'Киоск 1', action: 'document.printed', role: 'owner', actor: '', account: 11 }),
        deed({
          terminal: 'Стойка 1',
          action: 'document.printed',
          role: 'operator',
          actor: operator.login,
          account: 11,
        }),
        deed({ terminal: 'Киоск 1', action: 'proof.locked', role: 'owner', actor: '', account: 12 }),
        deed({ terminal: 'Стойка 2', action: 'staff.shiftEnded', role: 'admin', actor: admin.login }),
      ]),
    );
  const lines = await logOf(office);
  expect(lines.filter(({ terminal, role }) => terminal.startsWith('Киоск') && role !== 'owner')).toEqual([]);
  expect(lines.filter(({ terminal, actor }) => terminal === 'Стойка 2' && actor === operator.login)).toEqual([]);
  // the four, and the chain of what was done at the database
  await expect.poll(() => verified(fundUrl), { timeout: 15_000 }).toMatchObject({ terminals: 5, findings: [] });
});
