// A month, and then the payee, that the fund gives so that they cannot be read: every screen says which it is and what to do, and asks for no sum.
import type { Page } from '@playwright/test';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { finish, openByNumber } from '../../scripts/walk/owner.ts';
import { formatKopecks } from '../../src-main/domain/money.ts';
import { fundMonths } from '../support/fund-rows.ts';
import { withClient } from '../support/postgres.ts';
import { expect, test } from '../support/program.ts';

const pictures = process.env['KAPREMONT_SCREENS'];
const seen = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
};

/** Puts the fund's own view in the place of the reference one while `work` runs: the column is other than it should be in some rows. */
async function spoilt(
  url: string,
  entity: string,
  column: string,
  rows: string,
  gives: string,
  work: () => Promise<void>,
) {
  const touch = `update fund.${entity} set id = id where ${rows}`.replace(
    'id = id',
    entity === 'period_balance' ? 'closing = closing' : 'name = name',
  );
  await withClient(url, async client => {
    const { rows: columns } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'exchange' and table_name = $1 order by ordinal_position`,
      [entity],
    );
    const list = columns.map(({ name }) =>
      name === column ? `case when ${rows} then ${gives} else ${name} end as ${name}` : name,
    );
    await client.query(
      `alter view exchange.${entity} rename to kept_view;
       create view exchange.${entity} as select ${list.join(', ')} from exchange.kept_view;
       grant select on exchange.${entity} to kiosk_reader;
       ${touch}`,
    );
  });
  try {
    await work();
  } finally {
    await withClient(url, client =>
      client.query(`drop view exchange.${entity}; alter view exchange.kept_view rename to ${entity}; ${touch}`),
    );
  }
}

/** As the program's own buttons do: a page that is loaded anew ends the visit. */
const show = (page: Page, path: string) =>
  page.evaluate(to => {
    const window = globalThis as unknown as {
      history: { replaceState(state: null, title: string, path: string): void };
      dispatchEvent(event: unknown): void;
      PopStateEvent: new (type: string) => unknown;
    };
    window.history.replaceState(null, '', to);
    window.dispatchEvent(new window.PopStateEvent('popstate'));
  }, path);

const open = async (kiosk: Page, account: WalkAccount) => {
  await kiosk.goto(new URL('/', kiosk.url()).href);
  await openByNumber(kiosk, account.number, account);
};

test('a month that could not be read: no screen asks for a sum or says that nothing is owed', async ({
  kiosk,
  program,
}) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 15 }))[13]!;
  const [latest, earlier] = await fundMonths(program.fundUrl, account.id);
  const rows = `account_id = ${account.id} and period = '${latest!.period}'`;
  await spoilt(program.fundUrl, 'period_balance', 'closing', rows, '9007199254740993', async () => {
    await expect(async () => {
      await open(kiosk, account);
      await expect(kiosk.getByTestId('balance')).toContainText('не известна', { timeout: 3000 });
    }).toPass({ timeout: 30_000 });
    const notes = kiosk.getByTestId('unread');
    await expect(notes).toContainText('не прочитаны. Подойдите к стойке');
    await seen(kiosk, 'month-statement');
    for (const gone of ['to-pay', 'to-document', 'no-history', 'derivation'])
      await expect(kiosk.getByTestId(gone)).toHaveCount(0);
    await expect(kiosk.locator('body')).not.toContainText('Долга нет');
    await kiosk.getByTestId('to-history').click();
    await expect(kiosk.getByTestId('unread')).toBeVisible();
    await expect(kiosk.getByTestId('history-total')).toContainText('Итога нет');
    await expect(kiosk.getByTestId(`history-${earlier!.period}`)).toContainText(
      formatKopecks(Math.abs(earlier!.closing)),
    );
    await seen(kiosk, 'month-history');
    await kiosk.getByTestId('back').click();
    await show(kiosk, '/pay');
    await expect(kiosk.getByTestId('pay-unread')).toContainText('не прочитаны. Подойдите к стойке');
    await expect(kiosk.getByTestId('pay-other')).toHaveCount(0);
    await seen(kiosk, 'month-pay');
    await show(kiosk, '/statement/document');
    await expect(kiosk.getByTestId('document-unread')).toContainText('не прочитаны. Подойдите к стойке');
    await expect(kiosk.getByTestId('print')).toHaveCount(0);
    await seen(kiosk, 'month-document');
    await finish(kiosk);
  });
});

test('a payee that could not be read: the debt is shown, and no document, code or payment is made', async ({
  kiosk,
  program,
}) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 16 }))[14]!;
  await spoilt(program.fundUrl, 'organization', 'id', `kind = 'operator'`, '-1', async () => {
    await expect(async () => {
      await open(kiosk, account);
      await kiosk.getByTestId('to-document').click();
      await expect(kiosk.getByTestId('document-unread')).toContainText('кому платить', { timeout: 3000 });
    }).toPass({ timeout: 30_000 });
    await seen(kiosk, 'payee-document');
    await show(kiosk, '/statement');
    await expect(kiosk.getByTestId('balance')).not.toContainText('не известна');
    await seen(kiosk, 'payee-statement');
    await show(kiosk, '/pay');
    await expect(kiosk.getByTestId('pay-unread')).toContainText('кому платить');
    await seen(kiosk, 'payee-pay');
    await show(kiosk, '/organizations');
    await expect(kiosk.getByTestId('unread')).toContainText('не прочитана');
    await seen(kiosk, 'payee-organizations');
    await finish(kiosk);
  });
});
