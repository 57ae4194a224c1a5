// A fund's database of another encoding with letters that cannot be sent, and a login with a short time limit: the rest is served, the frame tells of no lost connection.
import { rmSync } from 'node:fs';
import { createTerminalLogin } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { oddFund } from '../support/odd-fund.ts';
import { withClient } from '../support/postgres.ts';
import { expect, serverUrl, startProgram, test } from '../support/program.ts';
import { signInAtDesk } from './desk-walk.ts';
import { ownDataDir, plain } from './odd-walk.ts';

const name = 'odd_encoding';
const bad = `'Иванов' || chr(152)`;

test('of a fund whose letters have no equivalent all but the bad rows are shown, those that came later too', async ({
  browser,
  contextOptions,
}) => {
  await withClient(serverUrl(), client =>
    client.query(`create database ${name} template template0 encoding 'WIN1251' lc_collate 'C' lc_ctype 'C'`),
  );
  const accounts = [1, 2, 3].map(id => ({ id, house: 1 }));
  const houses = [{ id: 1, street: 'Мира', number: '20' }];
  const url = await oddFund(serverUrl(), name, {
    houses,
    accounts,
    more: `update fund.account set last_name = ${bad} where id = 1;
      alter view exchange.payment rename to quick_payment;
      create view exchange.payment as select p.* from exchange.quick_payment p where (select pg_sleep(0.7) is not null);
      grant select on exchange.payment to kiosk_reader;`,
  });
  const fundUrl = await createTerminalLogin(url, `${name}_login`, 'secret');
  await withClient(url, client =>
    client.query(`alter role ${name}_login in database ${name} set statement_timeout = '400ms'`),
  );
  const { dataDir, keyFile } = ownDataDir();
  const settings = { fundUrl, keyFile, audience: 'desk', sync: { pollSeconds: 1 } };
  const program = await startProgram({ dataDir, settings });
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 1366, height: 768 } });
  try {
    const page = await context.newPage();
    await page.goto(program.url);
    const freshness = page.getByTestId('freshness');
    await expect(freshness).toContainText('Данные на', { timeout: 20_000 });
    await withClient(url, client =>
      client.query(
        `alter role ${name}_login in database ${name} reset statement_timeout;
         update fund.account set last_name = ${bad} where id = 2;
         update fund.account set last_name = 'Петрова' where id = 3;`,
      ),
    );
    await signInAtDesk(page);
    const rows = page.getByTestId('defects').locator('tbody tr');
    await expect(async () => {
      await page.getByTestId('on-shift').click();
      await page.getByTestId('desk-defects').click();
      await rows.first().waitFor({ timeout: 2000 });
      const listed = (await rows.allTextContents()).map(plain);
      expect(listed).toHaveLength(2);
      for (const [i, row] of listed.toSorted().entries())
        expect(row).toContain(`Лицевой счёт ${i + 1} База фонда не смогла отдать строку`);
    }).toPass({ timeout: 20_000 });
    await expect(freshness).toContainText('Данные на');
    await expect(freshness).not.toContainText('связ');
    await page.getByTestId('on-shift').click();
    await page.getByTestId('desk-find').click();
    await page.getByTestId('by-number').click();
    await page.getByTestId('number-field').locator('input').fill('3');
    await page.getByTestId('find-submit').click();
    await expect(page.getByTestId('hit-owner')).toHaveText(/^\s*П•/);
  } finally {
    await context.close();
    await program.stop();
    rmSync(program.dataDir, { recursive: true, force: true });
  }
});
